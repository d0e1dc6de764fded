using Guanxi.Customers;
using Guanxi.Service.Complaints.Compensation;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Proposals;

public enum ProposalState
{
    /// <summary>It costs more than its author may give.</summary>
    AwaitsApproval,
    Declined,

    /// <summary>The customer has it, and has not answered.</summary>
    Offered,
    Refused,
    Accepted,
    CarriedOut,

    /// <summary>Nothing came of it: the complaint was withdrawn.</summary>
    Dropped,
}

/// <summary>One solution that was offered for a complaint, or an explanation where it does not stand.</summary>
public sealed class Proposal : Entity<Proposal>, IFed
{
    public Id<Customer> CustomerId { get; private init; }
    public Id<Complaint> ComplaintId { get; private init; }
    public string Words { get; private init; } = "";

    /// <summary>Money, minor units of the base currency.</summary>
    public long MoneyMinor { get; private init; }
    public Id<Gift>? GiftId { get; private init; }

    /// <summary>As it was called, and cost, when it was offered.</summary>
    public string? GiftName { get; private init; }
    public long GiftMinor { get; private init; }
    public ProposalState State { get; private set; }
    public Id<Person> ProposedBy { get; private init; }
    public DateTimeOffset ProposedAt { get; private init; }
    public Id<Person>? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? DecisionNote { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>What the customer said to it.</summary>
    public string? Answer { get; private set; }
    public DateTimeOffset? CarriedOutAt { get; private set; }

    /// <summary>The business day on which its cost is booked.</summary>
    public DateOnly? CarriedOutOn { get; private set; }
    public Id<Person>? CarriedOutBy { get; private set; }

    /// <summary>What shows that it was done: a transfer's number, a photo's name, who handed it over.</summary>
    public string? Evidence { get; private set; }

    /// <summary>The import that wrote it; null where it was made here.</summary>
    public long? ImportId { get; private init; }

    long IFed.FeedCustomer => CustomerId.Value;

    /// <summary>What it costs in all.</summary>
    public long TotalMinor => MoneyMinor + GiftMinor;

    /// <summary>What this complaint costs with it, together with what was given before: authority is for a complaint, not for each try.</summary>
    public long InAllMinor { get; private init; }

    /// <summary>Whether it still waits for somebody.</summary>
    public bool Runs => State is ProposalState.AwaitsApproval or ProposalState.Offered or ProposalState.Accepted;

    /// <summary>What a complaint from a file says of its solution: it was carried out.</summary>
    internal static Proposal Loaded(Complaint complaint, string words, long moneyMinor, Id<Person> by, DateTimeOffset at, DateOnly on) => new()
    {
        CustomerId = complaint.CustomerId, ComplaintId = complaint.Id, Words = words, MoneyMinor = moneyMinor, InAllMinor = moneyMinor, ProposedBy = by, ProposedAt = at, State = ProposalState.CarriedOut,
        CarriedOutAt = at, CarriedOutOn = on, CarriedOutBy = by, ImportId = complaint.ImportId,
    };

    /// <param name="authorityMinor">What its author may give for one complaint of this customer; null for any amount.</param>
    public static Proposal Make(Complaint complaint, string words, long moneyMinor, Gift? gift, long? authorityMinor, Id<Person> by, DateTimeOffset at)
    {
        Refuse.Field("Words", string.IsNullOrWhiteSpace(words), "service.proposal.words_missing");
        Refuse.Field("Money", moneyMinor is < 0 or > 1_000_000_000_000, "service.proposal.money_out_of_range");
        var proposal = new Proposal
        {
            CustomerId = complaint.CustomerId, ComplaintId = complaint.Id, Words = words.Trim(), MoneyMinor = moneyMinor, GiftId = gift?.Id, GiftName = gift?.Name, GiftMinor = gift?.CostMinor ?? 0,
            InAllMinor = complaint.CompensationMinor + moneyMinor + (gift?.CostMinor ?? 0), ProposedBy = by, ProposedAt = at,
        };
        // What costs nothing needs nobody's leave, whatever was given before.
        proposal.State = proposal.TotalMinor > 0 && proposal.InAllMinor > (authorityMinor ?? long.MaxValue) ? ProposalState.AwaitsApproval : ProposalState.Offered;
        return proposal;
    }

    /// <summary>Somebody else, who may give as much, agrees or does not.</summary>
    public void Decide(bool agreed, string? note, long? authorityMinor, Id<Person> by, DateTimeOffset at)
    {
        Refuse.If(State != ProposalState.AwaitsApproval, "service.proposal.nothing_to_decide");
        Refuse.If(by == ProposedBy, "service.proposal.own");
        Refuse.If(agreed && InAllMinor > (authorityMinor ?? long.MaxValue), "service.proposal.above_authority");
        Refuse.Field("Note", !agreed && string.IsNullOrWhiteSpace(note), "service.complaint.reason_missing");
        (State, DecidedBy, DecidedAt, DecisionNote) = (agreed ? ProposalState.Offered : ProposalState.Declined, by, at, string.IsNullOrWhiteSpace(note) ? null : note.Trim());
    }

    public void TakeAnswer(bool accepted, string? words, DateTimeOffset at)
    {
        Refuse.If(State != ProposalState.Offered, "service.proposal.not_offered");
        Refuse.Field("Words", !accepted && string.IsNullOrWhiteSpace(words), "service.proposal.why_refused");
        (State, AnsweredAt, Answer) = (accepted ? ProposalState.Accepted : ProposalState.Refused, at, string.IsNullOrWhiteSpace(words) ? null : words.Trim());
    }

    public void CarryOut(string evidence, Id<Person> by, DateTimeOffset at, DateOnly on)
    {
        Refuse.If(State != ProposalState.Accepted, "service.proposal.not_accepted");
        Refuse.Field("Evidence", string.IsNullOrWhiteSpace(evidence), "service.proposal.evidence_missing");
        (State, CarriedOutAt, CarriedOutOn, CarriedOutBy, Evidence) = (ProposalState.CarriedOut, at, on, by, evidence.Trim());
    }

    public void Drop() => State = ProposalState.Dropped;
}

internal sealed class ProposalTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Proposal>(proposal =>
    {
        proposal.ToTable("service_proposal");
        proposal.HasKey(p => new { p.CustomerId, p.Id });
        proposal.Property(p => p.State).HasConversion<string>().HasMaxLength(20);
        proposal.Property(p => p.GiftName).HasMaxLength(120);
        foreach (var words in new[] { nameof(Proposal.Words), nameof(Proposal.DecisionNote), nameof(Proposal.Answer), nameof(Proposal.Evidence) }) proposal.Property(words).HasMaxLength(2000);
        proposal.Ignore(p => p.TotalMinor).Ignore(p => p.Runs);
        proposal.HasIndex(p => new { p.CustomerId, p.ComplaintId });
        proposal.HasIndex(p => p.ChangeStamp);
        proposal.HasOne<Complaint>().WithMany().HasForeignKey(p => new { p.CustomerId, p.ComplaintId }).OnDelete(DeleteBehavior.Restrict);
        proposal.HasOne<Gift>().WithMany().HasForeignKey(p => p.GiftId).OnDelete(DeleteBehavior.Restrict);
    });
}
