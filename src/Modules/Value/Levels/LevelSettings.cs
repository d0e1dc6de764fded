using System.ComponentModel.DataAnnotations;
using Guanxi.Insight;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;

namespace Guanxi.Value;

/// <summary>What counts as much margin, and as many customers, when a relationship level is advised.</summary>
public sealed record LevelSettings
{
    /// <summary>High from so many times the firm's mean margin of the current year per customer; low below the second.</summary>
    [Range(0.0, 1000.0)] public double HighMarginTimes { get; init; } = 3;
    [Range(0.0, 1000.0)] public double LowMarginTimes { get; init; } = 0.5;

    /// <summary>Many from so many customers of the same class; few up to the second.</summary>
    [Range(1, 100_000_000)] public int ManyCustomers { get; init; } = 1000;
    [Range(1, 100_000_000)] public int FewCustomers { get; init; } = 50;
}

/// <summary>The bands of one run: from what margin on which level is advised in each class.</summary>
internal sealed record LevelBands(long HighMinor, long LowMinor, int[] Number)
{
    public static LevelBands Of(LevelSettings settings, RunSummary run)
    {
        var mean = run.Customers == 0 ? 0 : (double)run.Figures.Totals.CurrentMinor / run.Customers;
        // Where the mean is nought or less, whoever brings anything brings much.
        return new(Math.Max(1, (long)Math.Round(mean * settings.HighMarginTimes)), Math.Max(1, (long)Math.Round(mean * settings.LowMarginTimes)),
            [.. Labels.Classes.Select(c => run.Figures.Classes.GetValueOrDefault(c) is var n && n >= settings.ManyCustomers ? 2 : n <= settings.FewCustomers ? 0 : 1)]);
    }

    public int Margin(long currentMinor) => currentMinor >= HighMinor ? 2 : currentMinor >= LowMinor ? 1 : 0;

    public RelationshipLevel Advised(string @class, long currentMinor) => RelationshipLevels.Advise(Margin(currentMinor), Number[Array.IndexOf(Labels.Classes, @class)]);
}
