using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Jobs;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Course;

/// <summary>Gives a complaint to another person, or to another unit.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record AssignComplaint : OnComplaint, IUseCase<bool>
{
    /// <summary>Must be able to see the customer; none leaves it to whoever of the unit takes it.</summary>
    public Id<Person>? HandlerId { get; set; }

    /// <summary>The unit that has to answer for it; not said, it stays.</summary>
    public Id<Unit>? UnitId { get; set; }
    [StringLength(2000)] public string? Note { get; set; }

    internal sealed class Handler(GuanxiDb db, IActors actors, IReach<Customer> reach, TimeProvider clock) : IHandler<AssignComplaint, bool>
    {
        public async Task<bool> Handle(AssignComplaint request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            if (request.HandlerId is { IsNone: false } wanted && wanted != actor.Id)
            {
                var other = await actors.Find(wanted, ct);
                Refuse.Field(nameof(HandlerId), other is null || !other.May(ServiceRights.Edit), "service.complaint.handler_may_not");
                Refuse.Field(nameof(HandlerId), !await reach.Reaches(other, request.CustomerId, ct), "service.complaint.handler_cannot_see", other.Name);
            }
            if (request.UnitId is { } unit) Refuse.Field(nameof(UnitId), !await db.UnitNames().AnyAsync(u => u.Id == unit && u.Open, ct), "staff.unit.not_found");
            db.Add(complaint.Assign(request.HandlerId is { IsNone: false } handler ? handler : null, request.UnitId, request.Note, actor.Id, time.Now));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/assign",
        (Id<Customer> customerId, Id<Complaint> complaintId, AssignComplaint request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Give a complaint to another person or unit");
}
