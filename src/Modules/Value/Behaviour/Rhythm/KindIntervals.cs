using Guanxi.Insight;

namespace Guanxi.Value;

/// <summary>The rhythm of one kind of customer.</summary>
public sealed record KindIntervals
{
    /// <summary>Fewer customers or gaps are too few for figures.</summary>
    public const int Least = 30;

    private static readonly int[] Edges = [7, 14, 30, 60, 90, 180, 365], Horizons = [30, 90, 180, 365];

    /// <summary>Individual or Organisation; null for both.</summary>
    public string? Kind { get; init; }

    /// <summary>Gaps between two purchase days, one after the other.</summary>
    public long Gaps { get; init; }

    /// <summary>Days that a quarter, half and three quarters of the gaps do not exceed; null where there are too few.</summary>
    public int? LowerQuartile { get; init; }
    public int? Median { get; init; }
    public int? UpperQuartile { get; init; }

    /// <summary>Gaps by length.</summary>
    public IReadOnlyList<GapBin> Bins { get; init; } = [];

    /// <summary>Customers who ever bought, and those who bought on a second day.</summary>
    public long Customers { get; init; }
    public long CameBack { get; init; }

    /// <summary>Days until half of all are back; null where not so many will be, as far as can be seen.</summary>
    public int? MedianWait { get; init; }

    /// <summary>Of those who come back within <see cref="SeenDays"/>, half do so within so many days.</summary>
    public int? HalfOfReturners { get; init; }

    /// <summary>A year, or as long as anyone has been watched where that is shorter.</summary>
    public int SeenDays { get; init; }

    /// <summary>The share back within 30, 90, 180 and 365 days.</summary>
    public IReadOnlyList<ReturnShare> Returns { get; init; } = [];

    /// <param name="gaps">By days, ascending.</param>
    internal static KindIntervals Of(string? kind, IReadOnlyList<(int Days, long Times)> gaps, IReadOnlyList<Wait> waits)
    {
        var (all, customers) = (gaps.Sum(g => g.Times), waits.Sum(w => w.Customers));
        var figures = new KindIntervals { Kind = kind, Gaps = all, Customers = customers, CameBack = waits.Where(w => w.CameBack).Sum(w => w.Customers), Bins = [.. Binned(gaps)] };
        if (all >= Least) figures = figures with { LowerQuartile = Quantile(gaps, all, 0.25), Median = Quantile(gaps, all, 0.5), UpperQuartile = Quantile(gaps, all, 0.75) };
        if (customers < Least) return figures;
        var curve = SurvivalCurve.Of([.. waits.Select(w => (double)w.Days)], [.. waits.Select(w => w.CameBack)], weights: [.. waits.Select(w => (double)w.Customers)]);
        var watched = waits.Max(w => w.Days);
        var seen = Math.Min(365, watched);
        var back = 1 - curve.At(seen);
        return figures with
        {
            MedianWait = (int?)curve.Median,
            SeenDays = seen,
            HalfOfReturners = back > 0 ? (int?)curve.TimeUntil(back / 2) : null,
            Returns = [.. Horizons.Where(days => days <= watched).Select(days => ShareAt(curve, days))],
        };
    }

    private static ReturnShare ShareAt(SurvivalCurve curve, int days)
    {
        var point = curve.Points.LastOrDefault(p => p.Time <= days);
        // Before anyone is back, and once everyone is, there is a share but no bounds.
        return point.Time == 0 ? new(days, 0, null, null) : double.IsNaN(point.Low) ? new(days, 1 - point.Survival, null, null) : new(days, 1 - point.Survival, 1 - point.High, 1 - point.Low);
    }

    private static int Quantile(IReadOnlyList<(int Days, long Times)> gaps, long all, double share)
    {
        var below = 0L;
        foreach (var (days, times) in gaps)
            if ((below += times) >= share * all) return days;
        throw new InvalidOperationException("The gaps do not add up.");
    }

    private static IEnumerable<GapBin> Binned(IReadOnlyList<(int Days, long Times)> gaps)
    {
        for (var i = 0; i <= Edges.Length; i++)
        {
            var (from, to) = (i == 0 ? 1 : Edges[i - 1] + 1, i < Edges.Length ? Edges[i] : (int?)null);
            yield return new(from, to, gaps.Where(g => g.Days >= from && (to is null || g.Days <= to)).Sum(g => g.Times));
        }
    }
}

/// <summary>Gaps from so many days to so many; <c>To</c> is null for the longest.</summary>
public sealed record GapBin(int From, int? To, long Times);

/// <summary>Share of customers back within so many days of the first purchase, by Kaplan and Meier, so that those who bought only lately are not counted as gone; 95 % between low and high.</summary>
public sealed record ReturnShare(int Days, double Share, double? Low, double? High);

/// <summary>So many customers waited so long for their second purchase, or have waited so far.</summary>
internal sealed record Wait(int Days, bool CameBack, long Customers);
