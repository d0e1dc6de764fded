using System.Linq.Expressions;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>How one customer's standing went over time: one entry per run, the newest first.</summary>
[Needs(ValueRights.Read)]
public sealed record CustomerStandings : IQuestion<IReadOnlyList<StandingOnDay>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>Not younger than this; null for all.</summary>
    public DateOnly? AsOf { get; init; }
    [System.ComponentModel.DataAnnotations.Range(1, 400)] public int Take { get; init; } = 60;

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal static Expression<Func<Standing, StandingOnDay>> OnDay { get; } = s => new StandingOnDay
    {
        AsOf = s.AsOf, Grade = s.Grade, Class = s.Class, Colour = s.Colour, Stage = s.Stage, Place = s.Place, HistoricMinor = s.HistoricMinor,
        CurrentMinor = s.CurrentMinor, PotentialMinor = s.PotentialMinor, Churn = s.Churn, RiskMinor = s.RiskMinor,
    };

    internal sealed class Handler(GuanxiDb db) : IHandler<CustomerStandings, IReadOnlyList<StandingOnDay>>
    {
        public async Task<IReadOnlyList<StandingOnDay>> Handle(CustomerStandings request, Actor actor, CancellationToken ct)
        {
            var until = request.AsOf ?? DateOnly.MaxValue;
            // Standings lie by day: one look for each day that there was a run.
            var days = await db.Set<InsightRun>().AsNoTracking().Where(r => r.AsOf <= until).Select(r => r.AsOf).Distinct().OrderByDescending(d => d).Take(request.Take).ToListAsync(ct);
            return await db.Set<Standing>().AsNoTracking().Where(s => days.Contains(s.AsOf) && s.CustomerId == request.CustomerId).OrderByDescending(s => s.AsOf)
                .Select(OnDay).ToListAsync(ct);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/standings", (Id<Customer> customerId, DateOnly? asOf, int? take, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerStandings { CustomerId = customerId, AsOf = asOf, Take = take ?? 60 }, ct)).Produces<IReadOnlyList<StandingOnDay>>()
        .WithSummary("How one customer's standing went over time");
}

/// <summary>Where one relationship stood at the end of one day. Minor units of the base currency.</summary>
public sealed record StandingOnDay
{
    public DateOnly AsOf { get; init; }
    public string Grade { get; init; } = "";
    public string Class { get; init; } = "";
    public string Colour { get; init; } = "";
    public string Stage { get; init; } = "";
    public int Place { get; init; }
    public long HistoricMinor { get; init; }
    public long CurrentMinor { get; init; }
    public long PotentialMinor { get; init; }
    public double? Churn { get; init; }
    public long RiskMinor { get; init; }
}
