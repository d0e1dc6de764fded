using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Jobs;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>Approves a proposal: its edges are in force, and a run by them is started. Whoever proposed it can't, unless nobody else may.</summary>
[Needs(ValueRights.Approve)]
public sealed record ApproveProposal : IUseCase<Id<Job>>
{
    public Id<GradeProposal> ProposalId { get; set; }

    internal sealed class Handler(GuanxiDb db, IHandler<RunInsight, Id<Job>> run, TimeProvider clock) : IHandler<ApproveProposal, Id<Job>>
    {
        public async Task<Id<Job>> Handle(ApproveProposal request, Actor actor, CancellationToken ct)
        {
            var proposal = Refuse.Missing(await db.Set<GradeProposal>().FindAsync([request.ProposalId], ct), "value.proposal.not_found");
            Refuse.If(proposal.ProposedById == actor.Id && await db.AnyoneElseMay(ValueRights.Approve, actor.Id, ct), "value.proposal.own");
            var settings = await db.Setting<ValueSettings>(ct);
            proposal.Approve(GradeEdges.Of(settings), actor.Id, clock.GetUtcNow());
            await db.Change(proposal.Edges.In(settings), ct);
            return await run.Handle(new(), actor, ct);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/value/proposals/{proposalId}/approve", (Id<GradeProposal> proposalId, Asker asker, CancellationToken ct) =>
        asker.Answer(new ApproveProposal { ProposalId = proposalId }, ct)).Produces<Id<Job>>().WithSummary("Approve a proposal and start a run by it");
}

/// <summary>Rejects a proposal, with the reason.</summary>
[Needs(ValueRights.Approve)]
public sealed record RejectProposal : IUseCase<bool>
{
    public Id<GradeProposal> ProposalId { get; set; }
    [Required, StringLength(1000)] public string? Reason { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<RejectProposal, bool>
    {
        public async Task<bool> Handle(RejectProposal request, Actor actor, CancellationToken ct)
        {
            Refuse.Missing(await db.Set<GradeProposal>().FindAsync([request.ProposalId], ct), "value.proposal.not_found").Reject(request.Reason!, actor.Id, clock.GetUtcNow());
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/value/proposals/{proposalId}/reject", (Id<GradeProposal> proposalId, RejectProposal request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { ProposalId = proposalId }, ct)).Produces<bool>().WithSummary("Reject a proposal");
}
