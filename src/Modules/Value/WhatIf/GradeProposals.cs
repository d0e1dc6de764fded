using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>Proposals to move the edges of the grades, the newest first, with what became of them.</summary>
[Needs(ValueRights.Read)]
public sealed record GradeProposals : IQuestion<IReadOnlyList<ProposalRow>>
{
    [System.ComponentModel.DataAnnotations.Range(1, 200)] public int Take { get; init; } = 50;

    internal sealed class Handler(GuanxiDb db) : IHandler<GradeProposals, IReadOnlyList<ProposalRow>>
    {
        public async Task<IReadOnlyList<ProposalRow>> Handle(GradeProposals request, Actor actor, CancellationToken ct)
        {
            var found = await db.Set<GradeProposal>().AsNoTracking().OrderByDescending(p => p.Id).Take(request.Take).ToListAsync(ct);
            var ids = found.SelectMany(p => new[] { p.ProposedById, p.DecidedById ?? default }).Distinct().ToList();
            var people = await db.PersonNames().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
            var may = actor.May(ValueRights.Approve);
            var alone = may && found.Exists(p => p.State == ProposalState.Open && p.ProposedById == actor.Id) && !await db.AnyoneElseMay(ValueRights.Approve, actor.Id, ct);
            return
            [
                .. found.Select(p => new ProposalRow
                {
                    Id = p.Id, Name = p.Name, Reason = p.Reason, Edges = p.Edges, Basis = p.Basis, Moved = p.Moved, ProposedAt = p.ProposedAt, ProposedBy = people.GetValueOrDefault(p.ProposedById),
                    State = p.State, DecidedAt = p.DecidedAt, DecidedBy = p.DecidedById is { } by ? people.GetValueOrDefault(by) : null, Answer = p.Answer,
                    Mine = p.ProposedById == actor.Id, MayApprove = p.State == ProposalState.Open && may && (p.ProposedById != actor.Id || alone), OnlyApprover = p.State == ProposalState.Open && p.ProposedById == actor.Id && alone,
                }),
            ];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/proposals", (int? take, Asker asker, CancellationToken ct) =>
        asker.Answer(new GradeProposals { Take = take ?? 50 }, ct)).Produces<IReadOnlyList<ProposalRow>>().WithSummary("Proposals to move the edges of the grades");
}

/// <summary>One proposal.</summary>
public sealed record ProposalRow
{
    public Id<GradeProposal> Id { get; init; }
    public string Name { get; init; } = "";
    public string Reason { get; init; } = "";
    public GradeEdges Edges { get; init; } = new();

    /// <summary>The edges that it is to replace.</summary>
    public GradeEdges Basis { get; init; } = new();

    /// <summary>Customers that it would have moved when it was made.</summary>
    public int Moved { get; init; }
    public DateTimeOffset ProposedAt { get; init; }
    public string? ProposedBy { get; init; }
    public ProposalState State { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? DecidedBy { get; init; }

    /// <summary>Why it was rejected.</summary>
    public string? Answer { get; init; }
    public bool Mine { get; init; }

    /// <summary>Whether the reader may approve it.</summary>
    public bool MayApprove { get; init; }

    /// <summary>The reader proposed it and may approve it all the same, because nobody else has the right.</summary>
    public bool OnlyApprover { get; init; }
}
