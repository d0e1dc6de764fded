namespace Guanxi.Insight;

/// <summary>How one customer's quantity moved with the price, out of the customer's own purchases alone: the slope of ln quantity on ln price.</summary>
/// <param name="Purchases">Purchases behind it.</param>
/// <param name="Value">Percent of quantity per percent of price: an association, and a cause only where prices were varied by chance.</param>
/// <param name="Variance">Its squared standard error, &gt; 0.</param>
public readonly record struct PriceSlope(int Purchases, double Value, double Variance)
{
    /// <summary>The least by which a customer's prices must have varied for a slope of the customer's own.</summary>
    private const int LeastPurchases = 8, LeastLevels = 3;
    private const double LeastVariation = 0.03;

    /// <summary>The slope by least squares, or null where prices moved too little to know: fewer than 8 purchases or 3 prices, or a coefficient of variation of 3 % or less.</summary>
    /// <param name="price">Price per purchase, &gt; 0; take out season and product first where they matter.</param>
    /// <param name="quantity">Quantity per purchase, &gt; 0.</param>
    /// <exception cref="ArgumentException">The spans differ in length, or a number is not positive and finite.</exception>
    public static PriceSlope? Of(ReadOnlySpan<double> price, ReadOnlySpan<double> quantity)
    {
        var n = price.Length;
        if (quantity.Length != n)
            throw new ArgumentException("Prices and quantities must have the same length.", nameof(quantity));
        double meanPrice = 0, meanX = 0, meanY = 0;
        for (var i = 0; i < n; i++)
        {
            if (!(price[i] > 0 && quantity[i] > 0 && double.IsFinite(price[i]) && double.IsFinite(quantity[i])))
                throw new ArgumentException("Prices and quantities must be positive.", nameof(price));
            meanPrice += price[i] / n;
            meanX += Math.Log(price[i]) / n;
            meanY += Math.Log(quantity[i]) / n;
        }
        if (n < LeastPurchases || !Moved(price, meanPrice))
            return null;
        double xx = 0, xy = 0, yy = 0;
        for (var i = 0; i < n; i++)
        {
            var (x, y) = (Math.Log(price[i]) - meanX, Math.Log(quantity[i]) - meanY);
            (xx, xy, yy) = (xx + x * x, xy + x * y, yy + y * y);
        }
        var slope = xy / xx;
        var residual = Math.Max(0, yy - slope * xy) / (n - 2);
        // Quantities that never vary would make the slope look certain.
        return residual > 1e-12 ? new(n, slope, residual / xx) : null;
    }

    /// <summary>The same out of sums, as a question over millions of purchases gives them; the variation of the price is that of its logarithm.</summary>
    /// <returns>Null where prices moved too little to know, as above.</returns>
    public static PriceSlope? Of(in PriceSums s)
    {
        if (s.Purchases < LeastPurchases || s.Levels < LeastLevels)
            return null;
        double n = s.Purchases, unit = PriceSums.Scale * (double)PriceSums.Scale;
        var (xx, xy, yy) = ((s.XX - s.X * (s.X / n)) / unit, (s.XY - s.X * (s.Y / n)) / unit, (s.YY - s.Y * (s.Y / n)) / unit);
        if (!(Math.Sqrt(xx / (n - 1)) > LeastVariation))
            return null;
        var slope = xy / xx;
        var residual = Math.Max(0, yy - slope * xy) / (n - 2);
        return residual > 1e-8 ? new((int)s.Purchases, slope, residual / xx) : null;
    }

    private static bool Moved(ReadOnlySpan<double> price, double mean)
    {
        double squares = 0, first = price[0], second = double.NaN;
        var levels = 1;
        foreach (var p in price)
        {
            squares += (p - mean) * (p - mean);
            if (levels == 1 && p != first)
                (second, levels) = (p, 2);
            else if (levels == 2 && p != first && p != second)
                levels = LeastLevels;
        }
        return levels >= LeastLevels && Math.Sqrt(squares / (price.Length - 1)) / mean > LeastVariation;
    }
}
