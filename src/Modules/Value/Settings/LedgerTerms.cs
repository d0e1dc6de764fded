namespace Guanxi.Value;

/// <summary>What the ledger of a run was booked at. A run keeps it, so that what stands behind an earlier figure is told by the costs of then.</summary>
internal sealed record LedgerTerms
{
    public long ContactMinor { get; init; }
    public long VisitMinor { get; init; }
    public long GiftMinor { get; init; }
    public long ComplaintMinor { get; init; }
    public double ReferralShare { get; init; }

    /// <summary>Days after the first purchase in which a customer counts as new.</summary>
    public int NewDays { get; init; } = 90;

    public static LedgerTerms Of(ValueSettings settings) => new()
    {
        ContactMinor = settings.ContactCostMinor, VisitMinor = settings.VisitCostMinor, GiftMinor = settings.GiftCostMinor, ComplaintMinor = settings.ComplaintCostMinor,
        ReferralShare = settings.ReferralShare, NewDays = settings.PlanningDays,
    };

    /// <summary>The four costs, in the order in which every question takes them.</summary>
    public object[] Costs => [ContactMinor, VisitMinor, GiftMinor, ComplaintMinor];

    /// <summary>The share, as exact as it is stored.</summary>
    public decimal Share => decimal.Round((decimal)ReferralShare, 4);

    /// <summary>Costs, then the share.</summary>
    public object[] Arguments => [.. Costs, Share];
}
