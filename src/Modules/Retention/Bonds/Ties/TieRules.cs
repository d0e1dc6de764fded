namespace Guanxi.Retention.Bonds.Ties;

/// <summary>Which levels of ties the firm wants with the customers of each grade. An administrator may change each.</summary>
internal sealed record TieRules
{
    public IReadOnlyList<TieLevel> Major { get; init; } = [TieLevel.Financial, TieLevel.Social, TieLevel.Structural];
    public IReadOnlyList<TieLevel> Minor { get; init; } = [TieLevel.Financial, TieLevel.Social];
    public IReadOnlyList<TieLevel> Ordinary { get; init; } = [TieLevel.Financial, TieLevel.Social];
    public IReadOnlyList<TieLevel> Small { get; init; } = [TieLevel.Financial];

    /// <summary>Who has no grade yet counts as small.</summary>
    public IReadOnlyList<TieLevel> Of(string? grade) => grade switch { "major" => Major, "minor" => Minor, "ordinary" => Ordinary, _ => Small };

    /// <summary>What is wanted and missing, the level that others rest on first.</summary>
    public IReadOnlyList<TieLevel> Advise(string? grade, IReadOnlyCollection<TieLevel> has) => [.. Of(grade).Except(has).Order()];
}
