namespace Guanxi.Insight;

/// <summary>The five stages of a customer's life with the firm.</summary>
public enum LifecycleStage
{
    /// <summary>获取: just won; whether a relationship comes of it is open.</summary>
    Acquisition,

    /// <summary>提升: buying, and more to come.</summary>
    Development,

    /// <summary>成熟: buys steadily at an own rhythm.</summary>
    Maturity,

    /// <summary>衰退: less often than before, or overdue.</summary>
    Decline,

    /// <summary>流失: gone, or as good as gone.</summary>
    Lost,
}

/// <summary>Which rule decided a stage.</summary>
public enum StageRule
{
    /// <summary>The relationship was ended, or declared lost.</summary>
    Ended,

    /// <summary>No purchase expected in the planning period, and overdue.</summary>
    NoPurchaseExpected,

    /// <summary>A purchase in the planning period is less likely than not, and overdue.</summary>
    PurchaseUnlikely,

    /// <summary>Buys significantly less often than before.</summary>
    RateFell,

    /// <summary>Overdue against the own rhythm.</summary>
    Overdue,

    /// <summary>One purchase only, or the first one is recent.</summary>
    FirstPurchase,

    /// <summary>Buys significantly more often than before.</summary>
    RateRose,

    /// <summary>Fewer purchases than a mature relationship has.</summary>
    StillFew,

    /// <summary>None of the others.</summary>
    Steady,

    /// <summary>The previous stage stands: another rule holds, but has not yet held twice nor by a clear margin.</summary>
    Held,
}
