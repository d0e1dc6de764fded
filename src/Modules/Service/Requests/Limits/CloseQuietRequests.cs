using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Limits;

/// <summary>Closes solved requests whose customers said nothing more, unless that is switched off. Asked for by the product itself, every minute.</summary>
[Needs(ServiceRights.Plan)]
internal sealed record CloseQuietRequests : IUseCase<int>
{
    /// <summary>Those whose time is over. Those solved before it was switched off wait too.</summary>
    internal static async Task<IQueryable<ServiceRequest>> Quiet(GuanxiDb db, DateTimeOffset now, CancellationToken ct)
    {
        var closes = (await db.Setting<RequestSettings>(ct)).QuietDays > 0;
        return db.Set<ServiceRequest>().Where(r => closes && r.State == RequestState.Solved && r.QuietUntil < now);
    }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<CloseQuietRequests, int>
    {
        public async Task<int> Handle(CloseQuietRequests request, Actor actor, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var quiet = await (await Quiet(db, now, ct)).OrderBy(r => r.QuietUntil).Take(EscalateLateRequests.Most).ToListAsync(ct);
            foreach (var one in quiet) db.Add(one.LeaveQuiet(await db.ClockOf(one, now, ct)));
            return quiet.Count;
        }
    }
}
