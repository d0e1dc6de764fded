using System.Globalization;
using System.Text.Json;

namespace Guanxi.Customers;

/// <summary>Makes fields of a module's texts: <c>prefix.field</c> is the label, <c>.words</c> after it further names of columns, <c>.sample</c> two values with | between them.</summary>
/// <param name="prefix">E.g. <c>service.load.complaint</c>.</param>
public sealed class RecordWords(Texts texts, string prefix)
{
    public RecordField Field(string key, RecordFieldKind kind = RecordFieldKind.Text) => new()
    {
        Key = key, Kind = kind, Label = texts[$"{prefix}.{key}"], Headers = In($"{prefix}.{key}", $"{prefix}.{key}.words"),
        Samples = texts.Find($"{prefix}.{key}.sample")?.Split('|', StringSplitOptions.TrimEntries) ?? [],
    };

    /// <summary>A choice among the values of an enum; further words of each stand under <c>prefix.enum.value.words</c>.</summary>
    /// <param name="module">That has the values' texts.</param>
    public RecordField Choice<T>(string key, string module) where T : struct, Enum => Field(key, RecordFieldKind.Choice) with
    {
        Choices = [.. Enum.GetValues<T>().Select(value => new RecordChoice(value.ToString(), texts.Of(module, value),
            [value.ToString(), .. In(Key(module, value), $"{prefix}.{Snake(typeof(T).Name)}.{Snake(value.ToString())}.words")]))],
    };

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static string Key<T>(string module, T value) where T : struct, Enum => $"{module}.{Snake(typeof(T).Name)}.{Snake(value.ToString())}";

    /// <summary>A text and a list of words with commas between, in every language.</summary>
    private List<string> In(string label, string words) =>
    [
        .. Texts.Languages.SelectMany(language => texts.In(CultureInfo.GetCultureInfo(language), () => string.Join(',', texts[label], texts.Find(words) ?? "")).Split([',', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];
}
