using System.Globalization;

namespace Guanxi.Retention.Bonds;

/// <summary>A barrier or tie as cards and lists show it.</summary>
internal sealed record BondRow
{
    public required Id<Bond> Id { get; init; }
    public required BondForm Form { get; init; }
    public BarrierKind? Barrier { get; init; }
    public TieLevel? Level { get; init; }
    public required string Words { get; init; }
    public Strength? Strength { get; init; }
    public required DateOnly FromOn { get; init; }
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>The one that it goes on from.</summary>
    public Id<Bond>? RenewsId { get; init; }

    /// <summary>Another one goes on from it.</summary>
    public bool Renewed { get; init; }

    /// <summary>Whether it holds today.</summary>
    public bool Holds { get; init; }
    public string? RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateOnly? EndedOn { get; init; }
    public string? EndReason { get; init; }

    /// <summary>From when until when, in the reader's language.</summary>
    public string Term(Texts texts) => ExpiresOn is { } last ? texts["retention.bonds.from_until", Day(FromOn), Day(last)] : texts["retention.bonds.since", Day(FromOn)];

    private static string Day(DateOnly day) => day.ToString("d", CultureInfo.CurrentCulture);

    public static BondRow Of(Bond bond, string? recordedBy, IEnumerable<Bond> ofCustomer, DateOnly today) => new()
    {
        Id = bond.Id, Form = bond.Form, Barrier = bond.Barrier, Level = bond.Level, Words = bond.Words, Strength = bond.Strength, FromOn = bond.FromOn, ExpiresOn = bond.ExpiresOn, RenewsId = bond.RenewsId,
        Renewed = bond.ExpiresOn is not null && ofCustomer.Any(bond.IsRenewedBy), Holds = bond.HoldsOn(today), RecordedBy = recordedBy, RecordedAt = bond.RecordedAt, EndedOn = bond.EndedOn, EndReason = bond.EndReason,
    };
}
