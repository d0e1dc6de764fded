using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Behaviour;
using Guanxi.Value.Runs;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>Of the customers whose first purchase fell into one month (or quarter), how many bought in each one since, and how many have come back at all.</summary>
[Needs(ValueRights.Read)]
public sealed record CohortRetention : IQuestion<CohortTable>
{
    /// <summary>As it stood then; null for the newest run's day.</summary>
    public DateOnly? AsOf { get; set; }

    /// <summary>Null: months, or quarters where there are more than three years of purchases.</summary>
    public CohortPeriod? By { get; set; }

    internal sealed class Handler(GuanxiDb db, DataWarehouse warehouse, BehaviourAnswers answers) : IHandler<CohortRetention, CohortTable>
    {
        private static readonly WarehouseQuery Cohorts = WarehouseQuery.Of(typeof(CohortRetention).Assembly, "cohorts");

        public async Task<CohortTable> Handle(CohortRetention request, Actor actor, CancellationToken ct) =>
            await answers.Of(db, actor, request.AsOf, $"cohorts {request.By}", day => Count(request.By, WarehouseReach.Of(actor), day), ct) ?? new();

        private async Task<CohortTable> Count(CohortPeriod? by, object[] reach, DateOnly day)
        {
            var (first, _) = await PurchaseHistories.FirstAndLast(warehouse, default);
            var period = by ?? (first is { } from && from.AddYears(3) < day ? CohortPeriod.Quarter : CohortPeriod.Month);
            var months = period == CohortPeriod.Quarter ? 3 : 1;
            var rows = await warehouse.Read(Cohorts.Sql, [day, .. reach, (long)months], r => new CohortCount(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)), default);
            return CohortTable.Of(rows, day, period, months);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/behaviour/cohorts", (DateOnly? asOf, Named<CohortPeriod>? by, Asker asker, CancellationToken ct) =>
        asker.Answer(new CohortRetention { AsOf = asOf, By = by?.Value }, ct)).Produces<CohortTable>().WithSummary("How many customers of each cohort came back when");
}

/// <summary>How long a cohort and each step since are.</summary>
public enum CohortPeriod { Month, Quarter }

/// <summary>Numbers of one cohort in one period, as the warehouse counts them; months since year 0.</summary>
internal sealed record CohortCount(long Cohort, long Period, long Buyers, long CameBack);
