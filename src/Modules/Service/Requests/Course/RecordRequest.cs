using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Knowledge;
using Guanxi.Service.Requests.Kinds;
using Guanxi.Service.Requests.Limits;
using Guanxi.Service.Requests.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Requests.Course;

/// <summary>Takes down what a customer asks for. It lies in the queue of its kind, or is solved at once.</summary>
[Needs(ServiceRights.Edit)]
public sealed record RecordRequest : IUseCase<Id<ServiceRequest>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public Id<RequestKind> KindId { get; set; }

    /// <summary>What it is about, in a few words.</summary>
    [Required, StringLength(200)] public string? Title { get; set; }

    /// <summary>As the customer said it.</summary>
    [StringLength(2000)] public string? Words { get; set; }

    /// <summary>As the customer named it.</summary>
    [StringLength(60)] public string? OrderNumber { get; set; }
    public ServiceChannel Channel { get; set; }

    /// <summary>More pressing than its kind and the customer's grade make it; never less.</summary>
    [EnumDataType(typeof(RequestPriority))] public RequestPriority? Priority { get; set; }

    /// <summary>Whether oneself sees to it.</summary>
    public bool Mine { get; set; }

    /// <summary>What was done, where it was solved at once.</summary>
    [StringLength(2000)] public string? Solution { get; set; }

    /// <summary>The article that helped.</summary>
    public Id<Article>? ArticleId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, QueueGiving giving, TimeProvider clock) : IHandler<RecordRequest, Id<ServiceRequest>>
    {
        public async Task<Id<ServiceRequest>> Handle(RecordRequest request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            Refuse.Field(nameof(KindId), request.KindId.IsNone, "service.request.kind_missing");
            var kind = await db.KindOf(request.KindId, ct);
            Refuse.Field(nameof(KindId), !kind.Offered, "service.kind.no_longer_offered");
            var queue = await db.QueueToLieIn(kind.QueueId, ct);
            var settings = await db.Setting<RequestSettings>(ct);
            var grade = (await db.FaceOf(request.CustomerId, ct))?.Grade;
            var usual = settings.For(kind.Priority, grade);
            var details = new RequestDetails
            {
                Kind = kind.Id, Queue = queue.Id, Unit = queue.UnitId ?? await db.UnitOf(request.CustomerId, ct) ?? actor.HomeUnit, Title = request.Title!, Words = request.Words, OrderNumber = request.OrderNumber,
                Channel = request.Channel, Priority = request.Priority < usual ? request.Priority.Value : usual, Grade = grade,
            };
            var time = await db.ClockOf(kind, details.Unit, details.Priority, clock.GetUtcNow(), ct);
            var (received, said) = ServiceRequest.Receive(request.CustomerId, details, actor.Id, time);
            db.Add(received);
            db.Add(said);
            if (!string.IsNullOrWhiteSpace(request.Solution)) db.Add(received.Solve(request.Solution, await db.Helped(request.ArticleId, ct), actor.Id, time, settings.QuietDays));
            else if (request.Mine) db.Add(received.Assign(actor.Id, null, actor.Id, time));
            else if (await giving.ToWhom(queue, request.CustomerId, ct) is { } person) db.Add(received.Assign(person, null, null, time));
            return received.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/requests",
        (Id<Customer> customerId, RecordRequest request, Asker asker, CancellationToken ct) =>
            asker.Created(request with { CustomerId = customerId }, id => $"/api/customers/{customerId}/requests/{id}", ct))
        .Produces<Id<ServiceRequest>>(StatusCodes.Status201Created).WithSummary("Take down what a customer asks for");
}
