using Guanxi.Insight;

namespace Guanxi.Value.Standings;

/// <summary>What else a run found of a customer, as bits of one number: the work lists are made of it.</summary>
internal static class Traits
{
    /// <summary>The potential stands far above what was earned so far.</summary>
    public const int Ahead = 1;

    /// <summary>One good order below the ordinary ones.</summary>
    public const int NearOrdinary = 2;

    /// <summary>More of the value is still to come than at most ordinary customers.</summary>
    public const int MuchPotential = 4;

    /// <summary>The grade was set by a person.</summary>
    public const int ByHand = 8;

    /// <summary>On the list of those who get no concession.</summary>
    public const int NeverConcede = 16;

    private const int RuleAt = 8, RuleMask = 3 << RuleAt, LoyaltyAt = 10, LoyaltyMask = 7 << LoyaltyAt;

    /// <summary>With the grade that the rule gives, which a person may have put another one over.</summary>
    public static int WithRule(int traits, CustomerGrade rule) => (traits & ~RuleMask) | ((int)rule << RuleAt);

    public static CustomerGrade Rule(int traits) => (CustomerGrade)((traits & RuleMask) >> RuleAt);

    /// <summary>With the type of loyalty that the figures alone say; the type follows when they say it twice.</summary>
    public static int WithLoyalty(int traits, LoyaltyType byFigures) => (traits & ~LoyaltyMask) | ((int)byFigures << LoyaltyAt);

    public static LoyaltyType LoyaltyByFigures(int traits) => (LoyaltyType)((traits & LoyaltyMask) >> LoyaltyAt);
}
