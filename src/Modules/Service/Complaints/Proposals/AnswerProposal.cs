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

/// <summary>Takes down whether the customer accepts the solution. What is refused goes back: another one is to be found.</summary>
[Needs(ServiceRights.Edit)]
public sealed record AnswerProposal : OnComplaint, IUseCase<bool>
{
    public bool Accepted { get; set; }

    /// <summary>In the customer's words; needed where refused.</summary>
    [StringLength(2000)] public string? Words { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<AnswerProposal, bool>
    {
        public async Task<bool> Handle(AnswerProposal request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            await db.TakeAnswer(complaint, request.Accepted, request.Words, actor.Id, time, ct);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/answer-proposal",
        (Id<Customer> customerId, Id<Complaint> complaintId, AnswerProposal request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Take down whether the customer accepts the solution");
}

/// <summary>The customer's answer, by whichever way it came.</summary>
internal static class ProposalAnswers
{
    public static async Task TakeAnswer(this GuanxiDb db, Complaint complaint, bool accepted, string? words, Id<Person>? by, StepClock time, CancellationToken ct)
    {
        // The answer is what the firm waited for.
        if (complaint.PausedAt is not null) db.Add(complaint.Resume(by, null, time));
        var proposal = Refuse.Missing((await db.RunningProposals(complaint, ct)).FirstOrDefault(), "service.proposal.not_offered");
        proposal.TakeAnswer(accepted, words, time.Now);
        db.Add(complaint.Answer(proposal, by, time.Now));
    }
}
