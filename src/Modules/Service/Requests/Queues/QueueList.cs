using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Queues;

/// <summary>The queues in which requests lie, and who sees to them.</summary>
[Needs(ServiceRights.Read)]
internal sealed record QueueList : IQuestion<IReadOnlyList<QueueRow>>
{
    /// <summary>Also those that are closed.</summary>
    public bool WithClosed { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<QueueList, IReadOnlyList<QueueRow>>
    {
        public async Task<IReadOnlyList<QueueRow>> Handle(QueueList request, Actor actor, CancellationToken ct)
        {
            var queues = await db.Set<ServiceQueue>().AsNoTracking().Where(q => q.Open || request.WithClosed).OrderBy(q => q.Id).ToListAsync(ct);
            var members = (await db.Set<QueueMember>().AsNoTracking().OrderBy(m => m.Id).Select(m => new { m.QueueId, m.PersonId }).ToListAsync(ct)).ToLookup(m => m.QueueId, m => m.PersonId);
            var names = await db.NamesOf(members.SelectMany(m => m), ct);
            var units = queues.Exists(q => q.UnitId is not null) ? await db.UnitNames().ToDictionaryAsync(u => u.Id, u => u.Name, ct) : [];
            return [.. queues.Select(q => new QueueRow
            {
                Id = q.Id, Name = q.Name, UnitId = q.UnitId, Unit = q.UnitId is { } unit ? units.GetValueOrDefault(unit) : null, Rule = q.Rule, Open = q.Open,
                Members = [.. members[q.Id].Where(names.ContainsKey).Select(p => new QueueMemberName(p, names[p]))],
            })];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/requests/queues", (bool? withClosed, Asker asker, CancellationToken ct) => asker.Answer(new QueueList { WithClosed = withClosed ?? false }, ct))
        .Produces<IReadOnlyList<QueueRow>>().WithSummary("The queues in which requests lie");
}

/// <summary>A queue.</summary>
internal sealed record QueueRow
{
    public required Id<ServiceQueue> Id { get; init; }
    public required string Name { get; init; }
    public Id<Unit>? UnitId { get; init; }
    public string? Unit { get; init; }
    public required QueueRule Rule { get; init; }
    public required bool Open { get; init; }
    public required IReadOnlyList<QueueMemberName> Members { get; init; }
}

/// <summary>Somebody who sees to a queue.</summary>
internal sealed record QueueMemberName(Id<Person> Id, string Name);
