using Guanxi.Customers;

namespace Guanxi.Service.Complaints;

/// <summary>A complaint as lists and its own page show it.</summary>
internal sealed record ComplaintRow
{
    public required Id<Complaint> Id { get; init; }
    public required CustomerName Customer { get; init; }
    public required ComplaintCause Cause { get; init; }
    public required ComplaintState State { get; init; }
    public required string Summary { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateOnly ReceivedOn { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? Solution { get; init; }
    public int? Satisfaction { get; init; }

    /// <summary>In the base currency; null where nothing was paid.</summary>
    public Money? Compensation { get; init; }
    public string? Handler { get; init; }

    public static ComplaintRow Of(Complaint complaint, CustomerName customer, string? handler, string baseCurrency) => new()
    {
        Id = complaint.Id, Customer = customer, Cause = complaint.Cause, State = complaint.State, Summary = complaint.Summary, ReceivedAt = complaint.ReceivedAt,
        ReceivedOn = complaint.ReceivedOn, ClosedAt = complaint.ClosedAt, Solution = complaint.Solution, Satisfaction = complaint.Satisfaction, Handler = handler,
        Compensation = complaint.CompensationMinor > 0 ? new Money(complaint.CompensationMinor, baseCurrency) : null,
    };
}
