using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Guanxi.Browser.Tests;

/// <summary>The product's texts in one language, read from the resource files: a journey names a text by its key and so runs in every language.</summary>
internal sealed partial class Words
{
    private static readonly ConcurrentDictionary<string, Words> Read = new();

    private readonly Dictionary<string, string> texts = [];
    private readonly CultureInfo culture;

    private Words(string language)
    {
        culture = CultureInfo.GetCultureInfo(language);
        var name = language == "en" ? "Texts.resx" : $"Texts.{language}.resx";
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), name, SearchOption.AllDirectories))
            foreach (var text in XDocument.Load(file).Root!.Elements("data")) texts[text.Attribute("name")!.Value] = text.Element("value")!.Value;
    }

    public static Words In(string language) => Read.GetOrAdd(language, l => new Words(l));

    public string this[string key, params object?[] args] =>
        texts.TryGetValue(key, out var text) ? args.Length == 0 ? text : string.Format(culture, text, args) : throw new KeyNotFoundException($"No text {key}.");

    /// <summary>A text with anything in its places.</summary>
    public Regex Like(string key) => new(string.Join(".*", Place().Split(this[key]).Select(Regex.Escape)));

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Place();
}
