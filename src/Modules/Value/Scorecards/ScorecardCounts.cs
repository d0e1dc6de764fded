using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Value.Behaviour;
using Guanxi.Value.Runs;
using Guanxi.Value.Satisfaction;
using Guanxi.Value.Standings;
using Guanxi.Warehouse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Value.Scorecards;

/// <summary>Counts what the ten figures are made of: business and contacts in the warehouse, values and labels in the standings. Kept until the next run, as it goes through all customers within reach.</summary>
internal sealed class ScorecardCounts(DataWarehouse warehouse, BehaviourAnswers answers, IServiceScopeFactory scopes)
{
    /// <summary>Answers under this name are forgotten when a person sets a grade.</summary>
    public const string Question = "scorecard";

    private static readonly WarehouseQuery Facts = WarehouseQuery.Of(typeof(ScorecardCounts).Assembly, "scorecard");
    private static readonly WarehouseQuery Profiles = WarehouseQuery.Of(typeof(ScorecardCounts).Assembly, "scorecard_profile");

    /// <summary>Of the day and of the one that it is compared with; null before the first run.</summary>
    public async Task<CountedScorecard?> Of(GuanxiDb db, Actor actor, DateOnly? asOf, ScorecardPeriod period, CancellationToken ct)
    {
        // A run of an earlier day, made since, may be what the figures are compared with.
        var last = await db.Set<InsightRun>().AsNoTracking().OrderByDescending(r => r.Id).Select(r => (Id<InsightRun>?)r.Id).FirstOrDefaultAsync(ct);
        // Another node may have set a grade by hand: the day's summary is worded anew then.
        var wording = await LatestStandings.Day(db, asOf, ct) is { } of ? (await RunSummary.Of(db, of, ct))?.Wording : null;
        // Other weights and bounds of satisfaction give another index at once.
        var satisfaction = System.Text.Json.JsonSerializer.Serialize(await db.Setting<SatisfactionSettings>(ct));
        return await answers.Of(db, actor, asOf, $"{Question} {period} {last} {wording} {satisfaction}", day => Count(actor, day, period), ct);
    }

    /// <summary>Parameters 5 to 12 of the questions about business and contacts.</summary>
    public static async Task<object[]> Arguments(GuanxiDb db, ScorecardDays days, CancellationToken ct) =>
        [days.YearAgo, days.TwoYearsAgo, days.ContactsSince, days.Start, .. (await Terms(db, days.Day, ct)).Costs];

    /// <summary>The moment at which a day is over, as the warehouse holds moments.</summary>
    public static async Task<DateTime> EndOf(GuanxiDb db, DateOnly day, CancellationToken ct) =>
        DateTime.SpecifyKind((await db.Setting<FirmSettings>(ct)).EndOf(day).UtcDateTime, DateTimeKind.Unspecified);

