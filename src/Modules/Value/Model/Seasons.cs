namespace Guanxi.Value.Model;

/// <summary>What a model without seasons misses again and again, found in the months of its tracking.</summary>
internal static class Seasons
{
    private const double LeastDeviation = 0.1, LeastSigmas = 3;
    private const int LeastExpected = 20, MostMonths = 3;

    /// <summary>While the first customers come, the curve is steep: what is off there tells of the model's shape, not of the month.</summary>
    private const int StartDays = 90;

    /// <param name="periods">The middle of each, purchases expected and made.</param>
    public static (IReadOnlyList<SeasonalMiss> Seasons, IReadOnlyList<MonthMiss> Months, bool SeenTwoYears) Of(IReadOnlyList<(DateOnly Middle, double Expected, double Actual)> periods)
    {
        var start = periods.Count == 0 ? default : periods[0].Middle.AddDays(StartDays);
        var months = periods.Where(p => p.Middle >= start).GroupBy(p => new DateOnly(p.Middle.Year, p.Middle.Month, 1)).OrderBy(g => g.Key)
            .Select(g => (Month: g.Key, Expected: g.Sum(p => p.Expected), Actual: g.Sum(p => p.Actual))).Where(m => m.Expected > 0).ToList();
        var judged = months.Where(m => m.Expected >= LeastExpected).Select(m => (m.Month, Deviation: Deviation(months, m))).ToList();
        var byMonth = judged.GroupBy(m => m.Month.Month).ToList();
        var seasons = byMonth.Where(g => g.Count() > 1 && (g.All(m => m.Deviation > 0) || g.All(m => m.Deviation < 0)))
            .Select(g => new SeasonalMiss(g.Key, Math.Round(g.Average(m => m.Deviation), 3), g.Count())).OrderBy(s => s.Month).ToList();
        var single = judged.Where(m => m.Deviation != 0 && seasons.All(s => s.Month != m.Month.Month)).OrderByDescending(m => Math.Abs(m.Deviation)).Take(MostMonths)
            .Select(m => new MonthMiss(m.Month, Math.Round(m.Deviation, 3))).ToList();
        return (seasons, single, byMonth.Any(g => g.Count() > 1));
    }

    /// <summary>Against the half year before and after, because a model may be too low for years on end without any season; 0 where chance explains it.</summary>
    private static double Deviation(List<(DateOnly Month, double Expected, double Actual)> months, (DateOnly Month, double Expected, double Actual) one)
    {
        var around = months.Where(m => m.Month != one.Month && m.Month >= one.Month.AddMonths(-6) && m.Month <= one.Month.AddMonths(6)).ToList();
        if (around.Count < 3 || around.Sum(m => m.Expected) <= 0) return 0;
        var usual = one.Expected * around.Sum(m => m.Actual) / around.Sum(m => m.Expected);
        if (usual <= 0) return 0;
        var deviation = one.Actual / usual - 1;
        return Math.Abs(deviation) >= LeastDeviation && Math.Abs(one.Actual - usual) >= LeastSigmas * Math.Sqrt(usual) ? deviation : 0;
    }
}
