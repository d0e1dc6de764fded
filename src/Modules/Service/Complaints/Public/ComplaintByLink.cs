using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Evidence;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Service.Complaints.Public.Inbox;
using Guanxi.Service.Complaints.Steps;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Public;

/// <summary>What a customer sees of their complaint by the private link: what they wrote, how far it is, what is offered. Nothing of what the firm notes for itself.</summary>
[NeedsNoRight("The link's secret proves whose it is.")]
internal sealed record ComplaintByLink : IQuestion<ComplaintSeen>
{
    [StringLength(100)] public string? Secret { get; init; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<ComplaintByLink, ComplaintSeen>
    {
        public async Task<ComplaintSeen> Handle(ComplaintByLink request, Actor actor, CancellationToken ct)
        {
            var link = await db.LinkOf(request.Secret, clock.GetUtcNow(), ct);
            if (link.ComplaintId is null)
            {
                var incoming = await db.Set<Incoming>().AsNoTracking().FirstAsync(i => i.Id == link.IncomingId, ct);
                return new() { Reference = incoming.Id.ToString(), IsSuggestion = incoming.IsSuggestion, ReceivedAt = incoming.ReceivedAt, Words = incoming.Words, Ended = incoming.State is IncomingState.Rejected or IncomingState.Closed, FirmsAnswer = incoming.Answer };
            }
            var complaint = await db.Set<Complaint>().AsNoTracking().FirstAsync(c => c.CustomerId == link.CustomerId && c.Id == link.ComplaintId, ct);
            var firm = await db.Setting<FirmSettings>(ct);
            var settings = await db.Setting<ComplaintSettings>(ct);
            var proposal = await db.Set<Proposal>().AsNoTracking().Where(p => p.CustomerId == complaint.CustomerId && p.ComplaintId == complaint.Id
                && (p.State == ProposalState.Offered || p.State == ProposalState.Accepted || p.State == ProposalState.CarriedOut)).OrderByDescending(p => p.Id).FirstOrDefaultAsync(ct);
            var own = await db.Set<ComplaintEvent>().AsNoTracking().Where(e => e.CustomerId == complaint.CustomerId && e.ComplaintId == complaint.Id && e.Act == ComplaintAct.CustomerAdded).OrderBy(e => e.Id).Select(e => new OwnWords(e.HappenedAt, e.Words!)).ToListAsync(ct);
            var shown = await db.Set<EvidenceFile>().CountAsync(f => f.CustomerId == complaint.CustomerId && f.ComplaintId == complaint.Id && f.AddedBy == null, ct);
            var closed = complaint.State == ComplaintState.Closed;
            return new()
            {
                Reference = complaint.Id.ToString(), ReceivedAt = complaint.ReceivedAt, Words = complaint.Summary, Own = own, Shown = shown, Step = complaint.Step, Ended = closed, Waits = complaint.PausedAt is not null,
                DueAt = complaint.DueAt, Offer = proposal is null ? null : new() { Words = proposal.Words, State = proposal.State, Money = proposal.MoneyMinor > 0 ? new(proposal.MoneyMinor, firm.BaseCurrency) : null, Gift = proposal.GiftName },
                MayRate = !closed && complaint.Step == ComplaintStep.FollowUp, WorseBecause = complaint.WorseBecause, Objected = complaint.Objected,
                MayReopen = closed && complaint.Verdict is not null && firm.DayOf(clock.GetUtcNow()).DayNumber - complaint.ClosedOn!.Value.DayNumber <= settings.ReopenDays,
            };
        }
    }
}

/// <summary>A complaint as its customer sees it.</summary>
internal sealed record ComplaintSeen
{
    public required string Reference { get; init; }
    public bool IsSuggestion { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required string Words { get; init; }

    /// <summary>What the customer added since.</summary>
    public IReadOnlyList<OwnWords> Own { get; init; } = [];

    /// <summary>How many photos the customer added since.</summary>
    public int Shown { get; init; }

    /// <summary>Null while nobody has taken it up.</summary>
    public ComplaintStep? Step { get; init; }
    public bool Ended { get; init; }

    /// <summary>The clock stands still: the firm waits for something.</summary>
    public bool Waits { get; init; }

    /// <summary>By when the present step is to be done.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The newest solution that was offered; null before.</summary>
    public OfferSeen? Offer { get; init; }
    public bool MayRate { get; init; }
    public bool MayReopen { get; init; }

    /// <summary>Why it is handled more slowly than usual; the customer may object.</summary>
    public string? WorseBecause { get; init; }
    public bool Objected { get; init; }

    /// <summary>Where it ended without a complaint: why.</summary>
    public string? FirmsAnswer { get; init; }
}

/// <summary>Something that the customer added.</summary>
internal sealed record OwnWords(DateTimeOffset At, string Words);

/// <summary>A solution as the customer sees it.</summary>
internal sealed record OfferSeen
{
    public required string Words { get; init; }
    public required ProposalState State { get; init; }
    public Money? Money { get; init; }
    public string? Gift { get; init; }
}

internal static class ComplaintLinks
{
    /// <summary>The link with this secret. What is unknown, expired, revoked or made up gets one and the same answer.</summary>
    public static async Task<ComplaintLink> LinkOf(this GuanxiDb db, string? secret, DateTimeOffset now, CancellationToken ct)
    {
        var hash = SecretToken.HashOf(secret ?? "");
        var link = await db.Set<ComplaintLink>().AsNoTracking().FirstOrDefaultAsync(l => l.Hash == hash && l.ExpiresAt > now, ct);
        return Refuse.Missing(link, "service.link.not_found");
    }

    /// <summary>Adds a link of the complaint.</summary>
    /// <returns>Where it leads, with the secret that nobody can be told again.</returns>
    public static string NewLink(this GuanxiDb db, Complaint complaint, DateTimeOffset now)
    {
        var secret = SecretToken.New();
        db.Add(ComplaintLink.For(complaint, secret, now));
        return $"/complain/{secret}";
    }

    /// <summary>How often the customer added something.</summary>
    public static Task<int> CountAdded(this GuanxiDb db, Complaint complaint, CancellationToken ct) =>
        db.Set<ComplaintEvent>().CountAsync(e => e.CustomerId == complaint.CustomerId && e.ComplaintId == complaint.Id && e.Act == ComplaintAct.CustomerAdded, ct);
}
