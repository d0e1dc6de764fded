using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Limits;

/// <summary>Closes solved requests whose customers said nothing more, unless that is switched off. Asked for by the product itself, every minute.</summary>
[Needs(ServiceRights.Plan)]
internal sealed record CloseQuietRequests : IUseCase<int>
{
    /// <summary>Those whose time is over, and those that were solved while it was switched off. While it is, all wait.</summary>
    internal static async Task<IQueryable<ServiceRequest>> Quiet(GuanxiDb db, DateTimeOffset now, CancellationToken ct)
    {
        var closes = (await db.Setting<RequestSettings>(ct)).QuietDays > 0;
        return db.Set<ServiceRequest>().Where(r => closes && r.State == RequestState.Solved && (r.QuietUntil == null || r.QuietUntil < now));
    }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<CloseQuietRequests, int>
    {
        public async Task<int> Handle(CloseQuietRequests request, Actor actor, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var days = (await db.Setting<RequestSettings>(ct)).QuietDays;
            var quiet = await (await Quiet(db, now, ct)).OrderBy(r => r.QuietUntil).Take(EscalateLateRequests.Most).ToListAsync(ct);
            foreach (var one in quiet)
            {
                var time = await db.ClockOf(one, now, ct);
                if (one.QuietUntil is null) one.WaitForWord(time, days);
                else db.Add(one.LeaveQuiet(time));
            }
            return quiet.Count;
        }
    }
}
