using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Writing;

/// <summary>Tells firms from people by their names; whom it misses, a person puts right.</summary>
internal static class OrganisationNames
{
    private static readonly string[] Words = [.. WordList.Lines("OrganisationNames.txt")];

    public static bool IsOne(string? name) => name is not null && Array.Exists(Words, word =>
        word[0] == ' ' ? name.EndsWith(word, StringComparison.OrdinalIgnoreCase) : name.Contains(word, StringComparison.Ordinal));
}
