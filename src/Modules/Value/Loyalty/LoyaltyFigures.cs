using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Dashboard;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value.Loyalty;

/// <summary>Customers within reach by the type of their loyalty.</summary>
[Needs(ValueRights.Read)]
internal sealed record LoyaltyFigures : IQuestion<LoyaltyFiguresView>
{
    /// <summary>As it stood then; null for the newest.</summary>
    public DateOnly? AsOf { get; set; }

    internal sealed class Handler(GuanxiDb db, ScopedFigures scoped) : IHandler<LoyaltyFigures, LoyaltyFiguresView>
    {
        // What to be glad of first, what nobody knows last.
        private static readonly string[] Order = ["superior", "latent", "inertia", "incentive", "price", "monopoly", "none", "unknown"];

        public async Task<LoyaltyFiguresView> Handle(LoyaltyFigures request, Actor actor, CancellationToken ct)
        {
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            if (await LatestStandings.Day(db, request.AsOf, ct) is not { } day || await RunSummary.Of(db, day, ct) is not { } run) return new() { Currency = currency };
            var figures = actor.Scope == Scope.All ? run.Figures : await scoped.Of(db, actor, run, ct);
            return new()
            {
                AsOf = day, Currency = currency, Customers = figures.Customers,
                Types = [.. Order.Select(t => figures.Loyalties.GetValueOrDefault(t) is { } sum ? new GroupFigure(t, sum.Customers, sum.ValueMinor, null) : new(t, 0, 0, null))],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/loyalty", (DateOnly? asOf, Asker asker, CancellationToken ct) =>
        asker.Answer(new LoyaltyFigures { AsOf = asOf }, ct)).Produces<LoyaltyFiguresView>().WithSummary("Customers by the type of their loyalty");
}

/// <summary>How many customers of each type, and what they are worth.</summary>
internal sealed record LoyaltyFiguresView
{
    /// <summary>Null where there was no run yet.</summary>
    public DateOnly? AsOf { get; init; }
    public string Currency { get; init; } = "";
    public int Customers { get; init; }
    public IReadOnlyList<GroupFigure> Types { get; init; } = [];
}
