namespace Guanxi.Customers;

/// <summary>What a module adds to the search of everything. Registered in the module's <c>Add</c>; the search asks each source that the person has the right to.</summary>
public interface ISearchSource
{
    SearchKind Kind { get; }

    /// <summary>What fits the words best, in as few statements as it takes: it is asked while somebody types.</summary>
    /// <param name="words">As typed, trimmed, not empty.</param>
    /// <param name="count">At most so many.</param>
    /// <remarks>Only what is within the actor's scope.</remarks>
    Task<IReadOnlyList<SearchHit>> Find(string words, int count, Actor actor, CancellationToken ct);
}

/// <summary>A kind of record that is found.</summary>
/// <param name="Name">Unique, e.g. <c>service.complaint</c>: what the address and the API call it.</param>
/// <param name="Key">Text key of its name in the plural.</param>
/// <param name="Icon">Icon in the sprite.</param>
/// <param name="Right">Who finds them; empty for everybody.</param>
/// <param name="Order">Lower comes first.</param>
/// <param name="List">Address of a list that is searched by <c>?q=</c>; null where there is none.</param>
public sealed record SearchKind(string Name, string Key, string Icon, string Right, int Order, string? List = null);

/// <summary>Something found.</summary>
public sealed record SearchHit
{
    /// <summary>In the reader's language.</summary>
    public required string Title { get; init; }

    /// <summary>What it says, or else tells it from others: a stretch around the words is shown.</summary>
    public string? Text { get; init; }

    /// <summary>Code, number, customer: what stands behind the title, small.</summary>
    public string? Note { get; init; }
    public required string Url { get; init; }

    /// <summary>When it happened, or the day where the time of day says nothing.</summary>
    public DateTimeOffset? At { get; init; }
    public DateOnly? On { get; init; }

    /// <summary>green, yellow, red or blue; grey otherwise.</summary>
    public string? Colour { get; init; }
}
