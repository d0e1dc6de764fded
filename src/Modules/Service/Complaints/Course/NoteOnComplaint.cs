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

/// <summary>Adds a word to the log of a complaint.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record NoteOnComplaint : OnComplaint, IUseCase<bool>
{
    [Required, StringLength(2000)] public string? Words { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<NoteOnComplaint, bool>
    {
        public async Task<bool> Handle(NoteOnComplaint request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            db.Add(complaint.Add(request.Words!, actor.Id, time.Now));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/notes",
        (Id<Customer> customerId, Id<Complaint> complaintId, NoteOnComplaint request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Add a word to the log of a complaint");
}
