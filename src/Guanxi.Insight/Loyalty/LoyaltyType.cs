namespace Guanxi.Insight;

/// <summary>Why a customer comes again.</summary>
public enum LoyaltyType
{
    /// <summary>Attachment has no data: it can't be read from purchases alone.</summary>
    Unknown,

    /// <summary>垄断: has no choice.</summary>
    Monopoly,

    /// <summary>激励: comes for the reward.</summary>
    Incentive,

    /// <summary>价格: comes for the price.</summary>
    Price,

    /// <summary>超值: likes what it gets, and comes.</summary>
    Superior,

    /// <summary>惰性: comes out of habit.</summary>
    Inertia,

    /// <summary>潜在: likes what it gets, and hardly comes.</summary>
    Latent,

    /// <summary>Neither.</summary>
    None,
}

/// <summary>What decides a type of loyalty. Null is unknown.</summary>
/// <param name="Attachment">Whether the customer is attached to the firm, by survey, full price, breadth or contact of its own accord.</param>
/// <param name="Repeat">Whether it buys often.</param>
/// <param name="NoAlternative">Bound by contract, or the firm is the only supplier.</param>
/// <param name="InRewardWindows">Whether purchases gather in campaign or reward windows: twice as many as time would give, and not by chance.</param>
/// <param name="PriceDriven">Whether price, or what is on offer, decides.</param>
public readonly record struct LoyaltyTypeEvidence(bool? Attachment, bool Repeat, bool NoAlternative = false, bool InRewardWindows = false, bool PriceDriven = false);

/// <summary>From evidence to a type, in the order in which one excludes the next.</summary>
/// <remarks>After Dick &amp; Basu (1994), Journal of the Academy of Marketing Science 22(2), 99–113, with the five types of the Chinese textbooks.</remarks>
public static class LoyaltyTyping
{
    /// <summary>Decides.</summary>
    /// <param name="e">What is known.</param>
    /// <param name="priceNeedsLowRepeat">Whether loyalty to the price goes with few purchases: textbooks differ.</param>
    public static LoyaltyType Decide(in LoyaltyTypeEvidence e, bool priceNeedsLowRepeat = true)
    {
        if (e.Attachment is not { } attached) return LoyaltyType.Unknown;
        if (!attached && e.Repeat && e.NoAlternative) return LoyaltyType.Monopoly;
        if (!attached && e.Repeat && e.InRewardWindows) return LoyaltyType.Incentive;
        if (!attached && e.PriceDriven && !(priceNeedsLowRepeat && e.Repeat)) return LoyaltyType.Price;
        return (attached, e.Repeat) switch
        {
            (true, true) => LoyaltyType.Superior,
            (false, true) => LoyaltyType.Inertia,
            (true, false) => LoyaltyType.Latent,
            _ => LoyaltyType.None,
        };
    }
}
