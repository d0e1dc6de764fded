using Guanxi.Data;
using Guanxi.Service.Clocks;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Limits;

/// <summary>Passes complaints whose limit was missed on to the lead of their unit, or to whoever else can see to it where nobody leads, once for each limit. Asked for by the product itself, every minute.</summary>
[Needs(ServiceRights.Plan)]
internal sealed record EscalateLate : IUseCase<int>
{
    internal static IQueryable<Complaint> Late(GuanxiDb db, DateTimeOffset now) =>
        db.Set<Complaint>().Where(c => c.State == ComplaintState.Open && c.DueAt < now && (c.EscalatedFor == null || c.EscalatedFor != c.DueAt));

    internal sealed class Handler(GuanxiDb db, ComplaintTasks tasks, WhoIsTold told, TimeProvider clock) : IHandler<EscalateLate, int>
    {
        /// <summary>So many at a time; the rest a minute later.</summary>
        private const int Most = 200;

        public async Task<int> Handle(EscalateLate request, Actor actor, CancellationToken ct)
        {
            if (!(await db.Setting<ComplaintSettings>(ct)).EscalateLate) return 0;
            var now = clock.GetUtcNow();
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(now);
            var late = await Late(db, now).OrderBy(c => c.DueAt).Take(Most).ToListAsync(ct);
            if (late.Count == 0) return 0;
            foreach (var complaint in late)
            {
                var lead = await told.Of(complaint.UnitId, complaint.CustomerId, ServiceRights.Edit, complaint.HandlerId, ct);
                db.Add(complaint.Escalate(lead, now));
                // Whoever leads and handles it knows already.
                if (lead is { } person && person != complaint.HandlerId) await tasks.Escalate(complaint, person, today, now, ct);
            }
            return late.Count;
        }
    }
}
