using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Causes;
using Guanxi.Service.Complaints.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Complaints.Steps;

/// <summary>Changes where the cause of a complaint lies, once more is known.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record AmendCause : OnComplaint, IUseCase<bool>
{
    public ComplaintOrigin Origin { get; set; }
    public ComplaintCause Cause { get; set; }
    public Id<CauseCode>? CauseCodeId { get; set; }

    /// <summary>The unit that has to answer for it; not said, it stays.</summary>
    public Id<Unit>? UnitId { get; set; }
    [StringLength(2000)] public string? RootCause { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<AmendCause, bool>
    {
        public async Task<bool> Handle(AmendCause request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            var found = await db.Checked(new() { Origin = request.Origin, Cause = request.Cause, CauseCodeId = request.CauseCodeId, UnitId = request.UnitId, RootCause = request.RootCause }, ct);
            db.Add(complaint.Amend(found, actor.Id, time.Now));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/cause",
        (Id<Customer> customerId, Id<Complaint> complaintId, AmendCause request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Change where the cause of a complaint lies");
}
