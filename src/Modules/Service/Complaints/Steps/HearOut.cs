using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Complaints.Steps;

/// <summary>Step 1: notes that somebody spoke with the customer, let them finish, and said what happens next and by when.</summary>
[Needs(ServiceRights.Edit)]
public sealed record HearOut : OnComplaint, IUseCase<bool>
{
    /// <summary>What was said, beyond the words of the complaint.</summary>
    [StringLength(2000)] public string? Note { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<HearOut, bool>
    {
        public async Task<bool> Handle(HearOut request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            db.Add(complaint.Hear(request.Note, actor.Id, time));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/hear",
        (Id<Customer> customerId, Id<Complaint> complaintId, HearOut request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Note that the customer was heard out");
}
