using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Components;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>What one customer's total value is made of: six components that add up to it, to the cent.</summary>
[Needs(ValueRights.Read)]
public sealed record CustomerComponents : IQuestion<CustomerComponentsView>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>As it stood then; null for now.</summary>
    public DateOnly? AsOf { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, DataWarehouse warehouse) : IHandler<CustomerComponents, CustomerComponentsView>
    {
        public async Task<CustomerComponentsView> Handle(CustomerComponents request, Actor actor, CancellationToken ct)
        {
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            if (await LatestStandings.Of(db, request.CustomerId, request.AsOf, ct) is not { } standing) return new() { CustomerId = request.CustomerId, Currency = currency };
            var terms = (await RunSummary.Of(db, standing.AsOf, ct))?.Terms ?? LedgerTerms.Of(await db.Setting<ValueSettings>(ct));
            var ledger = await CustomerLedger.Of(db, warehouse, request.CustomerId, standing.AsOf, terms, ct);
            var components = ComponentFigure.All.Select(part =>
            {
                var entries = ledger.Of(part).ToList();
                // Purchases that are still to come are repeat purchases.
                return new ComponentFigure(part, entries.Sum(e => e.AmountMinor) + (part == ValuePart.Repeat ? standing.PotentialMinor : 0), entries.Count(e => e.Kind != "new_customer"));
            }).ToList();
            var (evidence, total) = (StandingEvidence.Of(standing), standing.HistoricMinor + standing.CurrentMinor + standing.PotentialMinor);
            return new()
            {
                CustomerId = request.CustomerId, Currency = currency, AsOf = standing.AsOf, HistoricMinor = standing.HistoricMinor, CurrentMinor = standing.CurrentMinor, PotentialMinor = standing.PotentialMinor,
                TotalLowMinor = total - standing.PotentialMinor + standing.PotentialLowMinor, TotalHighMinor = total - standing.PotentialMinor + standing.PotentialHighMinor,
                EnoughData = standing.Churn is not null, Components = components, DifferenceMinor = total - components.Sum(c => c.AmountMinor),
                NewCustomerMinor = ledger.NewCost.EachMinor, NewCustomerPurchases = ledger.NewCost.Purchases, NewDays = terms.NewDays, ReferralShare = terms.ReferralShare, HasCategories = ledger.HasCategories,
                ExpectedPurchases = evidence.ExpectedPurchases, ExpectedMarginMinor = (long)Math.Round(evidence.ExpectedMarginMinor),
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/value/components", (Id<Customer> customerId, DateOnly? asOf, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerComponents { CustomerId = customerId, AsOf = asOf }, ct)).Produces<CustomerComponentsView>().WithSummary("What one customer's total value is made of");
}

/// <summary>The six components of one customer's total value. Minor units of the base currency.</summary>
public sealed record CustomerComponentsView
{
    public Id<Customer> CustomerId { get; init; }
    public string Currency { get; init; } = "";

    /// <summary>Null where the customer has no standing.</summary>
    public DateOnly? AsOf { get; init; }
    public long HistoricMinor { get; init; }
    public long CurrentMinor { get; init; }
    public long PotentialMinor { get; init; }
    public long TotalMinor => HistoricMinor + CurrentMinor + PotentialMinor;

    /// <summary>Nine of ten times the total lies between these; what was earned so far is certain, the rest has the potential's interval.</summary>
    public long TotalLowMinor { get; init; }
    public long TotalHighMinor { get; init; }

    /// <summary>False: too few purchases in the firm for an expectation; the potential is 0 and says nothing.</summary>
    public bool EnoughData { get; init; }

    /// <summary>The six; repeat holds the potential.</summary>
    public IReadOnlyList<ComponentFigure> Components { get; init; } = [];

    /// <summary>What the total holds beyond the six: 0, unless entries of the time came in or changed after the day was computed.</summary>
    public long DifferenceMinor { get; init; }

    /// <summary>What a purchase of a new customer costs to serve, from so many purchases of customers in their first so many days.</summary>
    public long NewCustomerMinor { get; init; }
    public long NewCustomerPurchases { get; init; }
    public int NewDays { get; init; }

    /// <summary>Share of a referred customer's first year's margin that counts.</summary>
    public double ReferralShare { get; init; }

    /// <summary>False: none of the goods that this customer bought has a category, so cross-sell can't be told.</summary>
    public bool HasCategories { get; init; }

    /// <summary>Purchases expected over the horizon, discounted, and the margin expected of each.</summary>
    public double ExpectedPurchases { get; init; }
    public long ExpectedMarginMinor { get; init; }
}
