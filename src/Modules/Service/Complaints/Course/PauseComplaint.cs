using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Complaints.Course;

/// <summary>Stops the clock of a complaint while the firm waits for the customer or for others.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record PauseComplaint : OnComplaint, IUseCase<bool>
{
    /// <summary>For whom or what.</summary>
    [Required, StringLength(2000)] public string? Because { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<PauseComplaint, bool>
    {
        public async Task<bool> Handle(PauseComplaint request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            db.Add(complaint.Pause(request.Because!, actor.Id, time));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/pause",
        (Id<Customer> customerId, Id<Complaint> complaintId, PauseComplaint request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Stop the clock of a complaint");
}
