using Guanxi.Customers;

namespace Guanxi.Contact;

/// <summary>About what a customer was asked afterwards.</summary>
public enum AskedAbout { Complaint, Request, Visit }

/// <summary>A module that asks customers about what the firm did for them: what they answered stands on the page of that complaint, request or visit, and in the figures of handling.</summary>
public interface ISaidAfterwards
{
    /// <summary>What one customer, who is within reach, answered about one record; nothing where the actor may not see answers.</summary>
    Task<IReadOnlyList<SaidAfterwards>> About(AskedAbout about, long id, Id<Customer> customer, Actor actor, CancellationToken ct);

    /// <summary>Satisfaction 1–5 by record, of answers given from a day on. Everybody's: the caller looks up the records within reach.</summary>
    Task<ILookup<long, int>> Satisfaction(AskedAbout about, DateOnly since, CancellationToken ct);

    /// <summary>Satisfaction 1–5 of those who were asked about what one person sold, handled or did at a visit, of answers given within a period.</summary>
    Task<IReadOnlyList<int>> SatisfactionWith(Id<Person> person, DateOnly from, DateOnly until, CancellationToken ct);
}

/// <summary>One answer about one record.</summary>
public sealed record SaidAfterwards
{
    public required DateTimeOffset AnsweredAt { get; init; }

    /// <summary>What the survey is called.</summary>
    public required string Survey { get; init; }

    /// <summary>The marks, in words.</summary>
    public required string Marks { get; init; }

    /// <summary>The customer's own words; null where they wrote none.</summary>
    public string? Words { get; init; }
    public required bool IsBad { get; init; }

    /// <summary>Where the whole answer stands.</summary>
    public required string Url { get; init; }
}
