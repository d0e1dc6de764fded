using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Compensation;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Complaints.Proposals;

/// <summary>Agrees to what a solution costs, or does not. Nobody decides about their own, nor above what they may give.</summary>
[Needs(ServiceRights.Approve)]
public sealed record DecideProposal : OnComplaint, IUseCase<bool>
{
    public bool Agreed { get; set; }

    /// <summary>Why not; needed where not agreed.</summary>
    [StringLength(2000)] public string? Note { get; set; }

    internal sealed class Handler(GuanxiDb db, Authority authority, TimeProvider clock) : IHandler<DecideProposal, bool>
    {
        public async Task<bool> Handle(DecideProposal request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            var proposal = Refuse.Missing((await db.RunningProposals(complaint, ct)).FirstOrDefault(), "service.proposal.nothing_to_decide");
            proposal.Decide(request.Agreed, request.Note, await authority.Of(actor, complaint, ct), actor.Id, time.Now);
            db.Add(complaint.Decide(proposal, actor.Id, time.Now));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/decide-proposal",
        (Id<Customer> customerId, Id<Complaint> complaintId, DecideProposal request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Agree to what a solution costs, or not");
}
