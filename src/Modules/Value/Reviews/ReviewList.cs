using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Guanxi.Value.Grades;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Reviews;

/// <summary>The D-class review: customers of class D within reach who could become C, or who cost money, the most valuable first; without those that were decided on in this period.</summary>
[Needs(ValueRights.Read)]
internal sealed record ReviewList : IQuestion<ReviewPageView>
{
    /// <summary>Only for this reason: <c>near</c> the edge, much <c>potential</c>, <c>costs</c> money.</summary>
    [StringLength(20)] public string? Why { get; set; }

    /// <summary>From the row before: <see cref="ReviewPageView.Next"/>.</summary>
    public int? AfterPlace { get; set; }
    [Range(1, 200)] public int Take { get; set; } = 50;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<ReviewList, ReviewPageView>
    {
        public async Task<ReviewPageView> Handle(ReviewList request, Actor actor, CancellationToken ct)
        {
            var firm = await db.Setting<FirmSettings>(ct);
            if (await LatestStandings.Day(db, null, ct) is not { } day || await RunSummary.Of(db, day, ct) is not { } run) return new() { Currency = firm.BaseCurrency };
            var today = firm.DayOf(clock.GetUtcNow());
            var standings = WorkLists.Only(db, db.Set<Standing>().AsNoTracking().Where(s => s.AsOf == day), WorkLists.Review, null);
            standings = request.Why switch
            {
                "near" => standings.Where(s => (s.Traits & Traits.NearOrdinary) != 0),
                "potential" => standings.Where(s => (s.Traits & Traits.MuchPotential) != 0),
                "costs" => standings.Where(s => s.CurrentMinor < 0),
                _ => standings,
            };
            standings = standings.Where(s => !db.Set<ReviewDecision>().Any(d => d.CustomerId == s.CustomerId && d.NextOn > today));
            if (request.AfterPlace is { } place) standings = standings.Where(s => s.Place > place);
            var found = await (from s in standings
                               join name in db.CustomerNamesFor(actor) on s.CustomerId equals name.Id
                               orderby s.Place
                               select new { s, name }).Take(request.Take + 1).ToListAsync(ct);
            var owners = found.Select(r => r.name.OwnerId).OfType<Id<Person>>().Distinct().ToList();
            var people = await db.PersonNames().Where(p => owners.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
            var edge = await Edge(day, run, ct);
            return new()
            {
                AsOf = day, Currency = firm.BaseCurrency, EdgeMinor = edge, Next = found.Count > request.Take ? found[request.Take - 1].s.Place : null,
                Customers =
                [
                    .. found.Take(request.Take).Select(r => new ReviewRow
                    {
                        CustomerId = r.name.Id, Code = r.name.Code, Name = r.name.Name, OwnerId = r.name.OwnerId, OwnerName = r.name.OwnerId is { } id ? people.GetValueOrDefault(id) : null,
                        Place = r.s.Place, Colour = r.s.Colour, Stage = r.s.Stage, CurrentMinor = r.s.CurrentMinor, PotentialMinor = r.s.PotentialMinor, TotalMinor = r.s.HistoricMinor + r.s.CurrentMinor + r.s.PotentialMinor,
                        MissingMinor = edge is { } least ? Math.Max(0, least - r.s.HistoricMinor - r.s.CurrentMinor - r.s.PotentialMinor) : null,
                        NearOrdinary = (r.s.Traits & Traits.NearOrdinary) != 0, MuchPotential = (r.s.Traits & Traits.MuchPotential) != 0, Churn = r.s.Churn,
                    }),
                ],
            };
        }

        /// <summary>Total value of the last customer above the edge; null where there is none.</summary>
        private async Task<long?> Edge(DateOnly day, RunSummary run, CancellationToken ct)
        {
            if (run.Edges.Thresholds is { } least) return least.Ordinary;
            var last = run.Edges.Pyramid().Cut(2, run.Customers);
            return await db.Set<Standing>().AsNoTracking().Where(s => s.AsOf == day && s.Place == last).Select(s => (long?)(s.HistoricMinor + s.CurrentMinor + s.PotentialMinor)).FirstOrDefaultAsync(ct);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/review", (string? why, int? after, int? take, Asker asker, CancellationToken ct) =>
        asker.Answer(new ReviewList { Why = why, AfterPlace = after, Take = take ?? 50 }, ct)).Produces<ReviewPageView>().WithSummary("The D-class review");
}

/// <summary>Some rows of the review.</summary>
internal sealed record ReviewPageView
{
    /// <summary>Null where there was no run yet.</summary>
    public DateOnly? AsOf { get; init; }
    public string Currency { get; init; } = "";

    /// <summary>Least total value of the ordinary customers; null where there are none.</summary>
    public long? EdgeMinor { get; init; }
    public IReadOnlyList<ReviewRow> Customers { get; init; } = [];

    /// <summary>Null on the last page.</summary>
    public int? Next { get; init; }
}

/// <summary>One customer of class D, with what could raise it.</summary>
internal sealed record ReviewRow
{
    public Id<Customer> CustomerId { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public Id<Person>? OwnerId { get; init; }
    public string? OwnerName { get; init; }
    public int Place { get; init; }
    public string Colour { get; init; } = "";
    public string Stage { get; init; } = "";
    public long CurrentMinor { get; init; }
    public long PotentialMinor { get; init; }
    public long TotalMinor { get; init; }

    /// <summary>What is missing to the edge of the ordinary customers.</summary>
    public long? MissingMinor { get; init; }
    public bool NearOrdinary { get; init; }
    public bool MuchPotential { get; init; }
    public double? Churn { get; init; }
}
