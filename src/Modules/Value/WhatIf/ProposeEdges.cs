using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>Proposes other edges of the grades, with a name and the reason. Nothing changes until somebody else approves.</summary>
[Needs(ValueRights.Edit)]
public sealed record ProposeEdges : IUseCase<Id<GradeProposal>>
{
    [Required, StringLength(100)] public string? Name { get; set; }
    [Required, StringLength(1000)] public string? Reason { get; set; }
    [Required] public GradeEdges? Edges { get; set; }

    internal sealed class Handler(GuanxiDb db, IHandler<GradeWhatIf, WhatIfView> whatIf, TimeProvider clock) : IHandler<ProposeEdges, Id<GradeProposal>>
    {
        public async Task<Id<GradeProposal>> Handle(ProposeEdges request, Actor actor, CancellationToken ct)
        {
            // What is kept is of the whole firm, whoever proposes: it is what the approver decides on.
            var seen = await whatIf.Handle(new() { Edges = request.Edges }, Actor.System, ct);
            var proposal = GradeProposal.Make(request.Name!, request.Reason!, request.Edges!, seen.Now, seen.Moved, actor.Id, clock.GetUtcNow());
            db.Add(proposal);
            return proposal.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/value/proposals", (ProposeEdges request, Asker asker, CancellationToken ct) =>
        asker.Created(request, id => $"/api/value/proposals/{id}", ct)).Produces<Id<GradeProposal>>(StatusCodes.Status201Created).WithSummary("Propose other edges of the grades");
}

/// <summary>Takes one's own open proposal back.</summary>
[Needs(ValueRights.Edit)]
public sealed record WithdrawProposal : IUseCase<bool>
{
    public Id<GradeProposal> ProposalId { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<WithdrawProposal, bool>
    {
        public async Task<bool> Handle(WithdrawProposal request, Actor actor, CancellationToken ct)
        {
            Refuse.Missing(await db.Set<GradeProposal>().FindAsync([request.ProposalId], ct), "value.proposal.not_found").Withdraw(actor.Id, clock.GetUtcNow());
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/value/proposals/{proposalId}/withdraw", (Id<GradeProposal> proposalId, Asker asker, CancellationToken ct) =>
        asker.Answer(new WithdrawProposal { ProposalId = proposalId }, ct)).Produces<bool>().WithSummary("Take one's own proposal back");
}
