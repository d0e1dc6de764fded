using System.Globalization;

namespace Guanxi.Insight.Tests;

/// <summary>The CDNOW sample: 2,357 customers who first bought in early 1997, 39 weeks to fit, 39 weeks to hold against the forecast.</summary>
internal sealed class Cdnow
{
    public static readonly DateOnly Split = new(1997, 9, 30), End = new(1998, 6, 30);

    public required int[] X { get; init; }
    public required double[] LastAt { get; init; }
    public required double[] Observed { get; init; }
    public required double[] MeanSpend { get; init; }
    public required int[] HoldoutPurchases { get; init; }
    public required double[] HoldoutSpend { get; init; }

    /// <summary>Days with a purchase, per customer, ascending.</summary>
    public required DateOnly[][] Days { get; init; }

    public PurchaseCohort Cohort => PurchaseCohort.Of(X, LastAt, Observed);

    public static Cdnow Exact(double daysPerUnit = 7, DateOnly? until = null)
    {
        var end = until ?? Split;
        var customers = Shared.Lines("data", "cdnow-sample.txt")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .GroupBy(f => f[1])
            .Select(g => g.GroupBy(f => DateOnly.ParseExact(f[2], "yyyyMMdd", CultureInfo.InvariantCulture))
                .Select(d => (Day: d.Key, Spend: d.Sum(f => double.Parse(f[4], CultureInfo.InvariantCulture)))).OrderBy(d => d.Day).ToArray())
            .ToArray();
        var before = customers.Select(c => c.Where(d => d.Day <= end).ToArray()).ToArray();
        return new()
        {
            X = [.. before.Select(c => c.Length - 1)],
            LastAt = [.. before.Select(c => (c[^1].Day.DayNumber - c[0].Day.DayNumber) / daysPerUnit)],
            Observed = [.. before.Select(c => (end.DayNumber - c[0].Day.DayNumber) / daysPerUnit)],
            MeanSpend = [.. before.Select(c => c.Length == 1 ? 0 : c.Skip(1).Average(d => d.Spend))],
            HoldoutPurchases = [.. customers.Select(c => c.Count(d => d.Day > end && d.Day <= End))],
            HoldoutSpend = [.. customers.Select(c => c.Where(d => d.Day > end && d.Day <= End).Sum(d => d.Spend))],
            Days = [.. customers.Select(c => c.Select(d => d.Day).ToArray())],
        };
    }

    /// <summary>The same with times rounded to two decimals of a week, as in Hardie's spreadsheets.</summary>
    public static Cdnow Rounded()
    {
        var rows = Shared.Lines("data", "cdnow-sample-rfm-39w-monetary.csv").Skip(1).Select(l => l.Split(',')).ToArray();
        double[] Column(int i) => [.. rows.Select(r => double.Parse(r[i], CultureInfo.InvariantCulture))];
        return new()
        {
            X = [.. Column(1).Select(v => (int)v)],
            LastAt = Column(2),
            Observed = Column(3),
            MeanSpend = Column(4),
            HoldoutPurchases = [],
            HoldoutSpend = [],
            Days = [],
        };
    }
}
