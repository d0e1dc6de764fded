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

/// <summary>How often something happened beside how often it would by chance.</summary>
/// <param name="Count">How often it did, of <paramref name="Trials"/>.</param>
/// <param name="Trials">How often it could have, ≥ 0.</param>
/// <param name="Share">With which probability it would each time, in [0, 1].</param>
public readonly record struct Gathering(int Count, int Trials, double Share)
{
    /// <summary>Whether it happened more than twice as often as by chance, and that is no chance itself: two-sided exact binomial test at 5 %.</summary>
    public bool IsMarked => Share is > 0 and < 1 && Count > 2 * Share * Trials && RateChange.TwoSidedBinomial(Count, Trials, Share) < 0.05;
}

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

    /// <summary>Decides with hysteresis: a type follows when the figures say it at two successive evaluations, or when they would say it with the lines drawn against it.</summary>
    /// <param name="scores">What is known at this evaluation.</param>
    /// <param name="rules">Where the lines are.</param>
    /// <param name="previous">The decision of the evaluation before; null at the first: then the lines decide at once.</param>
    public static LoyaltyTypeDecision Decide(in LoyaltyTypeScores scores, LoyaltyTypeRules rules, LoyaltyTypeDecision? previous)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var figures = Decide(scores.Evidence(rules, 1, 1), rules.PriceNeedsLowRepeat);
        // What was not known before, or is not known any more, is no matter of a line.
        if (previous is not { } before || before.Type == figures || before.ByFigures == figures || before.Type == LoyaltyType.Unknown || figures == LoyaltyType.Unknown) return new(figures, figures);
        var attached = before.Type is LoyaltyType.Superior or LoyaltyType.Latent;
        var repeat = before.Type is LoyaltyType.Superior or LoyaltyType.Inertia or LoyaltyType.Monopoly or LoyaltyType.Incentive;
        return Decide(scores.Evidence(rules, Against(attached), Against(repeat)), rules.PriceNeedsLowRepeat) == figures ? new(figures, figures) : new(before.Type, figures);

        double Against(bool above) => above ? 1 - rules.Margin : 1 + rules.Margin;
    }
}

/// <summary>How much attachment and repeat purchase there are, and the tests that tell habit from contract, reward and price.</summary>
/// <param name="Attachment">In [0, 100]; NaN where nothing is known of it but purchases.</param>
/// <param name="Repeat">Percentile of the repeat purchases, in [0, 100]; NaN where there are none to compare.</param>
/// <param name="Active">Whether it still buys: who is on the way out buys often no longer.</param>
/// <param name="NoAlternative">Bound by contract or technically.</param>
/// <param name="Rewards">Purchases in campaign windows.</param>
/// <param name="PriceDriven">Whether price, or what is on offer, decides.</param>
public readonly record struct LoyaltyTypeScores(double Attachment, double Repeat, bool Active, bool NoAlternative = false, Gathering Rewards = default, bool PriceDriven = false)
{
    internal LoyaltyTypeEvidence Evidence(LoyaltyTypeRules rules, double attached, double repeat) =>
        new(double.IsNaN(Attachment) ? null : Attachment >= rules.AttachedFrom * attached, Active && Repeat >= rules.RepeatFrom * repeat, NoAlternative, Rewards.IsMarked, PriceDriven);
}

/// <summary>Where the lines between the types are; an administrator may change each.</summary>
/// <param name="AttachedFrom">Attachment from which a customer counts as attached, in [0, 100].</param>
/// <param name="RepeatFrom">Percentile of repeat purchases from which it buys often, in [0, 100].</param>
/// <param name="PriceNeedsLowRepeat">Whether loyalty to the price goes with few purchases.</param>
/// <param name="Margin">By which part of itself a line must be passed to move a type at once.</param>
public sealed record LoyaltyTypeRules(double AttachedFrom = 55, double RepeatFrom = 50, bool PriceNeedsLowRepeat = true, double Margin = 0.05);

/// <summary>A type, and what the figures alone say now: the type follows when they say it twice.</summary>
public readonly record struct LoyaltyTypeDecision(LoyaltyType Type, LoyaltyType ByFigures);
