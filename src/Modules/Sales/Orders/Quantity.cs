namespace Guanxi.Sales;

/// <summary>Quantities and unit prices between what people write and what the tables hold.</summary>
public static class Quantity
{
    /// <summary>Units of thousandths.</summary>
    public static decimal Of(long milli) => milli / 1_000m;

    /// <summary>Thousandths of units, rounded half away from zero.</summary>
    public static long Milli(decimal units) => (long)decimal.Round(Bounded(units) * 1_000m, 0, MidpointRounding.AwayFromZero);

    /// <summary>Major units of millionths.</summary>
    public static decimal Price(long micro) => micro / 1_000_000m;

    /// <summary>Millionths of major units, rounded half away from zero.</summary>
    public static long Micro(decimal price) => (long)decimal.Round(Bounded(price) * 1_000_000m, 0, MidpointRounding.AwayFromZero);

    // Far beyond what a line accepts: the line's own rule says no, not an overflow.
    private static decimal Bounded(decimal value) => Math.Clamp(value, -1e12m, 1e12m);
}
