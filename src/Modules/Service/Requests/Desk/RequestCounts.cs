using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Requests.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Desk;

/// <summary>How many requests lie on each part of the desk.</summary>
[Needs(ServiceRights.Read)]
internal sealed record RequestCounts : IQuestion<RequestsCounted>
{
    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<RequestCounts, RequestsCounted>
    {
        public async Task<RequestsCounted> Handle(RequestCounts request, Actor actor, CancellationToken ct)
        {
            var (me, now) = ((Id<Person>?)actor.Id, clock.GetUtcNow());
            var mine = await db.Set<QueueMember>().Where(m => m.PersonId == actor.Id).Select(m => m.QueueId).ToListAsync(ct);
            return await db.RequestsFor(actor).Where(r => r.State != RequestState.Closed).GroupBy(r => 1).Select(g => new RequestsCounted
            {
                Open = g.Sum(r => r.State == RequestState.Open ? 1 : 0), Mine = g.Sum(r => r.State == RequestState.Open && r.HandlerId == me ? 1 : 0), Unassigned = g.Sum(r => r.State == RequestState.Open && r.HandlerId == null ? 1 : 0),
                Queues = g.Sum(r => r.State == RequestState.Open && r.HandlerId == null && mine.Contains(r.QueueId) ? 1 : 0), Waiting = g.Sum(r => r.State == RequestState.Open && r.PausedAt != null ? 1 : 0),
                Solved = g.Sum(r => r.State == RequestState.Solved ? 1 : 0), Late = g.Sum(r => r.DueAt < now ? 1 : 0),
            }).FirstOrDefaultAsync(ct) ?? new();
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/requests/counts", (Asker asker, CancellationToken ct) => asker.Answer(new RequestCounts(), ct))
        .Produces<RequestsCounted>().WithSummary("How many requests lie on each part of the desk");
}

/// <summary>Requests that are not closed, by where they lie; one may lie in several places.</summary>
internal sealed record RequestsCounted
{
    public int Open { get; init; }
    public int Mine { get; init; }
    public int Queues { get; init; }
    public int Unassigned { get; init; }
    public int Waiting { get; init; }
    public int Solved { get; init; }
    public int Late { get; init; }

    public int? Of(RequestView view) => view switch
    {
        RequestView.Open => Open,
        RequestView.Mine => Mine,
        RequestView.Queues => Queues,
        RequestView.Unassigned => Unassigned,
        RequestView.Waiting => Waiting,
        RequestView.Solved => Solved,
        _ => null,
    };
}
