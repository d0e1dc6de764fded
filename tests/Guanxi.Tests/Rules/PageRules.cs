using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Guanxi.Tests.Rules;

/// <summary>What the compiler does not see in pages.</summary>
public sealed partial class PageRules
{
    private static readonly string Source = Path.Combine(Shared.Root, "src");
    private static readonly IReadOnlyList<(string File, string Text)> Pages =
        [.. Directory.EnumerateFiles(Source, "*.razor", SearchOption.AllDirectories).Select(f => (Path.GetRelativePath(Source, f), File.ReadAllText(f)))];

    [Fact]
    public void Every_icon_is_in_the_sprite()
    {
        var sprite = XDocument.Load(Path.Combine(Source, "Guanxi/wwwroot/lib/icons/icons.svg")).Descendants().Select(e => e.Attribute("id")?.Value).OfType<string>().ToHashSet();

        Pages.SelectMany(p => IconName().Matches(p.Text).Select(m => (p.File, Icon: m.Groups[1].Value)))
            .Concat(House.Modules.SelectMany(m => m.Menu.Select(e => (File: m.Name, e.Icon))))
            .Where(used => !sprite.Contains(used.Icon)).ShouldBeEmpty("add the name to scripts/vendor/icons.txt and run scripts/vendor.sh");
    }

    [Fact]
    public void No_page_holds_a_script_or_a_handler_that_the_content_security_policy_stops() =>
        Pages.SelectMany(p => InlineScript().Matches(Comments().Replace(p.Text, "")).Select(m => (p.File, m.Value))).ShouldBeEmpty();

    [Fact]
    public void Every_text_that_a_page_names_is_written()
    {
        var written = Directory.EnumerateFiles(Source, "Texts.resx", SearchOption.AllDirectories)
            .SelectMany(f => XDocument.Load(f).Root!.Elements("data").Select(d => d.Attribute("name")!.Value)).ToHashSet();

        Pages.SelectMany(p => TextKey().Matches(p.Text).Select(m => (p.File, Key: m.Groups[1].Value)))
            .Concat(House.Modules.SelectMany(m => m.Menu.Select(e => (File: m.Name, e.Key))))
            .Where(used => !written.Contains(used.Key)).ShouldBeEmpty();
    }

    [GeneratedRegex("""(?:<Icon Name|\bIcon)="([a-z][a-z0-9-]*)["]""")]
    private static partial Regex IconName();

    [GeneratedRegex("""<script(?![^>]*\bsrc=|\s*\\?.?type=\\"application/json)|\son[a-z]+="[^"]*"|href="javascript:""")]
    private static partial Regex InlineScript();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex("""\bT\["([a-z0-9_.]+)["]""")]
    private static partial Regex TextKey();
}
