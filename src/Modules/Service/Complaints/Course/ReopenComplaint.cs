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

/// <summary>Opens a closed complaint again, because it came back or was not solved after all.</summary>
[Needs(ServiceRights.Edit)]
public sealed record ReopenComplaint : OnComplaint, IUseCase<bool>
{
    [Required, StringLength(2000)] public string? Because { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<ReopenComplaint, bool>
    {
        public async Task<bool> Handle(ReopenComplaint request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            db.Add(complaint.Reopen(request.Because!, actor.Id, time, (await db.Setting<ComplaintSettings>(ct)).ReopenDays));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/reopen",
        (Id<Customer> customerId, Id<Complaint> complaintId, ReopenComplaint request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Open a closed complaint again");
}
