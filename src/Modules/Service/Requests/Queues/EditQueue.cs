using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Requests.Kinds;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Queues;

/// <summary>Adds a queue, changes one, or closes it.</summary>
[Needs(ServiceRights.Plan)]
[SuppressMessage("Naming", "CA1711", Justification = "It is what people call it; no collection.")]
public sealed record EditQueue : IUseCase<Id<ServiceQueue>>
{
    /// <summary>So many people at most see to one queue.</summary>
    public const int MostMembers = 200;

    /// <summary>None for a new one.</summary>
    public Id<ServiceQueue>? QueueId { get; set; }
    [Required, StringLength(120)] public string? Name { get; set; }

    /// <summary>By whose hours its limits run; none for each customer's own unit.</summary>
    public Id<Unit>? UnitId { get; set; }
    [EnumDataType(typeof(QueueRule))] public QueueRule Rule { get; set; }

    /// <summary>Who sees to it.</summary>
    [MaxLength(MostMembers)] public IReadOnlyList<Id<Person>> Members { get => field ?? []; set; } = [];
    public bool Open { get; set; } = true;

    internal sealed class Handler(GuanxiDb db) : IHandler<EditQueue, Id<ServiceQueue>>
    {
        public async Task<Id<ServiceQueue>> Handle(EditQueue request, Actor actor, CancellationToken ct)
        {
            var unit = request.UnitId is { IsNone: false } wanted ? wanted : (Id<Unit>?)null;
            if (unit is { } id) Refuse.Field(nameof(UnitId), !await db.UnitNames().AnyAsync(u => u.Id == id && u.Open, ct), "staff.unit.not_found");
            var queue = request.QueueId is { IsNone: false } own ? Refuse.Missing(await db.Set<ServiceQueue>().FirstOrDefaultAsync(q => q.Id == own, ct), "service.queue.not_found") : null;
            if (queue is null) db.Add(queue = ServiceQueue.Of(request.Name!, unit, request.Rule));
            else queue.Change(request.Name!, unit, request.Rule, request.Open);
            await Check(request, queue, ct);
            await Staff(queue.Id, [.. request.Members.Where(p => !p.IsNone).Distinct()], ct);
            return queue.Id;
        }

        private async Task Check(EditQueue request, ServiceQueue queue, CancellationToken ct)
        {
            var (name, id) = (queue.Name, queue.Id);
            Refuse.Field(nameof(Name), await db.Set<ServiceQueue>().AnyAsync(q => q.Name == name && q.Id != id, ct), "service.queue.name_taken");
            Refuse.If(!queue.Open && await db.Set<RequestKind>().AnyAsync(k => k.QueueId == id && k.Offered, ct), "service.queue.kinds_lead_here");
            Refuse.If(!queue.Open && await db.Set<ServiceRequest>().AnyAsync(r => r.QueueId == id && r.State == RequestState.Open, ct), "service.queue.not_empty");
            Refuse.Field(nameof(Members), queue.Rule == QueueRule.FewestOpen && request.Members.Count == 0, "service.queue.nobody_to_give_to");
        }

        private async Task Staff(Id<ServiceQueue> queue, List<Id<Person>> wanted, CancellationToken ct)
        {
            var able = await db.PeopleWho(ServiceRights.Edit).Where(p => wanted.Contains(p)).ToListAsync(ct);
            Refuse.Field(nameof(Members), wanted.Except(able).Any(), "service.complaint.handler_may_not");
            var now = await db.Set<QueueMember>().Where(m => m.QueueId == queue).ToListAsync(ct);
            db.RemoveRange(now.Where(m => !wanted.Contains(m.PersonId)));
            db.AddRange(wanted.Except(now.Select(m => m.PersonId)).Select(p => QueueMember.Of(queue, p)));
        }
    }

    internal static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/requests/queues", (EditQueue request, Asker asker, CancellationToken ct) => asker.Created(request with { QueueId = null }, _ => "/api/requests/queues", ct))
            .Produces<Id<ServiceQueue>>(StatusCodes.Status201Created).WithName("addQueue").WithSummary("Add a queue");
        api.MapPut("/requests/queues/{queueId}", (Id<ServiceQueue> queueId, EditQueue request, Asker asker, CancellationToken ct) => asker.Answer(request with { QueueId = queueId }, ct)).Produces<Id<ServiceQueue>>().WithSummary("Change a queue, or close it");
    }
}
