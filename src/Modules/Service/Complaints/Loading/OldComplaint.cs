using Guanxi.Customers;

namespace Guanxi.Service.Complaints.Loading;

/// <summary>What a file says of one complaint.</summary>
internal sealed record OldComplaint
{
    public required Id<Customer> Customer { get; init; }
    public required long ImportId { get; init; }
    public required string Number { get; init; }

    /// <summary>Who loads it.</summary>
    public required Id<Person> By { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required string Summary { get; init; }
    public ServiceChannel Channel { get; init; } = ServiceChannel.Other;
    public ComplaintCause Cause { get; init; } = ComplaintCause.Other;
    public string? Wish { get; init; }
    public string? OrderNumber { get; init; }
    public Id<Person>? Handler { get; init; }
    public Id<Unit>? Unit { get; init; }
    public DateTimeOffset? HeardAt { get; init; }
    public Verdict? Verdict { get; init; }
    public ComplaintOrigin? Origin { get; init; }
    public string? KeyPoints { get; init; }
    public string? RootCause { get; init; }
    public string? Solution { get; init; }
    public long CompensationMinor { get; init; }
    public DateTimeOffset? SolvedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public int? Satisfaction { get; init; }
}
