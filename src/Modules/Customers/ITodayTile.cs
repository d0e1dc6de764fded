namespace Guanxi.Customers;

/// <summary>A figure that a module puts on the page for today. Registered in the module's <c>Add</c> as scoped. Who has which figures follows from rights and reach, not from the name of a role.</summary>
public interface ITodayTile
{
    /// <summary>Text key of its name; the key with <c>.definition</c> after it says how it is counted, with <c>.none</c> what there is to say where it counts nothing.</summary>
    string Key { get; }

    /// <summary>Lower comes first.</summary>
    int Order { get; }

    /// <summary>Who sees it.</summary>
    string Right { get; }

    /// <summary>Whether it is a figure for somebody of this reach: what a firm is worth is nothing to act on at a till.</summary>
    bool Fits(Scope scope);

    /// <summary>Counts it among the customers within the actor's reach: in few statements, as the page is opened all day.</summary>
    /// <returns>Null where there is nothing to count.</returns>
    Task<TileFigure?> Ask(Actor actor, CancellationToken ct);
}

/// <summary>What a tile shows.</summary>
public sealed record TileFigure
{
    /// <summary>Shown where there is no <see cref="Amount"/>.</summary>
    public long Count { get; init; }
    public Money? Amount { get; init; }

    /// <summary>What it is counted up to.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Where the customers behind it are.</summary>
    public required string Url { get; init; }

    /// <summary>A second line in the reader's language.</summary>
    public string? Note { get; init; }
}
