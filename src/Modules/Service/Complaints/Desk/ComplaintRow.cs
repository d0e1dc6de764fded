using Guanxi.Customers;
using Guanxi.Service.Clocks;

namespace Guanxi.Service.Complaints.Desk;

/// <summary>A complaint as the desk lists it.</summary>
public sealed record ComplaintRow
{
    public required Id<Complaint> Id { get; init; }
    public required CustomerName Customer { get; init; }

    /// <summary>The customer's colour and grade now; null before the first run.</summary>
    public string? Colour { get; init; }
    public string? Grade { get; init; }
    public required ComplaintCause Cause { get; init; }
    public required ComplaintState State { get; init; }
    public required ComplaintStep Step { get; init; }
    public required string Summary { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateOnly ReceivedOn { get; init; }

    /// <summary>By when the present step is to be done; null while the clock stands still, and once closed.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Working minutes left of it; negative where it is late; null where <see cref="DueAt"/> is.</summary>
    public int? MinutesLeft { get; init; }
    public Urgency Urgency { get; init; }

    /// <summary>For whom the firm waits, while the clock stands still.</summary>
    public string? PausedBecause { get; init; }
    public bool AwaitsApproval { get; init; }
    public int Reopened { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public ComplaintOutcome? Outcome { get; init; }
    public string? Solution { get; init; }
    public int? Satisfaction { get; init; }

    /// <summary>In the base currency; null where nothing was paid.</summary>
    public Money? Compensation { get; init; }
    public Id<Person>? HandlerId { get; init; }
    public string? Handler { get; init; }
}
