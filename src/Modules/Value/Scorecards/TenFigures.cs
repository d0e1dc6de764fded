using Guanxi.Insight;
using Guanxi.Value.Rfm;

namespace Guanxi.Value.Scorecards;

/// <summary>From counts to the ten figures. Whoever records messages fills the gap here.</summary>
internal static class TenFigures
{
    /// <summary>Fewer customers than these are too few for a share or a mean, and too few to tell groups apart.</summary>
    public const int LeastCustomers = 10, LeastOfGroups = 30;

    public static IReadOnlyList<ScorecardFigure> Of(CountedScorecard counted) => [.. Enum.GetValues<TenC>().Select(kind => Of(kind, counted.Now) with { Before = Of(kind, counted.Before, compared: true).Value })];

    /// <param name="compared">As the figure of before: a period that the firm's data cover in part only is nothing to compare with.</param>
    private static ScorecardFigure Of(TenC kind, DayCounts c, bool compared = false)
    {
        var (days, facts) = (c.Days, c.Facts);
        return kind switch
        {
            TenC.Profile => Profile(c),
            TenC.Knowledge => Share(kind, facts.SpokenTo, facts.Active) with { From = days.ContactsSince.AddDays(1) },
            TenC.Segmentation => Segmentation(c) with { From = days.YearAgo.AddDays(1) },
            TenC.Value => Value(c),
            TenC.Development => Developed(c) with { From = (days.StartStanding ?? days.Start).AddDays(1) },
            TenC.Retention => Retention(c, compared) with { From = days.YearAgo.AddDays(1) },
            TenC.Acquisition => Acquisition(c) with { From = days.Start.AddDays(1) },
            TenC.Profitability => Profitability(c, compared) with { From = days.Start.AddDays(1) },
            TenC.Satisfaction => Satisfied(c, compared),
            // Messages are not recorded yet: a number would be made up.
            _ => new() { Figure = kind, Gap = ScorecardGap.NotRecorded },
        };
    }

    private static ScorecardFigure Profile(DayCounts c)
    {
        var customers = c.Profile.Sum(p => p.Customers);
        var figure = new ScorecardFigure { Figure = TenC.Profile, Observations = customers, Least = LeastCustomers, Counted = c.Profile.Where(p => p.Known == p.Wanted).Sum(p => p.Customers) };
        return customers < LeastCustomers ? figure with { Gap = ScorecardGap.TooFew } : figure with { Value = c.Profile.Sum(p => (double)p.Customers * p.Known / p.Wanted) / customers };
    }

    private static ScorecardFigure Segmentation(DayCounts c)
    {
        var figure = new ScorecardFigure { Figure = TenC.Segmentation, Least = LeastOfGroups };
        if (c.Days.Standing is null) return figure with { Gap = ScorecardGap.NoEvaluation };
        var explained = ExplainedShare.Of(c.Standings.GroupBy(s => (s.Grade, RfmCells.SegmentOf(s.Rfm))).Select(g => ((long)g.Sum(s => s.Customers), g.Sum(s => s.Current), g.Sum(s => s.CurrentSquares))));
        figure = figure with { Observations = explained.Observations };
        return explained.Observations < LeastOfGroups || double.IsNaN(explained.Adjusted) ? figure with { Gap = ScorecardGap.TooFew }
            // The order in which a database adds up moves the last digits: the same facts give the same figure.
            : figure with { Value = Math.Round(explained.Adjusted, 9) };
    }

    private static ScorecardFigure Value(DayCounts c)
    {
        var figure = new ScorecardFigure { Figure = TenC.Value, Measure = ScorecardMeasure.Money, Least = LeastCustomers, Observations = c.Standings.Sum(s => (long)s.Customers) };
        if (c.Days.Standing is null) return figure with { Gap = ScorecardGap.NoEvaluation };
        if (figure.Observations < LeastCustomers) return figure with { Gap = ScorecardGap.TooFew };
        var (mean, low, high) = (Mean(s => s.TotalMinor), Mean(s => s.LowMinor), Mean(s => s.HighMinor));
        // Without a model nothing is foretold: the mean is what the ledger says. With one, it may be wrong for everybody alike, so nothing is said to even out.
        return low == high ? figure with { Value = mean } : figure with { Value = mean, Low = low, High = high };

        double Mean(Func<StandingCount, long> of) => (double)c.Standings.Sum(of) / figure.Observations;
    }

    private static ScorecardFigure Satisfied(DayCounts c, bool compared)
    {
        var told = c.Satisfaction;
        var figure = new ScorecardFigure { Figure = TenC.Satisfaction, Measure = ScorecardMeasure.Index, Observations = told.Customers, Known = told.Known, From = told.From };
        // A period of which the firm's data know a part only is nothing to compare with.
        return told.Index is null || (compared && !c.Reach(told.From)) ? figure with { Gap = ScorecardGap.TooFew } : figure with { Value = told.Index, Low = told.Low, High = told.High };
    }

    private static ScorecardFigure Developed(DayCounts c)
    {
        if (c.Days.Standing is null || c.Days.StartStanding is null) return new() { Figure = TenC.Development, Least = LeastCustomers, Gap = ScorecardGap.NoEvaluation };
        var both = c.Standings.Where(s => s.FromGrade.Length > 0).ToList();
        return Share(TenC.Development, both.Where(s => Development.IsUp(s.FromGrade, s.Grade, s.FromStage, s.Stage)).Sum(s => s.Customers), both.Sum(s => s.Customers));
    }

    private static ScorecardFigure Acquisition(DayCounts c)
    {
        var figure = new ScorecardFigure { Figure = TenC.Acquisition, Measure = ScorecardMeasure.Customers, Observations = c.Facts.Newcomers };
        // With a year before the period in the data, whoever is seen for the first time in it is new indeed, but for those who stay away for longer.
        return c.Reach(c.Days.Start.AddYears(-1)) ? figure with { Value = c.Facts.Newcomers } : figure with { Gap = ScorecardGap.DataBegin };
    }

    private static ScorecardFigure Profitability(DayCounts c, bool compared)
    {
        var figure = new ScorecardFigure { Figure = TenC.Profitability, Measure = ScorecardMeasure.Money, Observations = c.Facts.DealtWith, Least = 1, NetMinor = c.Facts.NetMinor };
        return c.Facts.DealtWith == 0 || (compared && !c.Reach(c.Days.Start)) ? figure with { Gap = ScorecardGap.TooFew } : figure with { Value = c.Facts.MarginMinor - c.Facts.CostMinor };
    }

    private static ScorecardFigure Retention(DayCounts c, bool compared)
    {
        var share = Share(TenC.Retention, c.Facts.CameBack, c.Facts.ActiveBefore);
        return compared && !c.Reach(c.Days.TwoYearsAgo) ? share with { Value = null, Gap = ScorecardGap.TooFew } : share;
    }

    private static ScorecardFigure Share(TenC kind, long counted, long all)
    {
        var figure = new ScorecardFigure { Figure = kind, Observations = all, Counted = counted, Least = LeastCustomers };
        if (all < LeastCustomers) return figure with { Gap = ScorecardGap.TooFew };
        var share = Proportion.Wilson((int)counted, (int)all);
        return figure with { Value = share.Share, Low = share.Low, High = share.High };
    }
}
