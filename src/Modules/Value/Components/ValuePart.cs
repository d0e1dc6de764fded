using Guanxi.Http;

namespace Guanxi.Value;

/// <summary>A part of a customer's total value: one of the three by time, which add up to it, or one of the six by origin, which add up to it too.</summary>
public enum ValuePart
{
    /// <summary>Until a year ago.</summary>
    Historic,

    /// <summary>The last twelve months.</summary>
    Current,

    /// <summary>Expected of the months to come.</summary>
    Potential,

    /// <summary>What the first purchase day left.</summary>
    FirstPurchase,

    /// <summary>What all later purchases left of categories bought before, and what is expected.</summary>
    Repeat,

    /// <summary>What categories left that were not among the first purchase.</summary>
    CrossSell,

    /// <summary>What serving cost less than it costs with new customers.</summary>
    ServiceSaving,

    /// <summary>Credit for customers whom this one brought.</summary>
    Referral,

    /// <summary>What sales left beyond the margin at the month's mean price of the product.</summary>
    PriceInsensitivity,
}

/// <summary>One of the six components.</summary>
/// <param name="Part">Which.</param>
/// <param name="AmountMinor">Minor units of the base currency; negative where it takes value away.</param>
/// <param name="Observations">Lines, contacts, complaints or days behind it; over many customers, how many of them have something of it.</param>
public sealed record ComponentFigure(ValuePart Part, long AmountMinor, long Observations)
{
    /// <summary>The six, in the order in which they are shown.</summary>
    internal static IReadOnlyList<ValuePart> All { get; } = [ValuePart.FirstPurchase, ValuePart.Repeat, ValuePart.CrossSell, ValuePart.ServiceSaving, ValuePart.Referral, ValuePart.PriceInsensitivity];

    /// <summary>So many customers are on the page of a component.</summary>
    internal const int OnPage = 50;

    /// <summary>What the page's address says; the first purchase without it, or where it is none of the six.</summary>
    internal static ValuePart OfPage(string? word) => Named<ValuePart>.TryParse(word, null, out var named) && All.Contains(named.Value) ? named.Value : ValuePart.FirstPurchase;

    /// <summary>Its number in the questions to the warehouse, 1 to 6.</summary>
    internal static long NumberOf(ValuePart part) => 1 + part - ValuePart.FirstPurchase;
}
