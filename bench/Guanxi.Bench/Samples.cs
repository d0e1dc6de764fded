namespace Guanxi.Bench;

/// <summary>How long each of many equal things took, in milliseconds.</summary>
internal sealed class Samples(IEnumerable<double> milliseconds)
{
    private readonly double[] sorted = [.. milliseconds.Order()];

    public int Count => sorted.Length;

    public double Median => At(0.5);

    /// <summary>99 of 100 took no longer.</summary>
    public double P99 => At(0.99);

    // Nearest rank: a time that really was.
    private double At(double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}
