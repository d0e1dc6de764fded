using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Dashboard;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>What all relationships within reach are worth: totals, the 80/20 curve, grades and stages with their movement, the model's line.</summary>
[Needs(ValueRights.Read)]
public sealed record ValueDashboard : IQuestion<ValueDashboardView>
{
    /// <summary>As it stood then; null for the newest.</summary>
    public DateOnly? AsOf { get; set; }

    internal sealed class Handler(GuanxiDb db, ScopedFigures scoped) : IHandler<ValueDashboard, ValueDashboardView>
    {
        public async Task<ValueDashboardView> Handle(ValueDashboard request, Actor actor, CancellationToken ct)
        {
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            if (await LatestStandings.Day(db, request.AsOf, ct) is not { } day || await RunSummary.Of(db, day, ct) is not { } run) return new() { Currency = currency };
            // Whoever sees everything gets what the run has counted; for others it is counted among their customers.
            var figures = actor.Scope == Scope.All ? run.Figures : await scoped.Of(db, actor, run, ct);
            return new()
            {
                AsOf = day, RanAt = run.RanAt, Currency = currency, Customers = figures.Customers, Totals = figures.Totals, Curve = figures.Curve,
                CustomersForEighty = figures.CustomersForEighty, ComparedWith = run.ComparedWith, Model = run.Model,
                Grades = figures.Groups(Labels.Grades, figures.Grades, figures.GradeMoves, run.ComparedWith is not null),
                Stages = figures.Groups(Labels.Stages, figures.Stages, figures.StageMoves, run.ComparedWith is not null),
                GradeMoves = figures.GradeMoves, StageMoves = figures.StageMoves, Lists = figures.Lists, Months = actor.Scope == Scope.All ? run.Months : [],
                Corrections = await Corrections.Of(db, run, actor, ct),
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/dashboard", (DateOnly? asOf, Asker asker, CancellationToken ct) =>
        asker.Answer(new ValueDashboard { AsOf = asOf }, ct)).Produces<ValueDashboardView>().WithSummary("What all relationships within reach are worth");
}
