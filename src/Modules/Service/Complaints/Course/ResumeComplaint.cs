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

/// <summary>Lets the clock of a complaint run on.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record ResumeComplaint : OnComplaint, IUseCase<bool>
{
    [StringLength(2000)] public string? Note { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<ResumeComplaint, bool>
    {
        public async Task<bool> Handle(ResumeComplaint request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            db.Add(complaint.Resume(actor.Id, request.Note, time));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/resume",
        (Id<Customer> customerId, Id<Complaint> complaintId, ResumeComplaint request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Let the clock of a complaint run on");
}
