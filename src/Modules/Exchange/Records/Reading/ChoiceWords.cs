using Guanxi.Customers;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Records;

/// <summary>The words by which files mean the choices of a field. Letters large or small, blanks and signs make no difference.</summary>
internal sealed class ChoiceWords
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public ChoiceWords(IReadOnlyList<RecordChoice> choices)
    {
        foreach (var choice in choices) values.TryAdd(HeaderWords.Normal(choice.Label), choice.Value);
        foreach (var choice in choices)
            foreach (var word in choice.Words) values.TryAdd(HeaderWords.Normal(word), choice.Value);
    }

    /// <returns>The choice; null where it is none of them.</returns>
    public string? Find(string word) => HeaderWords.Normal(word) is { Length: > 0 } normal ? values.GetValueOrDefault(normal) : null;
}

/// <summary>Yes and no as files write them.</summary>
internal static class YesNoWords
{
    private static readonly Dictionary<string, bool> Words = WordList.Lines("YesNoWords.txt").Select(line => line.Split(':', 2))
        .SelectMany(line => line[1].Split(',', StringSplitOptions.TrimEntries).Select(word => (Word: HeaderWords.Normal(word), Yes: line[0] == "yes"))).ToDictionary(word => word.Word, word => word.Yes, StringComparer.Ordinal);

    public static object? Read(string word) => Words.TryGetValue(HeaderWords.Normal(word), out var yes) ? yes : null;
}
