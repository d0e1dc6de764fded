using Guanxi.Insight;
using Guanxi.Retention.WinBack.Rounds;

namespace Guanxi.Retention.WinBack.Effects;

/// <summary>One customer of a round, as the effect counts it: in the arm that chance drew, whatever was done later.</summary>
internal sealed record EffectRow(Id<WinBackRound> Round, string Grade, bool Control, bool Returned, long MarginMinor, long OfferMinor, int Contacts, bool Tried, DateOnly StartedOn, DateOnly UntilOn, DateOnly? MeasuredOn);

/// <summary>What can be said of an effect.</summary>
internal enum EffectVerdict
{
    /// <summary>There is nobody to compare with. That is not an effect of nought.</summary>
    NotMeasured,

    /// <summary>There are so few that an interval would say nothing.</summary>
    TooFew,

    /// <summary>The interval holds nought.</summary>
    MayBeChance,
    Gain,
    Loss,
}

/// <summary>A number with its 95 % interval.</summary>
internal sealed record Estimate(double Value, double Low, double High)
{
    public static Estimate? Of(Interval interval) => double.IsNaN(interval.Low) ? null : new(interval.Value, interval.Low, interval.High);
}

/// <summary>The effect of win-back on a group of customers.</summary>
internal sealed record EffectFigures
{
    /// <summary>Fewer of a group than these, and the interval says nothing.</summary>
    public const int Least = 10;

    /// <summary>The grade; empty for all.</summary>
    public required string Grade { get; init; }
    public int Treated { get; init; }
    public int Control { get; init; }

    /// <summary>Treated customers of a round and grade of which nobody was set aside: not in the figures below.</summary>
    public int WithoutControl { get; init; }

    /// <summary>Of those set aside, how many somebody tried anyway. They count as set aside, so the effect is rather larger than shown.</summary>
    public int Contaminated { get; init; }
    public int TreatedReturned { get; init; }
    public int ControlReturned { get; init; }

    /// <summary>Shares who bought in the window; of those set aside weighted as the treated are. Null without anybody.</summary>
    public double? TreatedShare { get; init; }
    public double? ControlShare { get; init; }
    public Estimate? ShareDifference { get; init; }

    /// <summary>Margin within the window by customer, and what all treated brought more than they would have by themselves; minor units of the base currency.</summary>
    public double? TreatedMarginMinor { get; init; }
    public double? ControlMarginMinor { get; init; }
    public Estimate? IncrementalMarginMinor { get; init; }

    /// <summary>Offers made, and contacts with the treated within the window at the cost of one.</summary>
    public long CostMinor { get; init; }

    /// <summary>(incremental margin − cost) / cost; null where there was no cost.</summary>
    public Estimate? Return { get; init; }

    /// <summary>On the share who came back, and on the margin.</summary>
    public EffectVerdict Verdict { get; init; }
    public EffectVerdict MarginVerdict { get; init; }

    /// <remarks>
    /// Chance drew within each round and grade, with another share where a grade is small. So those set aside are weighted as the treated are, by round and
    /// grade: Σ over strata of (treated in stratum / all treated) × mean of its controls. Who has no control in his stratum is compared with nobody.
    /// Intervals: bootstrap over customers (percentiles, seeded). The cost is known, so the return's interval is that of the margin.
    /// </remarks>
    public static EffectFigures Of(string grade, IReadOnlyList<EffectRow> rows, long contactCostMinor, int seed)
    {
        var strata = rows.GroupBy(r => (r.Round, r.Grade)).Select(g => (Treated: g.Where(r => !r.Control).ToList(), Control: g.Where(r => r.Control).ToList())).ToList();
        var compared = strata.Where(s => s.Treated.Count > 0 && s.Control.Count > 0).ToList();
        List<EffectRow> treated = [.. compared.SelectMany(s => s.Treated)], control = [.. compared.SelectMany(s => s.Control)];
        var weights = compared.SelectMany(s => s.Control.Select(_ => (double)s.Treated.Count / treated.Count * control.Count / s.Control.Count)).ToArray();
        var cost = treated.Sum(r => r.OfferMinor + r.Contacts * contactCostMinor);
        var figures = new EffectFigures
        {
            Grade = grade, Treated = treated.Count, Control = control.Count, WithoutControl = rows.Count(r => !r.Control) - treated.Count, Contaminated = control.Count(r => r.Tried),
            TreatedReturned = treated.Count(r => r.Returned), ControlReturned = control.Count(r => r.Returned), CostMinor = cost, Verdict = EffectVerdict.NotMeasured, MarginVerdict = EffectVerdict.NotMeasured,
        };
        if (treated.Count == 0) return figures;
        var share = GroupEffect.Of<double>([.. treated.Select(r => r.Returned ? 1.0 : 0)], [.. control.Select((r, i) => r.Returned ? weights[i] : 0)], seed);
        var margin = GroupEffect.Of<double>([.. treated.Select(r => (double)r.MarginMinor)], [.. control.Select((r, i) => r.MarginMinor * weights[i])], seed);
        figures = figures with { TreatedShare = share.TreatedMean, ControlShare = share.ControlMean, TreatedMarginMinor = margin.TreatedMean, ControlMarginMinor = margin.ControlMean };
        // Where nobody at all came back every resample is the same, and an interval of no width would look like certainty.
        if (treated.Count < Least || control.Count < Least || figures.TreatedReturned + figures.ControlReturned == 0) return figures with { Verdict = EffectVerdict.TooFew, MarginVerdict = EffectVerdict.TooFew };
        var incremental = Estimate.Of(margin.Total);
        return figures with
        {
            ShareDifference = Estimate.Of(share.Difference),
            Verdict = Say(Estimate.Of(share.Difference)),
            IncrementalMarginMinor = incremental,
            MarginVerdict = Say(incremental),
            Return = cost > 0 && incremental is { } gain ? new((gain.Value - cost) / cost, (gain.Low - cost) / cost, (gain.High - cost) / cost) : null,
        };
    }

    private static EffectVerdict Say(Estimate? estimate) => estimate switch
    {
        null => EffectVerdict.TooFew,
        { Low: > 0 } => EffectVerdict.Gain,
        { High: < 0 } => EffectVerdict.Loss,
        _ => EffectVerdict.MayBeChance,
    };
}
