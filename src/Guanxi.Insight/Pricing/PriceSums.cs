namespace Guanxi.Insight;

/// <summary>One customer's purchases summed up for a <see cref="PriceSlope"/>: x the logarithm of the price and y that of the quantity, each against what is usual for the product, in whole ten-thousandths. Whole numbers add up to the same in any order.</summary>
/// <param name="Purchases">How many, ≥ 0.</param>
/// <param name="X">Sum of x; the others of y, x², xy and y².</param>
/// <param name="Y">Sum of y.</param>
/// <param name="XX">Sum of x².</param>
/// <param name="XY">Sum of x·y.</param>
/// <param name="YY">Sum of y².</param>
/// <param name="Least">The smallest x.</param>
/// <param name="Most">The largest x.</param>
public readonly record struct PriceSums(long Purchases, long X, long Y, long XX, long XY, long YY, long Least, long Most)
{
    /// <summary>What 1 is in ten-thousandths.</summary>
    public const long Scale = 10_000;

    /// <summary>How many prices there were: 0, 1, 2, and 3 for three or more.</summary>
    /// <remarks>(x − least)(most − x) is nought at both ends, and so is its sum unless something lies between.</remarks>
    public int Levels => Purchases == 0 ? 0 : Least == Most ? 1 : (Least + Most) * X - XX - Purchases * Least * Most > 0 ? 3 : 2;
}
