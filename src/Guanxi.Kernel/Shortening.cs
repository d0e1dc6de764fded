namespace Guanxi;

/// <summary>Texts that must fit somewhere.</summary>
public static class Shortening
{
    /// <summary>The text, or as much of it as fits. A sign that takes two places is never cut in two: PostgreSQL refuses half of one.</summary>
    /// <param name="most">At least 1.</param>
    public static string Within(this string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
