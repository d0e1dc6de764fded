using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Public.Inbox;

/// <summary>Makes what came in by the public form a complaint of a customer. Its limits run from when it came in.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record TakeIncoming : IUseCase<Id<Complaint>>, IConcerns<Customer>
{
    public Id<Incoming> IncomingId { get; set; }

    /// <summary>Whose it is.</summary>
    public Id<Customer> CustomerId { get; set; }
    public ComplaintCause Cause { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, IncomingTasks tasks, TimeProvider clock) : IHandler<TakeIncoming, Id<Complaint>>
    {
        public async Task<Id<Complaint>> Handle(TakeIncoming request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(CustomerId), request.CustomerId.IsNone, "service.incoming.whose");
            var incoming = await db.IncomingToDecide(request.IncomingId, actor, ct);
            var now = clock.GetUtcNow();
            var complaint = Complaint.Open(request.CustomerId, request.Cause, incoming.Words, actor.Id, incoming.ReceivedAt, (await db.Setting<FirmSettings>(ct)).DayOf(incoming.ReceivedAt));
            await db.Take(complaint, new() { Channel = ServiceChannel.Web, Wish = incoming.Wish, OrderNumber = incoming.OrderNumber, UnitId = incoming.UnitId }, actor.HomeUnit, null, now, ct);
            incoming.Take(request.CustomerId, complaint.Id, actor.Id, now);
            await tasks.Finish(incoming, now, ct);
            foreach (var link in await db.Set<ComplaintLink>().Where(l => l.IncomingId == incoming.Id).ToListAsync(ct)) link.LeadsTo(complaint);
            return complaint.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/complaints/incoming/{incomingId}/take", (Id<Incoming> incomingId, TakeIncoming request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { IncomingId = incomingId }, ct)).Produces<Id<Complaint>>().WithSummary("Make what came in a complaint of a customer");
}

/// <summary>Ends what came in by the public form without a complaint, with an answer that the sender reads: a suggestion is thanked for, what belongs elsewhere is turned away.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record AnswerIncoming : IUseCase<bool>
{
    public Id<Incoming> IncomingId { get; set; }
    [Required, StringLength(2000)] public string? Answer { get; set; }

    internal sealed class Handler(GuanxiDb db, IncomingTasks tasks, TimeProvider clock) : IHandler<AnswerIncoming, bool>
    {
        public async Task<bool> Handle(AnswerIncoming request, Actor actor, CancellationToken ct)
        {
            var (incoming, now) = (await db.IncomingToDecide(request.IncomingId, actor, ct), clock.GetUtcNow());
            incoming.End(request.Answer!, actor.Id, now);
            await tasks.Finish(incoming, now, ct);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/complaints/incoming/{incomingId}/answer", (Id<Incoming> incomingId, AnswerIncoming request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { IncomingId = incomingId }, ct)).Produces<bool>().WithSummary("End what came in without a complaint, with an answer");
}

/// <summary>Ends what came in by the public form without an answer: an advertisement, a joke, the same thing twice. The reason is kept, and the sender never reads it.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record CloseIncoming : IUseCase<bool>
{
    public Id<Incoming> IncomingId { get; set; }
    [Required, StringLength(2000)] public string? Because { get; set; }

    internal sealed class Handler(GuanxiDb db, IncomingTasks tasks, TimeProvider clock) : IHandler<CloseIncoming, bool>
    {
        public async Task<bool> Handle(CloseIncoming request, Actor actor, CancellationToken ct)
        {
            var (incoming, now) = (await db.IncomingToDecide(request.IncomingId, actor, ct), clock.GetUtcNow());
            incoming.Close(request.Because!, actor.Id, now);
            await tasks.Finish(incoming, now, ct);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/complaints/incoming/{incomingId}/close", (Id<Incoming> incomingId, CloseIncoming request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { IncomingId = incomingId }, ct)).Produces<bool>().WithSummary("End what came in without an answer");
}

internal static class IncomingDecisions
{
    public static async Task<Incoming> IncomingToDecide(this GuanxiDb db, Id<Incoming> id, Actor actor, CancellationToken ct)
    {
        Refuse.If(!await db.IncomingFor(actor).AnyAsync(i => i.Id == id, ct), "service.incoming.not_found");
        return await db.Set<Incoming>().FirstAsync(i => i.Id == id, ct);
    }
}
