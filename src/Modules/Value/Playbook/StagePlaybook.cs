using System.Globalization;

namespace Guanxi.Value.Playbook;

/// <summary>The firm's own words on what to do in each stage; where it wrote none, the product's stand.</summary>
internal sealed record StagePlaybook
{
    public static readonly string[] Groups = ["key", "other"];

    /// <summary>By stage and group of grades: <c>decline.key</c>.</summary>
    public IReadOnlyDictionary<string, Play> Plays { get; init; } = new Dictionary<string, Play>();

    /// <summary>Key customers, and all others.</summary>
    public static string GroupOf(string grade) => grade is "major" or "minor" ? "key" : "other";

    public Play? Of(string stage, string group) => Plays.GetValueOrDefault($"{stage}.{group}");

    /// <summary>Strategy in the reader's language.</summary>
    public string Strategy(Texts texts, string stage, string group) => Own(Of(stage, group), p => p.StrategyZh, p => p.StrategyEn) ?? texts[$"value.playbook.{stage}_{group}_strategy"];

    /// <summary>Next action in the reader's language.</summary>
    public string Action(Texts texts, string stage, string group) => Own(Of(stage, group), p => p.ActionZh, p => p.ActionEn) ?? texts[$"value.playbook.{stage}_{group}_action"];

    private static string? Own(Play? play, Func<Play, string?> chinese, Func<Play, string?> english) =>
        play is null ? null : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? chinese(play) : english(play);
}

/// <summary>What to do in one stage with one group of customers, in both languages; null for the product's own words.</summary>
internal sealed record Play
{
    public string? StrategyZh { get; init; }
    public string? StrategyEn { get; init; }
    public string? ActionZh { get; init; }
    public string? ActionEn { get; init; }
}
