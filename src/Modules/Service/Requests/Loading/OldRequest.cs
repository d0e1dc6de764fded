using Guanxi.Customers;

namespace Guanxi.Service.Requests.Loading;

/// <summary>What a file says of one request.</summary>
internal sealed record OldRequest
{
    public required Id<Customer> Customer { get; init; }
    public required long ImportId { get; init; }
    public required string Number { get; init; }

    /// <summary>Who loads it.</summary>
    public required Id<Person> By { get; init; }
    public required RequestDetails Details { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public Id<Person>? Handler { get; init; }
    public DateTimeOffset? RespondedAt { get; init; }
    public DateTimeOffset? SolvedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? Solution { get; init; }
    public int? Satisfaction { get; init; }
}
