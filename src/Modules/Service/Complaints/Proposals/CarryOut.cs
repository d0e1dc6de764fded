using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Complaints.Proposals;

/// <summary>Notes that the accepted solution was carried out, with what shows it. Its cost is booked to the customer on this day, and the return visit is planned.</summary>
[Needs(ServiceRights.Edit)]
public sealed record CarryOut : OnComplaint, IUseCase<bool>
{
    /// <summary>What shows that it was done.</summary>
    [Required, StringLength(2000)] public string? Evidence { get; set; }

    internal sealed class Handler(GuanxiDb db, ComplaintTasks tasks, TimeProvider clock) : IHandler<CarryOut, bool>
    {
        public async Task<bool> Handle(CarryOut request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            var settings = await db.Setting<ComplaintSettings>(ct);
            var proposal = Refuse.Missing((await db.RunningProposals(complaint, ct)).FirstOrDefault(), "service.proposal.not_accepted");
            proposal.CarryOut(request.Evidence!, actor.Id, time.Now, time.Today);
            db.Add(complaint.CarryOut(proposal, actor.Id, time, settings.FollowUpDays));
            await tasks.PlanVisit(complaint, settings, actor.Id, time.Now, ct);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/carry-out",
        (Id<Customer> customerId, Id<Complaint> complaintId, CarryOut request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Note that the accepted solution was carried out");
}
