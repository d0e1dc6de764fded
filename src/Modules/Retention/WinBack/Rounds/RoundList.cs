using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Retention.WinBack.Cases;
using Guanxi.Value;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.WinBack.Rounds;

/// <summary>The rounds, the newest first, at most a hundred, each with its customers within one's scope; rounds without any are left out.</summary>
[Needs(ValueRights.Read)]
internal sealed record RoundList : IQuestion<IReadOnlyList<RoundRow>>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<RoundList, IReadOnlyList<RoundRow>>
    {
        public async Task<IReadOnlyList<RoundRow>> Handle(RoundList request, Actor actor, CancellationToken ct)
        {
            var rounds = await db.Set<WinBackRound>().AsNoTracking().OrderByDescending(r => r.StartedOn).ThenByDescending(r => r.Id).Take(100).ToListAsync(ct);
            var ids = rounds.Select(r => (Id<WinBackRound>?)r.Id).ToList();
            var cases = db.Set<WinBackCase>().AsNoTracking().Where(w => ids.Contains(w.RoundId));
            if (actor.Scope != Scope.All) cases = cases.Where(w => db.CustomerNamesFor(actor).Any(c => c.Id == w.CustomerId));
            var counts = (await cases.GroupBy(w => new { w.RoundId, w.Arm })
                .Select(g => new { g.Key.RoundId, g.Key.Arm, Customers = g.Count(), Returned = g.Count(w => w.ReturnedOn != null) }).ToListAsync(ct)).ToLookup(c => c.RoundId);
            return
            [
                .. rounds.Where(r => counts[r.Id].Any()).Select(r => new RoundRow
                {
                    Id = r.Id, Name = r.Name, StartedOn = r.StartedOn, UntilOn = r.UntilOn, Seed = r.Seed, ControlShare = r.ControlShare,
                    Treated = counts[r.Id].Where(c => c.Arm == WinBackArm.Treated).Sum(c => c.Customers), Control = counts[r.Id].Where(c => c.Arm == WinBackArm.Control).Sum(c => c.Customers),
                    TreatedReturned = counts[r.Id].Where(c => c.Arm == WinBackArm.Treated).Sum(c => c.Returned), ControlReturned = counts[r.Id].Where(c => c.Arm == WinBackArm.Control).Sum(c => c.Returned),
                }),
            ];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/win-back/rounds", (Asker asker, CancellationToken ct) => asker.Answer(new RoundList(), ct))
        .Produces<IReadOnlyList<RoundRow>>().WithSummary("Win-back rounds, the newest first");
}

/// <summary>One round, counted within the reader's scope.</summary>
internal sealed record RoundRow
{
    public required Id<WinBackRound> Id { get; init; }
    public required string Name { get; init; }
    public required DateOnly StartedOn { get; init; }
    public required DateOnly UntilOn { get; init; }
    public int Seed { get; init; }
    public double ControlShare { get; init; }
    public int Treated { get; init; }
    public int Control { get; init; }
    public int TreatedReturned { get; init; }
    public int ControlReturned { get; init; }
}
