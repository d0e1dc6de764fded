using System.Text.Json;
using System.Text.RegularExpressions;
using Guanxi.Outside;

namespace Guanxi.Tests.Rules;

/// <summary>That README, CONTRIBUTING and the guide name only what is there: files, pictures, commands, options, addresses of the API.</summary>
public sealed partial class GuideRules
{
    private static readonly string Guide = Path.Combine(Shared.Root, "docs", "guide");
    private static readonly IReadOnlyList<Document> Documents =
    [
        .. Directory.EnumerateFiles(Path.Combine(Shared.Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Shared.Root, "README.md")).Append(Path.Combine(Shared.Root, "CONTRIBUTING.md"))
            .Order(StringComparer.Ordinal).Select(Document.Read),
    ];

    [Fact]
    public void The_guide_has_the_same_pages_in_both_languages_of_the_same_shape()
    {
        var (chinese, english) = (Shapes("zh-CN"), Shapes("en"));

        chinese.Count.ShouldBeGreaterThan(8);
        chinese.Keys.ShouldBe(english.Keys);
        foreach (var (page, shape) in chinese) shape.ShouldBe(english[page], page);
    }

    [Fact]
    public void Every_link_and_picture_is_there()
    {
        var missing = Documents.SelectMany(d => Link().Matches(d.Prose).Select(m => (d.Name, Target: m.Groups["target"].Value)).Where(l => !l.Target.Contains("://", StringComparison.Ordinal))
            .Where(l => Path.Combine(Path.GetDirectoryName(d.Path)!, l.Target.Split('#')[0]) is var file && !File.Exists(file) && !Directory.Exists(file)));

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_picture_is_shown_somewhere()
    {
        var shown = Documents.SelectMany(d => Link().Matches(d.Prose).Select(m => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(d.Path)!, m.Groups["target"].Value)))).ToHashSet();

        Directory.EnumerateFiles(Path.Combine(Shared.Root, "docs", "screenshots"), "*.png", SearchOption.AllDirectories).Where(picture => !shown.Contains(picture)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_command_and_option_is_one_of_the_program()
    {
        var help = new Dictionary<string, string>();
        var wrong = new List<string>();
        foreach (var (name, line) in Documents.SelectMany(d => d.Code.Select(c => (d.Name, c))))
        {
            if (Option().Match(line) is { Success: true, Index: 0 } alone)
            {
                // An option of its own: of the command that the page is about, whichever it is.
                foreach (var known in Commands) await HelpOf(known);
                if (!help.Values.Any(text => Has(text, alone.Value))) wrong.Add($"{name}: {alone.Value}");
                continue;
            }
            foreach (Match called in Call().Matches(line))
            {
                var words = called.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeWhile(w => CommandWord().IsMatch(w)).Take(2).ToArray();
                var text = await HelpOf(words);
                // The second word may be an argument, but only of a command that has none below it.
                if (text is null && words.Length == 2 && await HelpOf(words[..1]) is { } above && !above.Contains("Commands:", StringComparison.Ordinal)) text = above;
                if (text is null) wrong.Add($"{name}: guanxi {string.Join(' ', words)}");
                else wrong.AddRange(Option().Matches(called.Groups["words"].Value).Select(o => o.Value).Where(o => !Has(text, o)).Select(o => $"{name}: {o} of guanxi {string.Join(' ', words)}"));
            }
        }

        wrong.ShouldBeEmpty();

        // Null where there is no such command. The help of a word that is none is that of the command above it, which says so by its usage.
        async Task<string?> HelpOf(params string[] words)
        {
            var command = string.Join(' ', words);
            if (!help.TryGetValue(command, out var text)) help[command] = text = (await Executable.Run([.. words, "--help"])).Output;
            return words.Length == 0 || text.Contains($"guanxi {command}", StringComparison.Ordinal) ? text : null;
        }

        static bool Has(string help, string option) => Regex.IsMatch(help, $@"(^|[\s,]){Regex.Escape(option)}($|[\s,])", RegexOptions.Multiline);
    }

    [Fact]
    public void Every_address_of_the_api_is_described()
    {
        using var contract = JsonDocument.Parse(File.ReadAllText(Path.Combine(Shared.Root, "tests", "Guanxi.Tests", "Contracts", "openapi.v1.json")));
        var described = contract.RootElement.GetProperty("paths").EnumerateObject().Select(p => p.Name.Split('/')).ToList();

        var named = Documents.SelectMany(d => d.Code.SelectMany(line => Address().Matches(line).Select(m => (d.Name, Path: m.Value)))).ToList();

        named.Count.ShouldBeGreaterThan(10);
        named.Where(n => !described.Any(d => Fits(d, n.Path.Split('/')))).ShouldBeEmpty();

        static bool Fits(string[] template, string[] path) => template.Length == path.Length && template.Zip(path).All(p => p.First.StartsWith('{') ? p.Second.Length > 0 : p.First == p.Second);
    }

    /// <summary>Commands whose options a page may name alone.</summary>
    private static readonly string[][] Commands = [[], ["import", "orders"], ["insight", "run"], ["insight", "fit"], ["insight", "backtest"], ["customer"], ["demo"], ["user", "add"]];

    /// <summary>Of each page: its headings by level, pictures, tables' lines and blocks of code.</summary>
    private static SortedDictionary<string, string> Shapes(string language) => new(Documents.Where(d => Path.GetDirectoryName(d.Path) == Path.Combine(Guide, language)).ToDictionary(d => Path.GetFileName(d.Path), d =>
        $"headings {string.Concat(Heading().Matches(d.Prose).Select(m => m.Groups["level"].Length))}, pictures {string.Join(' ', Link().Matches(d.Prose).Where(m => m.Value[0] == '!').Select(m => Path.GetFileName(m.Groups["target"].Value)))}, "
        + $"rows {d.Prose.Split('\n').Count(line => line.StartsWith('|'))}, code {d.Blocks}"), StringComparer.Ordinal);

    /// <param name="Prose">Without the blocks of code.</param>
    /// <param name="Code">Lines of the blocks, those that go on in the next one joined, and what stands between backticks.</param>
    private sealed record Document(string Path, string Prose, IReadOnlyList<string> Code, int Blocks)
    {
        public string Name => System.IO.Path.GetRelativePath(Shared.Root, Path);

        public static Document Read(string path)
        {
            var text = File.ReadAllText(path).ReplaceLineEndings("\n");
            var blocks = Block().Matches(text);
            var prose = Block().Replace(text, "");
            return new(path, prose, [.. blocks.SelectMany(b => b.Groups["code"].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')), .. Span().Matches(prose).Select(m => m.Groups["code"].Value)], blocks.Count);
        }
    }

    [GeneratedRegex(@"!?\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^(?<level>#+) ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```[a-z]*\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`(?<code>[^`\n]+)`")]
    private static partial Regex Span();

    // As the executable, or by dotnet run with the program's own words behind the dashes.
    [GeneratedRegex(@"(?:^|(?<=[\s/]))(?:guanxi|src/Guanxi --)(?<words>(?: [^|;]+)?)(?=$|[|;])")]
    private static partial Regex Call();

    [GeneratedRegex("^[a-z]+$")]
    private static partial Regex CommandWord();

    [GeneratedRegex(@"(?<![^\s\[])--[a-z][a-z-]*")]
    private static partial Regex Option();

    [GeneratedRegex(@"/api/[A-Za-z0-9/{}$._-]*[A-Za-z0-9}]")]
    private static partial Regex Address();
}
