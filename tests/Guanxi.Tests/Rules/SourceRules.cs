using System.Text.RegularExpressions;

namespace Guanxi.Tests.Rules;

/// <summary>What neither the compiler nor reflection says: the source itself is read.</summary>
public sealed partial class SourceRules
{
    private static readonly string Source = Path.Combine(Shared.Root, "src");
    private static readonly string Built = $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}";

    /// <summary>Code and pages without their comments, which may name what the code may not.</summary>
    private static readonly IReadOnlyList<(string File, string Text)> Files =
    [
        .. new[] { "*.cs", "*.razor", "*.js" }.SelectMany(p => Directory.EnumerateFiles(Source, p, SearchOption.AllDirectories))
            .Select(f => (File: Path.GetRelativePath(Source, f).Replace('\\', '/'), Path: f))
            .Where(f => !f.Path.Contains(Built) && !f.File.Contains("/wwwroot/lib/") && !f.File.Contains("/Migrations/"))
            .Select(f => (f.File, Comments().Replace(File.ReadAllText(f.Path), ""))),
    ];

    // Seen to fail: `if (db.Database.ProviderName == …)` in a handler of Customers.
    [Fact]
    public void Which_database_it_is_nobody_asks_outside_the_hosts_data_folder() =>
        Lines(f => f.File.EndsWith(".cs", StringComparison.Ordinal) && !f.File.StartsWith("Guanxi/Data/", StringComparison.Ordinal), ProviderQuestion()).ShouldBeEmpty();

    // Seen to fail: the date patterns that a page of Exchange and the date picker once had.
    [Fact]
    public void Words_for_people_stand_in_the_texts_not_in_code()
    {
        // Data, not words for people: what the demo firm is made of, the signs that pinyin knows.
        string[] data = ["Guanxi/Demo/", "Modules/Customers/Search/Pinyin.cs"];

        // A language is offered by its own name, and the seal is a picture: both are the same to every reader.
        Lines(f => !data.Any(d => f.File.StartsWith(d, StringComparison.Ordinal)), Chinese(), line => line.Replace("lang=\"zh-CN\">中文<", "", StringComparison.Ordinal)
            .Replace("selected=\"@(Language == \"zh-CN\")\">中文<", "", StringComparison.Ordinal).Replace("aria-pressed=\"@Pressed(Chinese)\">中文<", "", StringComparison.Ordinal)
            .Replace("<span class=\"brand-seal\" aria-hidden=\"true\">关</span>", "", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    // Seen to fail: a GuanxiDb injected into a component.
    [Fact]
    public void No_page_sees_the_database() =>
        Lines(f => f.File.EndsWith(".razor", StringComparison.Ordinal) || f.File.EndsWith(".razor.cs", StringComparison.Ordinal), Database()).ShouldBeEmpty();

    private static List<string> Lines(Func<(string File, string Text), bool> which, Regex what, Func<string, string>? without = null) =>
        [.. Files.Where(which).SelectMany(f => f.Text.Split('\n').Select(l => without?.Invoke(l) ?? l).Where(l => what.IsMatch(l)).Select(l => $"{f.File}: {l.Trim()}"))];

    // A slash pair within a string is mostly an address; before it stands a colon.
    [GeneratedRegex(@"@\*.*?\*@|/\*.*?\*/|<!--.*?-->|(?<![:""'\w])//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\bIsSqlite\b|\bIsNpgsql\b|\bProviderName\b|\bprovider\s*==|\bis (Sqlite|Npgsql)\w+|\.Name\s*(==|is)\s*""(sqlite|postgres)""")]
    private static partial Regex ProviderQuestion();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"\bGuanxiDb\b|\bDbContext\b|\bDatabaseFacade\b|\bIDatabase\b")]
    private static partial Regex Database();
}
