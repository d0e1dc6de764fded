namespace Guanxi.Browser.Tests;

/// <summary>How somebody sees the product: in which language, on how wide a screen.</summary>
public sealed record Look(string Language, int Width)
{
    public bool Phone => Width < 600;

    /// <summary>Every journey runs in both languages, at the desk and on the phone. While writing one, <c>GUANXI_TEST_LOOK="en, 390"</c> takes that one alone.</summary>
    public static TheoryData<Look> All { get; } = new(new[] { new Look("zh-CN", 1440), new("zh-CN", 390), new("en", 1440), new("en", 390) }
        .Where(l => Environment.GetEnvironmentVariable("GUANXI_TEST_LOOK") is null or "" || l.ToString() == Environment.GetEnvironmentVariable("GUANXI_TEST_LOOK")));

    public override string ToString() => $"{Language}, {Width}";
}
