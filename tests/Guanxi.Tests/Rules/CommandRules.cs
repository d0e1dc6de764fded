using System.CommandLine;
using System.Globalization;
using Guanxi.Start;

namespace Guanxi.Tests.Rules;

/// <summary>Help is read by people, too.</summary>
public sealed class CommandRules
{
    [Fact]
    public void Everything_that_help_shows_has_a_text_in_both_languages()
    {
        var (english, chinese) = (Descriptions("en"), Descriptions("zh-CN"));

        english.Count.ShouldBeGreaterThan(40);
        english.Where(d => string.IsNullOrWhiteSpace(d.Text) || d.Text[0] == '[').ShouldBeEmpty();
        chinese.Where(d => !d.Text.Any(c => c is >= '\u4e00' and <= '\u9fff')).ShouldBeEmpty();
    }

    private static List<(string Of, string Text)> Descriptions(string language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            var root = CommandLine.Build();
            return [.. Shown(root, "").Select(s => (s.Of, s.Symbol.Description ?? ""))];
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }

        static IEnumerable<(string Of, Symbol Symbol)> Shown(Command command, string path)
        {
            yield return (path, command);
            foreach (var symbol in command.Options.Where(o => o is not VersionOption).Concat<Symbol>(command.Arguments)) yield return ($"{path} {symbol.Name}", symbol);
            foreach (var below in command.Subcommands.SelectMany(c => Shown(c, $"{path} {c.Name}"))) yield return below;
        }
    }
}
