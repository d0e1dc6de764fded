using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Queues;

/// <summary>Who can see to a queue: those who may handle requests.</summary>
[Needs(ServiceRights.Plan)]
internal sealed record PeopleOfQueues : IQuestion<IReadOnlyList<PersonName>>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<PeopleOfQueues, IReadOnlyList<PersonName>>
    {
        public async Task<IReadOnlyList<PersonName>> Handle(PeopleOfQueues request, Actor actor, CancellationToken ct) =>
            await db.PersonNames().Where(p => db.PeopleWho(ServiceRights.Edit).Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/requests/queues/people", (Asker asker, CancellationToken ct) => asker.Answer(new PeopleOfQueues(), ct))
        .Produces<IReadOnlyList<PersonName>>().WithSummary("Who can see to a queue");
}
