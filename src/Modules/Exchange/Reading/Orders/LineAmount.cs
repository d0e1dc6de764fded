namespace Guanxi.Exchange.Reading;

/// <summary>Quantity, unit price and amount of a line, each given or worked out from the others.</summary>
internal readonly record struct LineAmount(decimal Quantity, decimal UnitPrice, decimal Amount)
{
    /// <summary>Two of the three settle the third; an amount alone is one piece. All three must agree, up to the rounding
    /// that their own decimals show.</summary>
    /// <returns>False where they disagree.</returns>
    public static bool TrySettle(decimal? quantity, decimal? price, decimal amount, int minorDigits, out LineAmount line)
    {
        line = default;
        if (quantity is null && price is null)
        {
            line = new(amount < 0 ? -1 : 1, Math.Abs(amount), amount);
            return true;
        }

        if (price is null)
        {
            // Pieces came back and money came in: one of the two has the wrong sign.
            if (quantity < 0 && amount > 0) return false;
            // 3 pieces for 0.00 or 0 pieces for 5.00: the price per piece says nothing.
            line = new(quantity!.Value, quantity.Value == 0 ? 0 : Math.Round(amount / quantity.Value, 6, MidpointRounding.AwayFromZero), amount);
            return true;
        }

        quantity ??= price.Value == 0 ? 1 : Math.Round(amount / price.Value, MidpointRounding.AwayFromZero);
        line = new(quantity.Value, price.Value, amount);
        return Math.Abs(quantity.Value * price.Value - amount) <= Tolerance(quantity.Value, price.Value, amount, minorDigits);
    }

    /// <summary>Half a unit of the price's last decimal for every piece, and half a unit of the amount's.</summary>
    private static decimal Tolerance(decimal quantity, decimal price, decimal amount, int minorDigits) =>
        Math.Abs(quantity) * HalfUnit(Math.Max(price.Scale, (byte)minorDigits)) + HalfUnit(Math.Min(amount.Scale, (byte)minorDigits));

    private static decimal HalfUnit(byte decimals) => new(5, 0, 0, false, (byte)(Math.Min(decimals, (byte)20) + 1));
}
