namespace Guanxi.Insight;

/// <summary>How closely a firm keeps in touch with a customer, from least to most.</summary>
public enum RelationshipLevel
{
    /// <summary>基本: sells, and that is all.</summary>
    Basic,

    /// <summary>被动: asks the customer to speak up when something is wrong.</summary>
    Reactive,

    /// <summary>负责: asks soon after the sale whether all is well.</summary>
    Accountable,

    /// <summary>能动: comes again and again with what may help the customer.</summary>
    Proactive,

    /// <summary>伙伴: works with the customer towards a common end.</summary>
    Partnership,
}

/// <summary>Which level pays: the more a customer brings and the fewer they are, the closer.</summary>
public static class RelationshipLevels
{
    /// <summary>The level that pays for a customer.</summary>
    /// <param name="margin">What the customer brings: 0 low, 1 medium, 2 high.</param>
    /// <param name="number">How many such customers there are: 0 few, 1 medium, 2 many.</param>
    /// <returns>From basic (many, low) to partnership (few, high); one step for each of both.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Neither 0, 1 nor 2.</exception>
    public static RelationshipLevel Advise(int margin, int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(margin, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 2);
        return (RelationshipLevel)(margin + 2 - number);
    }
}
