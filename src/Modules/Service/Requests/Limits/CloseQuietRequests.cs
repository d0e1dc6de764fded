using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Limits;

/// <summary>Closes solved requests whose customers said nothing more. Asked for by the product itself, every minute.</summary>
[Needs(ServiceRights.Plan)]
internal sealed record CloseQuietRequests : IUseCase<int>
{
    internal static IQueryable<ServiceRequest> Quiet(GuanxiDb db, DateTimeOffset now) => db.Set<ServiceRequest>().Where(r => r.State == RequestState.Solved && r.QuietUntil < now);

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<CloseQuietRequests, int>
    {
        public async Task<int> Handle(CloseQuietRequests request, Actor actor, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var quiet = await Quiet(db, now).OrderBy(r => r.QuietUntil).Take(EscalateLateRequests.Most).ToListAsync(ct);
            foreach (var one in quiet) db.Add(one.LeaveQuiet(await db.ClockOf(one, now, ct)));
            return quiet.Count;
        }
    }
}
