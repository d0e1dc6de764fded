using Guanxi.Customers;
using Guanxi.Service.Clocks;
using Guanxi.Service.Requests.Kinds;

namespace Guanxi.Service.Requests.Desk;

/// <summary>A request as the desk lists it.</summary>
public sealed record RequestRow
{
    public required Id<ServiceRequest> Id { get; init; }
    public required CustomerName Customer { get; init; }

    /// <summary>The customer's colour and grade now; null before the first run.</summary>
    public string? Colour { get; init; }
    public string? Grade { get; init; }
    public required string Title { get; init; }
    public required Id<RequestKind> KindId { get; init; }
    public required string Kind { get; init; }
    public required string Queue { get; init; }
    public required RequestPriority Priority { get; init; }
    public required RequestState State { get; init; }
    public RequestEnd? End { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>By when the customer is to have the next thing, which is an answer before <see cref="Responded"/>, then the solution; null while the clock stands still, and once solved.</summary>
    public DateTimeOffset? DueAt { get; init; }
    public bool Responded { get; init; }

    /// <summary>Working minutes left until then; negative where it is late.</summary>
    public int? MinutesLeft { get; init; }
    public Urgency Urgency { get; init; }

    /// <summary>For whom the firm waits, while the clock stands still.</summary>
    public string? PausedBecause { get; init; }
    public int Reopened { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public int? Satisfaction { get; init; }
    public Id<Person>? HandlerId { get; init; }
    public string? Handler { get; init; }
}
