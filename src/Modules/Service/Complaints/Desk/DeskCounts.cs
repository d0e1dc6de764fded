using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Quality;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Desk;

/// <summary>How many complaints lie on each part of the desk, of those that a filter leaves.</summary>
[Needs(ServiceRights.Read)]
internal sealed record DeskCounts : ComplaintFilter, IQuestion<DeskCounted>
{
    internal sealed class Handler(GuanxiDb db, Repurchases repurchases, TimeProvider clock) : IHandler<DeskCounts, DeskCounted>
    {
        public async Task<DeskCounted> Handle(DeskCounts request, Actor actor, CancellationToken ct)
        {
            var (me, now) = ((Id<Person>?)actor.Id, clock.GetUtcNow());
            return await request.Narrow(db.ComplaintsFor(actor), now, await request.Bought(repurchases, ct)).Where(c => c.State == ComplaintState.Open).GroupBy(c => 1).Select(g => new DeskCounted
            {
                Open = g.Count(), Mine = g.Sum(c => c.HandlerId == me ? 1 : 0), Unassigned = g.Sum(c => c.HandlerId == null ? 1 : 0), Waiting = g.Sum(c => c.PausedAt != null ? 1 : 0),
                Approval = g.Sum(c => c.AwaitsApproval || c.Objected ? 1 : 0), Visits = g.Sum(c => c.Step == ComplaintStep.FollowUp ? 1 : 0), Late = g.Sum(c => c.DueAt < now ? 1 : 0),
            }).FirstOrDefaultAsync(ct) ?? new();
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/complaints/counts", ([AsParameters] FilterWords filter, Asker asker, CancellationToken ct) => asker.Answer(filter.Of(new DeskCounts()), ct))
        .Produces<DeskCounted>().WithSummary("How many complaints lie on each part of the desk");
}

/// <summary>Open complaints by where they lie; one may lie in several places.</summary>
internal sealed record DeskCounted
{
    public int Open { get; init; }
    public int Mine { get; init; }
    public int Unassigned { get; init; }
    public int Waiting { get; init; }
    public int Approval { get; init; }
    public int Visits { get; init; }
    public int Late { get; init; }

    public int? Of(DeskView view) => view switch
    {
        DeskView.Open => Open,
        DeskView.Mine => Mine,
        DeskView.Unassigned => Unassigned,
        DeskView.Waiting => Waiting,
        DeskView.Approval => Approval,
        DeskView.Visits => Visits,
        _ => null,
    };
}
