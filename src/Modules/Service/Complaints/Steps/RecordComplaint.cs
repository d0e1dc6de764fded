using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Complaints.Steps;

/// <summary>Records a complaint in the customer's own words.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record RecordComplaint : IUseCase<Id<Complaint>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public ComplaintCause Cause { get; set; }

    /// <summary>In the customer's own words.</summary>
    [Required, StringLength(2000)] public string? Summary { get; set; }

    /// <summary>What the customer would like to happen.</summary>
    [StringLength(2000)] public string? Wish { get; set; }

    /// <summary>As the customer named it.</summary>
    [StringLength(60)] public string? OrderNumber { get; set; }
    public ServiceChannel Channel { get; set; }

    /// <summary>Whether the customer was spoken with and could finish: then the first step is done.</summary>
    public bool Heard { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<RecordComplaint, Id<Complaint>>
    {
        public async Task<Id<Complaint>> Handle(RecordComplaint request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            var now = clock.GetUtcNow();
            var complaint = Complaint.Open(request.CustomerId, request.Cause, request.Summary!, actor.Id, now, (await db.Setting<FirmSettings>(ct)).DayOf(now));
            var details = new ComplaintDetails { Channel = request.Channel, Wish = request.Wish, OrderNumber = request.OrderNumber };
            var time = await db.Take(complaint, details, actor.HomeUnit, actor.Id, now, ct);
            if (request.Heard) db.Add(complaint.Hear(null, actor.Id, time));
            return complaint.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints",
        (Id<Customer> customerId, RecordComplaint request, Asker asker, CancellationToken ct) =>
            asker.Created(request with { CustomerId = customerId }, id => $"/api/customers/{customerId}/complaints/{id}", ct))
        .Produces<Id<Complaint>>(StatusCodes.Status201Created).WithSummary("Record a complaint in the customer's own words");
}
