using Guanxi.Appraisal.Criteria;
using Guanxi.Appraisal.Sheets;
using Guanxi.Insight;

namespace Guanxi.Appraisal.Bias;

/// <summary>How one rater's marks stand beside those of all others.</summary>
internal enum BiasVerdict
{
    /// <summary>Too few sheets to tell chance from habit.</summary>
    TooFew,

    /// <summary>The interval holds 0.</summary>
    LikeOthers,
    Milder,
    Stricter,
}

/// <summary>What of one sheet counts for the comparison: the rater's own marks, before anybody adjusted them.</summary>
internal sealed record RatedSheet(Id<Person> RaterId, double Score, IReadOnlyList<int> Marks, double? Satisfaction)
{
    /// <summary>Null where the sheet is not whole.</summary>
    public static RatedSheet? Of(AppraisalSheet sheet, AppraisalSettings rules)
    {
        var marks = sheet.Marks.Where(m => m.Mark is not null).ToDictionary(m => m.Heart, m => m.Mark);
        var score = rules.Score(h => marks.GetValueOrDefault(h));
        return double.IsNaN(score) ? null : new(sheet.RaterId, score, [.. sheet.Marks.Select(m => m.Mark!.Value)], sheet.Evidence?.Satisfaction);
    }

    /// <summary>How far the six marks lie apart within the sheet.</summary>
    public double Spread => Math.Sqrt(MeanDifference.Variance([.. Marks.Select(m => (double)m)]));
}

/// <summary>One rater's figures. A difference is not a fault: whose people are better gives better marks.</summary>
internal sealed record RaterBias
{
    /// <summary>With fewer sheets, of this rater or of all others together, nothing is said.</summary>
    public const int Least = 5;

    /// <summary>Pairs of score and customers' answers from which on a correlation is shown.</summary>
    public const int LeastPairs = 8;

    public Id<Person> RaterId { get; init; }
    public string Rater { get; init; } = "";
    public int Sheets { get; init; }
    public int OtherSheets { get; init; }
    public double? Mean { get; init; }

    /// <summary>Standard deviation of the scores; null below the least number.</summary>
    public double? Spread { get; init; }
    public double? OthersSpread { get; init; }

    /// <summary>Mean score less that of all others, in points, with a 95 % interval.</summary>
    public BiasInterval? Difference { get; init; }
    public BiasVerdict Verdict { get; init; }

    /// <summary>Halo: mean spread of the six marks within a sheet. Near 0, one impression has coloured all hearts.</summary>
    public double? Halo { get; init; }
    public double? OthersHalo { get; init; }

    /// <summary>Central tendency: share of threes among all marks, with a 95 % interval.</summary>
    public BiasInterval? Threes { get; init; }
    public double? OthersThrees { get; init; }

    /// <summary>Rank correlation with the customers' answers; null with too few pairs.</summary>
    public BiasInterval? Customers { get; init; }
    public int CustomerPairs { get; init; }

    public static RaterBias Of(Id<Person> rater, string name, IReadOnlyList<RatedSheet> all)
    {
        var (mine, others) = (all.Where(s => s.RaterId == rater).ToList(), all.Where(s => s.RaterId != rater).ToList());
        var pairs = mine.Where(s => s.Satisfaction is not null).Select(s => (s.Score, s.Satisfaction!.Value)).ToList();
        var bias = new RaterBias { RaterId = rater, Rater = name, Sheets = mine.Count, OtherSheets = others.Count, CustomerPairs = pairs.Count, Mean = mine.Count > 0 ? mine.Average(s => s.Score) : null };
        if (mine.Count < Least || others.Count < Least) return bias;
        var difference = BiasInterval.Of(MeanDifference.Welch(Scores(mine), Scores(others)));
        var (threes, marks) = (mine.Sum(s => s.Marks.Count(m => m == 3)), mine.Sum(s => s.Marks.Count));
        var share = Proportion.Wilson(threes, marks);
        return bias with
        {
            Spread = Math.Sqrt(MeanDifference.Variance(Scores(mine))),
            OthersSpread = Math.Sqrt(MeanDifference.Variance(Scores(others))),
            Difference = difference,
            Verdict = difference is null ? BiasVerdict.TooFew : difference.Low > 0 ? BiasVerdict.Milder : difference.High < 0 ? BiasVerdict.Stricter : BiasVerdict.LikeOthers,
            Halo = mine.Average(s => s.Spread),
            OthersHalo = others.Average(s => s.Spread),
            Threes = new(share.Share, share.Low, share.High),
            OthersThrees = others.Sum(s => s.Marks.Count(m => m == 3)) / (double)others.Sum(s => s.Marks.Count),
            Customers = pairs.Count >= LeastPairs ? BiasInterval.Of(RankCorrelation.Spearman(pairs)) : null,
        };
    }

    private static List<double> Scores(List<RatedSheet> sheets) => [.. sheets.Select(s => s.Score)];
}

/// <summary>A figure with its interval.</summary>
internal sealed record BiasInterval(double Value, double Low, double High)
{
    /// <summary>Null where none can be given.</summary>
    public static BiasInterval? Of(Interval interval) => double.IsNaN(interval.Low) || double.IsNaN(interval.High) ? null : new(interval.Value, interval.Low, interval.High);
}
