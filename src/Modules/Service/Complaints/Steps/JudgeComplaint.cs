using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Causes;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Complaints.Steps;

/// <summary>Step 2: notes the key points, whether the complaint stands, and where its cause lies.</summary>
[Needs(ServiceRights.Edit)]
public sealed record JudgeComplaint : OnComplaint, IUseCase<bool>
{
    [Required, StringLength(2000)] public string? KeyPoints { get; set; }
    public Verdict Verdict { get; set; }
    public ComplaintOrigin Origin { get; set; }

    /// <summary>What kind of cause, where the firm is at fault.</summary>
    public ComplaintCause Cause { get; set; }
    public Id<CauseCode>? CauseCodeId { get; set; }

    /// <summary>The unit that has to answer for it; not said, it stays.</summary>
    public Id<Unit>? UnitId { get; set; }
    [StringLength(2000)] public string? RootCause { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<JudgeComplaint, bool>
    {
        public async Task<bool> Handle(JudgeComplaint request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            var found = await db.Checked(new() { KeyPoints = request.KeyPoints!, Verdict = request.Verdict, Origin = request.Origin, Cause = request.Cause, CauseCodeId = request.CauseCodeId, UnitId = request.UnitId, RootCause = request.RootCause }, ct);
            // The next limit runs by the hours of the unit that has to answer for it.
            if (found.UnitId is { } unit) time = time with { Calendar = (await db.Calendars(ct)).Of(unit) };
            db.Add(complaint.Judge(found, actor.Id, time));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/judge",
        (Id<Customer> customerId, Id<Complaint> complaintId, JudgeComplaint request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Judge a complaint: key points, verdict, cause");
}
