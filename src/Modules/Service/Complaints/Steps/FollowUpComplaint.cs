using System.ComponentModel.DataAnnotations;
using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Complaints.Steps;

/// <summary>Step 4: the return visit. Who is satisfied closes the complaint, who is not opens it again; who is not reached is tried again.</summary>
[Needs(ServiceRights.Edit)]
public sealed record FollowUpComplaint : OnComplaint, IUseCase<bool>
{
    /// <summary>False where nobody answered.</summary>
    public bool Reached { get; set; } = true;

    /// <summary>How the customer was got in touch with; the contact log tells.</summary>
    [EnumDataType(typeof(VisitedBy))] public VisitedBy By { get; set; }

    /// <summary>1 very dissatisfied … 5 very satisfied.</summary>
    [Range(1, 5)] public int? Satisfaction { get; set; }

    /// <summary>In the customer's words; what is lacking where they are not satisfied.</summary>
    [StringLength(2000)] public string? Note { get; set; }

    internal sealed class Handler(GuanxiDb db, ComplaintTasks tasks, TimeProvider clock) : IHandler<FollowUpComplaint, bool>
    {
        public async Task<bool> Handle(FollowUpComplaint request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            var settings = await db.Setting<ComplaintSettings>(ct);
            db.Add(complaint.FollowUp(new(request.Reached, request.Satisfaction, request.Note), actor.Id, time, settings.LeastScore, settings.MostAttempts));
            await tasks.Visited(complaint, settings, request.Note, actor.Id, time.Now, ct);
            await tasks.LogVisit(complaint, request, actor.Id, time, ct);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/follow-up",
        (Id<Customer> customerId, Id<Complaint> complaintId, FollowUpComplaint request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Note what the customer said at the return visit");
}
