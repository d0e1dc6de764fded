namespace Guanxi.Value;

/// <summary>Cohorts, the newest first, and how they came back.</summary>
public sealed record CohortTable
{
    /// <summary>Cohorts shown at most, and steps since; older ones are left out.</summary>
    internal const int MostCohorts = 40, MostSteps = 24;

    /// <summary>The last day that counts; null before the first run.</summary>
    public DateOnly? AsOf { get; init; }
    public CohortPeriod Period { get; init; }

    /// <summary>Customers within reach who ever bought.</summary>
    public int Customers { get; init; }

    /// <summary>How many older cohorts are not among <see cref="Cohorts"/>.</summary>
    public int LeftOut { get; init; }

    /// <summary>All cohorts together, each step over those that have been through the whole of it.</summary>
    public IReadOnlyList<CohortStep> Together { get; init; } = [];
    public IReadOnlyList<Cohort> Cohorts { get; init; } = [];

    internal static CohortTable Of(IReadOnlyList<CohortCount> rows, DateOnly day, CohortPeriod period, int months)
    {
        var now = (12L * day.Year + day.Month - 1) / months * months;
        var all = rows.GroupBy(r => r.Cohort).OrderByDescending(g => g.Key).Select(g => CohortOf(g.Key, g.ToDictionary(r => r.Period), now, day, months)).ToList();
        return new()
        {
            AsOf = day, Period = period, Customers = all.Sum(c => c.Customers), Cohorts = [.. all.Take(MostCohorts)], LeftOut = Math.Max(0, all.Count - MostCohorts),
            Together =
            [
                .. Enumerable.Range(0, all.Count == 0 ? 0 : all.Max(c => c.Steps.Count)).Select(k => all.Where(c => k < c.Steps.Count && c.Steps[k].Complete).ToList()).TakeWhile(c => c.Count > 0)
                    .Select((c, k) => new CohortStep(null, null, c.Sum(x => x.Customers), c.Sum(x => x.Steps[k].Buyers), c.Sum(x => x.Steps[k].CameBack), true)),
            ],
        };
    }

    private static Cohort CohortOf(long cohort, Dictionary<long, CohortCount> counts, long now, DateOnly day, int months)
    {
        var (customers, back) = ((int)counts[cohort].Buyers, 0L);
        var steps = new List<CohortStep>();
        for (var period = cohort; period <= now && steps.Count <= MostSteps; period += months)
        {
            var count = counts.GetValueOrDefault(period);
            back += count?.CameBack ?? 0;
            steps.Add(new(First(period), Last(period, months), customers, (int)(count?.Buyers ?? 0), (int)back, Last(period, months) <= day));
        }
        return new(First(cohort), Last(cohort, months), customers, steps);
    }

    private static DateOnly First(long month) => new((int)(month / 12), (int)(month % 12) + 1, 1);

    private static DateOnly Last(long month, int months) => First(month + months).AddDays(-1);
}

/// <summary>Customers whose first purchase fell from one day to another.</summary>
/// <param name="From">First day of the month or quarter.</param>
/// <param name="To">Its last day.</param>
/// <param name="Customers">How many they are.</param>
/// <param name="Steps">The period itself, and each one since.</param>
public sealed record Cohort(DateOnly From, DateOnly To, int Customers, IReadOnlyList<CohortStep> Steps);

/// <summary>A cohort in one period.</summary>
/// <param name="From">First day of the period; null for all cohorts together.</param>
/// <param name="To">Its last day.</param>
/// <param name="Customers">Of how many.</param>
/// <param name="Buyers">How many bought in it.</param>
/// <param name="CameBack">How many had bought on a second day by its end.</param>
/// <param name="Complete">Whether the whole of it counts already.</param>
public sealed record CohortStep(DateOnly? From, DateOnly? To, int Customers, int Buyers, int CameBack, bool Complete)
{
    /// <summary>Fewer than so many customers are too few for a share.</summary>
    public const int LeastCustomers = 10;

    /// <summary>Share that bought in the period; null where too few.</summary>
    public double? Bought => Customers < LeastCustomers ? null : (double)Buyers / Customers;

    /// <summary>Share that had come back at least once by its end; null where too few.</summary>
    public double? Returned => Customers < LeastCustomers ? null : (double)CameBack / Customers;
}
