using Guanxi.Data;
using Guanxi.Service.Clocks;
using Guanxi.Service.Complaints.Public.Inbox;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Limits;

/// <summary>Tells the lead of complaints that came in by the public form and were not taken up within the limit of the first answer, once for each. Asked for by the product itself, every minute.</summary>
[Needs(ServiceRights.Plan)]
internal sealed record EscalateIncoming : IUseCase<int>
{
    /// <summary>Those that wait too long, by the hours of the shop complained of. The grade is not known yet: the standard limit holds.</summary>
    internal static async Task<IReadOnlyList<Id<Incoming>>> Late(GuanxiDb db, DateTimeOffset now, CancellationToken ct)
    {
        var limit = TimeSpan.FromHours((await db.Setting<ComplaintSettings>(ct)).Ordinary.RespondHours);
        // Working time is never longer than the time that passed: what came in later can't be late.
        var latest = now - limit;
        var waiting = await db.Set<Incoming>().Where(i => i.State == IncomingState.Waiting && !i.IsSuggestion && i.EscalatedAt == null && i.ReceivedAt < latest).OrderBy(i => i.ReceivedAt).Select(i => new { i.Id, i.UnitId, i.ReceivedAt }).ToListAsync(ct);
        if (waiting.Count == 0) return [];
        var calendars = await db.Calendars(ct);
        return [.. waiting.Where(i => calendars.Of(i.UnitId).After(i.ReceivedAt, limit) < now).Select(i => i.Id)];
    }

    internal sealed class Handler(GuanxiDb db, IncomingTasks tasks, WhoIsTold told, TimeProvider clock) : IHandler<EscalateIncoming, int>
    {
        /// <summary>So many at a time; the rest a minute later.</summary>
        private const int Most = 200;

        public async Task<int> Handle(EscalateIncoming request, Actor actor, CancellationToken ct)
        {
            if (!(await db.Setting<ComplaintSettings>(ct)).EscalateIncoming) return 0;
            var now = clock.GetUtcNow();
            var ids = (await Late(db, now, ct)).Take(Most).ToList();
            if (ids.Count == 0) return 0;
            foreach (var incoming in await db.Set<Incoming>().Where(i => ids.Contains(i.Id)).ToListAsync(ct))
            {
                incoming.Escalate(now);
                if (await told.Of(incoming.UnitId, default, ServiceRights.Edit, null, ct) is { } person) await tasks.Late(incoming, person, now, ct);
            }
            return ids.Count;
        }
    }
}
