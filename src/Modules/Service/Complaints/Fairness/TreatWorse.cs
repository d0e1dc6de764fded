using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Complaints.Fairness;

/// <summary>Lets the longer limits of a private person's low grade hold. The reason is kept, the customer sees it and may object.</summary>
[Needs(ServiceRights.Approve)]
internal sealed record TreatWorse : OnComplaint, IUseCase<bool>
{
    [Required, StringLength(2000)] public string? Because { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<TreatWorse, bool>
    {
        public async Task<bool> Handle(TreatWorse request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            Refuse.If(!await db.IsPerson(request.CustomerId, ct), "service.complaint.not_a_person");
            Refuse.If(complaint.Grade != "small", "service.complaint.grade_not_low");
            db.Add(complaint.TreatWorse(request.Because!, actor.Id, time));
            complaint.Retime(await db.ClockOf(complaint, time.Now, ct));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/treat-worse",
        (Id<Customer> customerId, Id<Complaint> complaintId, TreatWorse request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Let the longer limits of a low grade hold for a private person, with a reason");
}
