using Guanxi.Data;

namespace Guanxi.Staff;

/// <summary>Open work of one kind that somebody sees to, and that another can take over when they leave. Registered in the <c>Add</c> of the module whose work it is.</summary>
public interface IHandOver
{
    /// <summary>As the API names it, e.g. <c>complaints</c>.</summary>
    string Kind { get; }

    /// <summary>Key of what it is called.</summary>
    string Text { get; }

    /// <summary>How much of it lies with somebody.</summary>
    Task<int> Count(Id<Person> from, CancellationToken ct);

    /// <summary>Gives another what they may see to and see; the door saves. Each piece says so in its own course.</summary>
    /// <returns>How many pieces.</returns>
    Task<int> Give(HandingOver handing, CancellationToken ct);
}

/// <summary>Who hands what over to whom.</summary>
public sealed record HandingOver
{
    /// <summary>Pieces of one kind in one act: it is a single transaction, for which others wait.</summary>
    public const int Most = 500;

    public required Id<Person> From { get; init; }
    public required Actor To { get; init; }

    /// <summary>Who does it.</summary>
    public required Id<Person> By { get; init; }
    public string? Note { get; init; }
    public required DateTimeOffset Now { get; init; }
}

/// <summary>Open work of one kind.</summary>
/// <param name="Label">In the reader's language.</param>
public sealed record WorkInHand(string Kind, string Label, int Count);
