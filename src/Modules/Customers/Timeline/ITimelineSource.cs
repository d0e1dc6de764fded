namespace Guanxi.Customers;

/// <summary>What a module adds to a customer's timeline. Registered in the module's <c>Add</c>; the customer page merges all sources by moment.</summary>
public interface ITimelineSource
{
    /// <summary>The kinds that it adds, e.g. <c>sales.order</c>; the text key of a kind's name is <c>sales.timeline.order</c>.</summary>
    IReadOnlyList<TimelineKind> Kinds { get; }

    /// <summary>The newest entries before the question's place, newest first, at most as many as it wants. One query, by customer.</summary>
    /// <remarks>Nothing where the actor lacks the right. The customer is within the actor's scope: the door has seen to it.</remarks>
    Task<IReadOnlyList<TimelineEntry>> Entries(TimelineQuestion question, Actor actor, CancellationToken ct);
}

/// <summary>A kind of entry.</summary>
/// <param name="Name">Unique, e.g. <c>sales.order</c>: what the address filters by.</param>
/// <param name="Key">Text key of its name.</param>
/// <param name="Icon">Icon in the sprite.</param>
/// <param name="Right">Who sees such entries.</param>
public sealed record TimelineKind(string Name, string Key, string Icon, string Right);

/// <summary>Which part of whose timeline.</summary>
public sealed record TimelineQuestion
{
    public required Id<Customer> CustomerId { get; init; }

    /// <summary>Only entries older than this place; null from the newest.</summary>
    public Cursor? Before { get; init; }
    public int Count { get; init; } = 30;

    /// <summary>Names of the kinds wanted; null for all.</summary>
    public IReadOnlyCollection<string>? Kinds { get; init; }

    public bool Wants(string kind) => Kinds is null || Kinds.Contains(kind);
}

/// <summary>Something that happened with a customer. Ordered by moment, then id, newest first.</summary>
public sealed record TimelineEntry
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Unique over all kinds, as all ids are.</summary>
    public required Id<TimelineEntry> Id { get; init; }

    /// <summary>The day, where the moment's time of day says nothing: shown instead.</summary>
    public DateOnly? On { get; init; }
    public required string Kind { get; init; }
    public required string Icon { get; init; }

    /// <summary>green, yellow, red or blue; grey otherwise.</summary>
    public string? Colour { get; init; }

    /// <summary>In the reader's language.</summary>
    public required string Title { get; init; }
    public string? Text { get; init; }
    public string? Url { get; init; }
    public Money? Money { get; init; }

    /// <summary>How many files belong to it.</summary>
    public int Attachments { get; init; }

    public Cursor Place => new(At, Id.Value);
}
