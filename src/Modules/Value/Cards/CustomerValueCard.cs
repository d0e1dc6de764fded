using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>What one customer is worth: three numbers that add up, and the days of business behind them.</summary>
[Needs(ValueRights.Read)]
public sealed record CustomerValueCard : IQuestion<ValueCard>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>As it stood then; null for now.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>With the days of business behind the numbers, the newest first, at most so many.</summary>
    [System.ComponentModel.DataAnnotations.Range(0, 1000)] public int Days { get; init; } = 50;

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, DataWarehouse warehouse) : IHandler<CustomerValueCard, ValueCard>
    {
        public async Task<ValueCard> Handle(CustomerValueCard request, Actor actor, CancellationToken ct)
        {
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            if (await LatestStandings.Of(db, request.CustomerId, request.AsOf, ct) is not { } standing) return new() { CustomerId = request.CustomerId, Currency = currency };
            var evidence = StandingEvidence.Of(standing);
            var summary = await RunSummary.Of(db, standing.AsOf, ct);
            return new()
            {
                CustomerId = request.CustomerId, Currency = currency, AsOf = standing.AsOf,
                HistoricMinor = standing.HistoricMinor, CurrentMinor = standing.CurrentMinor, PotentialMinor = standing.PotentialMinor,
                PotentialLowMinor = standing.PotentialLowMinor, PotentialHighMinor = standing.PotentialHighMinor,
                Grade = standing.Grade, Class = standing.Class, Colour = standing.Colour, Stage = standing.Stage, StageRule = standing.StageRule,
                Place = standing.Place, Of = summary?.Customers ?? 0, EnoughData = standing.Churn is not null,
                Purchases = evidence.Repeats + 1, PurchasesInYear = evidence.PurchasesInYear, FirstOn = evidence.FirstOn(standing), LastOn = evidence.LastOn(standing),
                ExpectedPurchases = evidence.ExpectedPurchases, ExpectedMarginMinor = (long)Math.Round(evidence.ExpectedMarginMinor),
                CurrentFrom = standing.AsOf.AddYears(-1).AddDays(1), Model = summary?.Model,
                Days = request.Days == 0 ? [] : await LedgerDays.Of(warehouse, request.CustomerId, standing.AsOf, request.Days, summary?.Terms ?? LedgerTerms.Of(await db.Setting<ValueSettings>(ct)), ct),
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/value", (Id<Customer> customerId, DateOnly? asOf, int? days, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerValueCard { CustomerId = customerId, AsOf = asOf, Days = days ?? 50 }, ct)).Produces<ValueCard>().WithSummary("What one customer is worth");
}

/// <summary>Historic, current and potential value, and what is behind them. Minor units of the base currency.</summary>
public sealed record ValueCard
{
    public Id<Customer> CustomerId { get; init; }
    public string Currency { get; init; } = "";

    /// <summary>Null where the customer has no standing: no purchase yet, or no run since.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Margin before the current year and credit for referrals, less cost to serve.</summary>
    public long HistoricMinor { get; init; }

    /// <summary>The same of the twelve months up to the day of the standing.</summary>
    public long CurrentMinor { get; init; }

    /// <summary>Expected of the months to come, discounted; nine of ten times between low and high.</summary>
    public long PotentialMinor { get; init; }
    public long PotentialLowMinor { get; init; }
    public long PotentialHighMinor { get; init; }
    public long TotalMinor => HistoricMinor + CurrentMinor + PotentialMinor;
    public string Grade { get; init; } = "";
    public string Class { get; init; } = "";
    public string Colour { get; init; } = "";
    public string Stage { get; init; } = "";

    /// <summary>The rule that decided the stage. Its text: <c>value.stage_rule.overdue</c>.</summary>
    public string StageRule { get; init; } = "";

    /// <summary>Place by total value among so many.</summary>
    public int Place { get; init; }
    public int Of { get; init; }

    /// <summary>False: too few purchases in the firm for an expectation; potential is 0 and says nothing.</summary>
    public bool EnoughData { get; init; }

    /// <summary>Purchase days.</summary>
    public int Purchases { get; init; }
    public int PurchasesInYear { get; init; }
    public DateOnly? FirstOn { get; init; }
    public DateOnly? LastOn { get; init; }

    /// <summary>Purchases expected over the horizon, discounted, and the margin expected of each.</summary>
    public double ExpectedPurchases { get; init; }
    public long ExpectedMarginMinor { get; init; }

    /// <summary>First day of the current year.</summary>
    public DateOnly? CurrentFrom { get; init; }
    public ModelLine? Model { get; init; }

    /// <summary>Days of business behind historic and current value, the newest first.</summary>
    public IReadOnlyList<LedgerDay> Days { get; init; } = [];
}

/// <summary>One day of business with one customer, minor units of the base currency.</summary>
/// <param name="On">The day.</param>
/// <param name="Documents">Orders, returns and adjustments of the day.</param>
/// <param name="NetMinor">Sales less returns, with adjustments.</param>
/// <param name="MarginMinor">Contribution margin of that.</param>
/// <param name="ServiceMinor">Cost to serve booked on that day.</param>
/// <param name="ReferralMinor">Credit for what customers whom this one brought left on that day.</param>
public sealed record LedgerDay(DateOnly On, int Documents, long NetMinor, long MarginMinor, long ServiceMinor, long ReferralMinor)
{
    /// <summary>What the day adds to historic or current value.</summary>
    public long ValueMinor => MarginMinor - ServiceMinor + ReferralMinor;
}
