using Guanxi.Customers;

namespace Guanxi.Contact.Tasks;

/// <summary>A task as lists and its own page show it.</summary>
internal sealed record TaskRow
{
    public required Id<FollowUp> Id { get; init; }
    public required CustomerName Customer { get; init; }
    public required string Title { get; init; }
    public required Id<Person> OwnerId { get; init; }
    public string? Owner { get; init; }
    public required DateOnly DueOn { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public string? Result { get; init; }
    public string? Cause { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public int Version { get; init; }

    public static TaskRow Of(FollowUp task, CustomerName customer, string? owner) => new()
    {
        Id = task.Id, Customer = customer, Title = task.Title, OwnerId = task.OwnerId, Owner = owner, DueOn = task.DueOn, DoneAt = task.DoneAt,
        Result = task.Result, Cause = task.Cause, CreatedAt = task.CreatedAt, Version = task.Version,
    };
}
