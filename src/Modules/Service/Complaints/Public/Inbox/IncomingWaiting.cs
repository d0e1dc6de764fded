using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Public.Inbox;

/// <summary>How much came in by the public form and waits, since when, and whether the limit of the first answer has passed for the oldest complaint among it.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record IncomingWaiting : IQuestion<IncomingCount>
{
    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<IncomingWaiting, IncomingCount>
    {
        public async Task<IncomingCount> Handle(IncomingWaiting request, Actor actor, CancellationToken ct)
        {
            var found = await db.IncomingFor(actor).Where(i => i.State == IncomingState.Waiting).GroupBy(i => i.IsSuggestion).Select(g => new { Suggestion = g.Key, Count = g.Count(), First = g.Min(i => i.ReceivedAt) }).ToListAsync(ct);
            if (found.Find(f => !f.Suggestion) is not { } complaints) return new() { Count = found.Sum(f => f.Count) };
            var limit = TimeSpan.FromHours((await db.Setting<ComplaintSettings>(ct)).Ordinary.RespondHours);
            return new() { Count = found.Sum(f => f.Count), Since = complaints.First, Late = (await db.Calendars(ct)).Firm.After(complaints.First, limit) < clock.GetUtcNow() };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/complaints/incoming/waiting", (Asker asker, CancellationToken ct) => asker.Answer(new IncomingWaiting(), ct))
        .Produces<IncomingCount>().WithSummary("How much came in by the public form and waits");
}

/// <summary>What waits.</summary>
internal sealed record IncomingCount
{
    public int Count { get; init; }

    /// <summary>When the oldest complaint among it came in; null where there is none.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether it waits longer than the first answer may take.</summary>
    public bool Late { get; init; }
}
