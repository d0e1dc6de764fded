using Guanxi.Contact;

namespace Guanxi.Retention.Bonds.Ties;

/// <summary>Which ties one customer has: those recorded, and those that the firm's own data show.</summary>
internal static class CustomerTies
{
    /// <summary>How long a contact for the sake of the relationship counts.</summary>
    public const int OccasionMonths = 12;

    public static IReadOnlyList<TieRow> Of(IEnumerable<BondRow> bonds, string? owner, (Occasion Occasion, string? By)? occasion, int brought, Texts texts)
    {
        var ties = bonds.Where(b => b is { Level: not null, Holds: true })
            .Select(b => new TieRow { Level = b.Level!.Value, Form = b.Form, Name = texts.Of("retention", b.Form), What = b.Words, Who = b.RecordedBy, On = b.FromOn, BondId = b.Id }).ToList();
        if (owner is not null) ties.Add(new() { Level = TieLevel.Social, Name = texts["retention.tie.named_manager"], Who = owner });
        if (occasion is (var happened, var by))
            ties.Add(new() { Level = TieLevel.Social, Name = texts[happened.Gift ? "retention.tie.gift" : "retention.tie.event"], What = happened.Purpose, Who = by, On = happened.HappenedOn });
        if (brought > 0) ties.Add(new() { Level = TieLevel.Social, Name = texts["retention.tie.referral"], What = texts["retention.tie.brought", brought] });
        return [.. ties.OrderBy(t => t.Level)];
    }
}

/// <summary>A tie that exists: what, who, when.</summary>
internal sealed record TieRow
{
    public required TieLevel Level { get; init; }

    /// <summary>Null for what the firm's own data show: a named manager, an event, a gift, customers brought.</summary>
    public BondForm? Form { get; init; }

    /// <summary>In the reader's language.</summary>
    public required string Name { get; init; }
    public string? What { get; init; }

    /// <summary>Who looks after the customer, was there, or recorded it.</summary>
    public string? Who { get; init; }

    /// <summary>Since when, or when it was; null where that is not known.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Where somebody recorded it.</summary>
    public Id<Bond>? BondId { get; init; }
}
