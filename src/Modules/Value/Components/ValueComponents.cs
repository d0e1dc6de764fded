using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Behaviour;
using Guanxi.Value.Components;
using Guanxi.Value.Dashboard;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>What the total value of all customers within reach is made of: six components that add up to it.</summary>
[Needs(ValueRights.Read)]
public sealed record ValueComponents : IQuestion<ValueComponentsView>
{
    /// <summary>As it stood then; null for the newest.</summary>
    public DateOnly? AsOf { get; set; }

    internal sealed class Handler(GuanxiDb db, ComponentSums sums, ScopedFigures scoped) : IHandler<ValueComponents, ValueComponentsView>
    {
        public async Task<ValueComponentsView> Handle(ValueComponents request, Actor actor, CancellationToken ct)
        {
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            if (await LatestStandings.Day(db, request.AsOf, ct) is not { } day || await RunSummary.Of(db, day, ct) is not { } run) return new() { Currency = currency };
            var counted = await sums.Of(db, actor, request.AsOf, run.Terms, ComponentFigure.All[0], ct);
            var totals = actor.Scope == Scope.All ? run.Figures.Totals : (await scoped.Of(db, actor, run, ct)).Totals;
            var components = ComponentFigure.All.Select((part, i) => new ComponentFigure(part, counted.Sums[i] + (part == ValuePart.Repeat ? totals.PotentialMinor : 0), counted.Having[i])).ToList();
            return new()
            {
                Currency = currency, AsOf = day, Customers = counted.Customers, Components = components, TotalMinor = totals.TotalMinor, PotentialMinor = totals.PotentialMinor,
                DifferenceMinor = totals.TotalMinor - components.Sum(c => c.AmountMinor), NewCustomerMinor = counted.NewCost.EachMinor, NewCustomerPurchases = counted.NewCost.Purchases,
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/components", (DateOnly? asOf, Asker asker, CancellationToken ct) =>
        asker.Answer(new ValueComponents { AsOf = asOf }, ct)).Produces<ValueComponentsView>().WithSummary("What the total value of all customers within reach is made of");
}

/// <summary>The six components over all customers within reach. Minor units of the base currency.</summary>
public sealed record ValueComponentsView
{
    public string Currency { get; init; } = "";

    /// <summary>Null until there was a run.</summary>
    public DateOnly? AsOf { get; init; }
    public long Customers { get; init; }

    /// <summary>The six; repeat holds the potential.</summary>
    public IReadOnlyList<ComponentFigure> Components { get; init; } = [];
    public long TotalMinor { get; init; }
    public long PotentialMinor { get; init; }

    /// <summary>What the total holds beyond the six: 0, unless entries came in late or customers changed hands since the warehouse was built.</summary>
    public long DifferenceMinor { get; init; }

    /// <summary>What a purchase of a new customer costs to serve, and from how many purchases that is known.</summary>
    public long NewCustomerMinor { get; init; }
    public long NewCustomerPurchases { get; init; }
}
