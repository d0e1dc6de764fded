using Guanxi.Service.Complaints.Causes;
using Guanxi.Service.Complaints.Desk;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Service.Complaints.Steps;

namespace Guanxi.Service.Complaints.View;

/// <summary>All that is known of one complaint.</summary>
public sealed record ComplaintDetail
{
    public required ComplaintRow Row { get; init; }
    public ServiceChannel Channel { get; init; }
    public string? Wish { get; init; }
    public string? OrderNumber { get; init; }
    public string? TakenBy { get; init; }
    public Id<Unit>? UnitId { get; init; }
    public string? Unit { get; init; }
    public Verdict? Verdict { get; init; }
    public ComplaintOrigin? Origin { get; init; }
    public Id<CauseCode>? CauseCodeId { get; init; }
    public string? CauseCode { get; init; }
    public string? KeyPoints { get; init; }

    /// <summary>Its number in the house from which it was loaded.</summary>
    public string? ExternalNumber { get; init; }
    public string? RootCause { get; init; }

    /// <summary>The customer's grade when it came in.</summary>
    public string? GradeThen { get; init; }
    public bool IsPerson { get; init; }
    public string? WorseBecause { get; init; }
    public bool Objected { get; init; }
    public DateOnly? FollowUpOn { get; init; }

    /// <summary>Working minutes to the first answer, and to the first solution.</summary>
    public int? RespondMinutes { get; init; }
    public int? SolveMinutes { get; init; }

    /// <summary>What the reader may give without asking; null where that is any amount.</summary>
    public Money? MayGive { get; init; }
    public bool AnyAmount { get; init; }
    public required Recurred Recurrence { get; init; }

    /// <summary>What was done, oldest first.</summary>
    public required IReadOnlyList<ComplaintLine> Log { get; init; }
    public required IReadOnlyList<ProposalRow> Proposals { get; init; }

    /// <summary>The solution that waits for somebody; null where none does.</summary>
    public ProposalRow? Running => Proposals.LastOrDefault(p => p.State is ProposalState.AwaitsApproval or ProposalState.Offered or ProposalState.Accepted);
}

/// <summary>One line of the log.</summary>
public sealed record ComplaintLine
{
    public required ComplaintAct Act { get; init; }
    public required ComplaintStep Step { get; init; }
    public required DateTimeOffset HappenedAt { get; init; }

    /// <summary>Null where the customer did it, or the product itself.</summary>
    public string? By { get; init; }
    public string? Words { get; init; }

    /// <summary>The limit that this ended or missed.</summary>
    public DateTimeOffset? DueAt { get; init; }
    public bool Late { get; init; }
    public Money? Amount { get; init; }
    public string? To { get; init; }

    /// <summary>How it came, who said it and on which day, where somebody took down what the customer said.</summary>
    public ServiceChannel? Channel { get; init; }
    public string? SaidBy { get; init; }
    public DateOnly? SaidOn { get; init; }
}

/// <summary>One solution that was offered.</summary>
public sealed record ProposalRow
{
    public required ProposalState State { get; init; }
    public required string Words { get; init; }
    public Money? Money { get; init; }
    public string? Gift { get; init; }
    public required Money Total { get; init; }

    /// <summary>With what was given for the complaint before.</summary>
    public required Money InAll { get; init; }
    public string? By { get; init; }

    /// <summary>Whether the reader made it.</summary>
    public bool Mine { get; init; }
    public required DateTimeOffset ProposedAt { get; init; }
    public string? DecisionNote { get; init; }
    public string? Answer { get; init; }
    public string? Evidence { get; init; }
    public DateTimeOffset? CarriedOutAt { get; init; }
}