    // Of its own scope: whoever asked first may be gone before the answer is there.
    private async Task<CountedScorecard> Count(Actor actor, DateOnly day, ScorecardPeriod period)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        var (now, before) = await ScorecardDays.Of(db, day, period, default);
        var (first, _) = await PurchaseHistories.FirstAndLast(warehouse, default);
        return new(await Count(db, actor, now, first), await Count(db, actor, before, first));
    }

    private async Task<DayCounts> Count(GuanxiDb db, Actor actor, ScorecardDays days, DateOnly? first)
    {
        var reach = WarehouseReach.Of(actor);
        var facts = await warehouse.Read(Facts.Sql, [days.Day, .. reach, .. await Arguments(db, days, default)],
            r => new FactCounts(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6), r.GetInt64(7), r.GetInt64(8)), default);
        var profile = await warehouse.Read(Profiles.Sql, [await EndOf(db, days.Day, default), .. reach], r => new ProfileCount(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)), default);
        return new(days, facts.FirstOrDefault() ?? new(0, 0, 0, 0, 0, 0, 0, 0, 0), profile, days.Standing is { } day ? await Standings(db, actor, day, days.StartStanding ?? DateOnly.MinValue) : [],
            await Satisfied(db, actor, days.Day), first);
    }

    // As the page of satisfaction tells it of that day.
    private async Task<SatisfactionCount> Satisfied(GuanxiDb db, Actor actor, DateOnly day)
    {
        var settings = await db.Setting<SatisfactionSettings>(default);
        var period = SatisfactionPeriod.UpTo(day, settings, day);
        var facts = await SatisfactionFacts.Read(warehouse, actor, period);
        var (measured, behind) = (facts.Measured(settings), facts.Buyers.Where(b => b.Purchases > 0).Select(b => b.CustomerId).Concat(facts.Answers.Select(a => a.CustomerId)).Where(c => c != 0).ToHashSet());
        return new(period.From, measured.Index, measured.Low, measured.High, measured.Known, behind.Count);
    }

    private static async Task<IReadOnlyList<StandingCount>> Standings(GuanxiDb db, Actor actor, DateOnly day, DateOnly start)
    {
        var standings = db.Set<Standing>().AsNoTracking();
        var mine = standings.Where(s => s.AsOf == day);
        // Whoever sees everybody needs no look at the customers, which is most of the time that this takes.
        if (actor.Scope != Scope.All) mine = mine.Join(db.CustomerNamesFor(actor), s => s.CustomerId, n => n.Id, (s, _) => s);
        return await (from s in mine
                      join b in standings.Where(b => b.AsOf == start) on s.CustomerId equals b.CustomerId into earlier
                      from b in earlier.DefaultIfEmpty()
                      group s by new { s.Grade, s.Rfm, s.Stage, FromGrade = b == null ? "" : b.Grade, FromStage = b == null ? "" : b.Stage } into g
                      select new StandingCount
                      {
                          Grade = g.Key.Grade, Rfm = g.Key.Rfm, Stage = g.Key.Stage, FromGrade = g.Key.FromGrade, FromStage = g.Key.FromStage, Customers = g.Count(),
                          TotalMinor = g.Sum(s => s.HistoricMinor + s.CurrentMinor + s.PotentialMinor), Current = g.Sum(s => (double)s.CurrentMinor), CurrentSquares = g.Sum(s => (double)s.CurrentMinor * s.CurrentMinor),
                          LowMinor = g.Sum(s => s.HistoricMinor + s.CurrentMinor + s.PotentialLowMinor), HighMinor = g.Sum(s => s.HistoricMinor + s.CurrentMinor + s.PotentialHighMinor),
                      }).ToListAsync();
    }

    // What serving cost is told by the costs of that day's evaluation, as everywhere.
    private static async Task<LedgerTerms> Terms(GuanxiDb db, DateOnly day, CancellationToken ct) =>
        (await LatestStandings.Day(db, day, ct) is { } ran ? (await RunSummary.Of(db, ran, ct))?.Terms : null) ?? LedgerTerms.Of(await db.Setting<ValueSettings>(ct));
}

/// <summary>The counts of a day, and of the day that it is compared with.</summary>
internal sealed record CountedScorecard(DayCounts Now, DayCounts Before);

/// <param name="Days">What they are counted over.</param>
/// <param name="Standings">Empty where none of that day are kept.</param>
/// <param name="First">The first day that the firm's data tell of; null without any.</param>
internal sealed record DayCounts(ScorecardDays Days, FactCounts Facts, IReadOnlyList<ProfileCount> Profile, IReadOnlyList<StandingCount> Standings, SatisfactionCount Satisfaction, DateOnly? First)
{
    /// <summary>Whether the data reach back to a day.</summary>
    public bool Reach(DateOnly day) => First <= day;
}

/// <summary>The satisfaction index, 0–100, of the period up to the day; null where less than half of its weights are known.</summary>
/// <param name="Known">The share of the weights that is known.</param>
/// <param name="Customers">Who bought in the period or answered by name.</param>
internal sealed record SatisfactionCount(DateOnly From, double? Index, double? Low, double? High, double Known, int Customers);

/// <summary>As the warehouse counts.</summary>
internal sealed record FactCounts(long Active, long SpokenTo, long ActiveBefore, long CameBack, long Newcomers, long DealtWith, long NetMinor, long MarginMinor, long CostMinor);

/// <summary>Customers of whom so many facts are known of so many wanted.</summary>
internal sealed record ProfileCount(long Known, long Wanted, long Customers);

/// <summary>Customers of the same labels, now and at the start of the period; those that were not there come from nowhere.</summary>
internal sealed record StandingCount
{
    public string Grade { get; init; } = "";
    public int Rfm { get; init; }
    public string Stage { get; init; } = "";
    public string FromGrade { get; init; } = "";
    public string FromStage { get; init; } = "";
    public int Customers { get; init; }
    public long TotalMinor { get; init; }

    /// <summary>Sum of the current values, and of their squares.</summary>
    public double Current { get; init; }
    public double CurrentSquares { get; init; }

    /// <summary>Sums of the total values at the ends of the potentials' intervals.</summary>
    public long LowMinor { get; init; }
    public long HighMinor { get; init; }
}
