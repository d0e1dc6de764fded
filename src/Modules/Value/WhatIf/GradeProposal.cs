using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>How it stands with a proposal.</summary>
public enum ProposalState { Open, Approved, Rejected, Withdrawn }

/// <summary>A proposal to move the edges of the grades. Open until it is approved, rejected or withdrawn; then it never changes again.</summary>
public sealed class GradeProposal : Entity<GradeProposal>
{
    public string Name { get; private init; } = "";
    public string Reason { get; private init; } = "";

    /// <summary>The edges proposed, and the ones that they were to replace, as JSON.</summary>
    internal string EdgesJson { get; private init; } = "";
    internal string BasisJson { get; private init; } = "";

    /// <summary>How many customers it would have moved when it was made.</summary>
    public int Moved { get; private init; }
    public Id<Person> ProposedById { get; private init; }
    public DateTimeOffset ProposedAt { get; private init; }
    [History] public ProposalState State { get; private set; }
    public Id<Person>? DecidedById { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was rejected.</summary>
    public string? Answer { get; private set; }

    internal GradeEdges Edges => StoredJson.Read<GradeEdges>(EdgesJson)!;
    internal GradeEdges Basis => StoredJson.Read<GradeEdges>(BasisJson)!;

    internal static GradeProposal Make(string name, string reason, GradeEdges edges, GradeEdges basis, int moved, Id<Person> by, DateTimeOffset at)
    {
        Refuse.Field("Name", string.IsNullOrWhiteSpace(name), "value.proposal.name_missing");
        Refuse.Field("Reason", string.IsNullOrWhiteSpace(reason), "value.proposal.reason_missing");
        edges.Check();
        Refuse.If(edges == basis, "value.proposal.nothing_moved");
        return new() { Name = name.Trim(), Reason = reason.Trim(), EdgesJson = StoredJson.Write(edges), BasisJson = StoredJson.Write(basis), Moved = moved, ProposedById = by, ProposedAt = at };
    }

    /// <param name="present">The edges in force: those that it was made against.</param>
    internal void Approve(GradeEdges present, Id<Person> by, DateTimeOffset at)
    {
        Refuse.If(State == ProposalState.Open && Basis != present, "value.proposal.edges_changed_meanwhile");
        Close(ProposalState.Approved, by, at);
    }

    internal void Reject(string reason, Id<Person> by, DateTimeOffset at)
    {
        Refuse.Field("Reason", string.IsNullOrWhiteSpace(reason), "value.proposal.rejection_missing");
        Close(ProposalState.Rejected, by, at);
        Answer = reason.Trim();
    }

    internal void Withdraw(Id<Person> by, DateTimeOffset at)
    {
        Refuse.If(by != ProposedById, "value.proposal.not_yours");
        Close(ProposalState.Withdrawn, by, at);
    }

    private void Close(ProposalState outcome, Id<Person> by, DateTimeOffset at)
    {
        Refuse.If(State != ProposalState.Open, "value.proposal.closed");
        (State, DecidedById, DecidedAt) = (outcome, by, at);
    }
}

internal sealed class GradeProposalTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<GradeProposal>(proposal =>
    {
        proposal.ToTable("value_grade_proposal");
        proposal.HasKey(p => p.Id);
        proposal.Property(p => p.Name).HasMaxLength(100);
        proposal.Property(p => p.Reason).HasMaxLength(1000);
        proposal.Property(p => p.EdgesJson).HasMaxLength(500);
        proposal.Property(p => p.BasisJson).HasMaxLength(500);
        proposal.Property(p => p.State).HasConversion<string>().HasMaxLength(20);
        proposal.Property(p => p.Answer).HasMaxLength(1000);
        proposal.Ignore(p => p.Edges).Ignore(p => p.Basis);
    });
}
