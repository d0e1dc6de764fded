using Guanxi.Data;
using Guanxi.Service.Clocks;
using Guanxi.Service.Requests.Course;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Limits;

/// <summary>Passes requests whose limit was missed on to the lead of their unit, or to whoever else can see to it where nobody leads, once for each limit. Asked for by the product itself, every minute.</summary>
[Needs(ServiceRights.Plan)]
internal sealed record EscalateLateRequests : IUseCase<int>
{
    /// <summary>So many at a time; the rest a minute later.</summary>
    internal const int Most = 200;

    internal static IQueryable<ServiceRequest> Late(GuanxiDb db, DateTimeOffset now) =>
        db.Set<ServiceRequest>().Where(r => r.State == RequestState.Open && r.DueAt < now && (r.EscalatedFor == null || r.EscalatedFor != r.DueAt));

    internal sealed class Handler(GuanxiDb db, RequestTasks tasks, WhoIsTold told, TimeProvider clock) : IHandler<EscalateLateRequests, int>
    {
        public async Task<int> Handle(EscalateLateRequests request, Actor actor, CancellationToken ct)
        {
            if (!(await db.Setting<RequestSettings>(ct)).EscalateLate) return 0;
            var now = clock.GetUtcNow();
            var late = await Late(db, now).OrderBy(r => r.DueAt).Take(Most).ToListAsync(ct);
            if (late.Count == 0) return 0;
            foreach (var one in late)
            {
                var (lead, time) = (await told.Of(one.UnitId, one.CustomerId, ServiceRights.Edit, one.HandlerId, ct), await db.ClockOf(one, now, ct));
                db.Add(one.Escalate(lead, time));
                // Whoever leads and handles it knows already.
                if (lead is { } person && person != one.HandlerId) await tasks.Escalate(one, person, time.Today, now, ct);
            }
            return late.Count;
        }
    }
}
