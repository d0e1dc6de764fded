namespace Guanxi.Insight;

/// <summary>How like a customer is to the loyal ones: its distance to their centre, each trait measured by how much the loyal ones differ in it among themselves.</summary>
/// <remarks>A diagonal Mahalanobis distance: traits are not weighed by how they hang together, so that each one's part can be shown by itself. Unknown traits are left out of a customer's mean.</remarks>
public sealed class Likeness
{
    /// <summary>Fewer loyal customers have no centre worth a comparison.</summary>
    public const int LeastLoyal = 30;

    private readonly double[] centre, spread, distances;

    private Likeness(double[] centre, double[] spread, double[] distances) => (this.centre, this.spread, this.distances) = (centre, spread, distances);

    /// <summary>The loyal customers' mean of each trait; NaN where too few of them have it.</summary>
    public IReadOnlyList<double> Centre => centre;

    /// <summary>Finds the centre, and how far everybody is from it.</summary>
    /// <param name="traits">One array a trait, one value a customer; NaN where unknown.</param>
    /// <param name="loyal">Who is loyal.</param>
    /// <returns>Null where fewer than <see cref="LeastLoyal"/> are.</returns>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public static Likeness? Of(IReadOnlyList<double[]> traits, bool[] loyal)
    {
        ArgumentNullException.ThrowIfNull(traits);
        ArgumentNullException.ThrowIfNull(loyal);
        if (traits.Any(t => t.Length != loyal.Length)) throw new ArgumentException("There must be a value of each trait for each customer.", nameof(traits));
        if (loyal.Count(l => l) < LeastLoyal) return null;
        var (centre, spread) = (new double[traits.Count], new double[traits.Count]);
        for (var t = 0; t < traits.Count; t++) (centre[t], spread[t]) = Moments(traits[t], loyal);
        var unsorted = new Likeness(centre, spread, []);
        var distances = new double[loyal.Length];
        Parallel.For(0, (loyal.Length + 4095) / 4096, chunk =>
        {
            var own = new double[traits.Count];
            for (var i = chunk * 4096; i < Math.Min(loyal.Length, (chunk + 1) * 4096); i++)
            {
                for (var t = 0; t < own.Length; t++) own[t] = traits[t][i];
                distances[i] = unsorted.Distance(own);
            }
        });
        double[] known = [.. distances.Where(d => !double.IsNaN(d))];
        Array.Sort(known);
        return new(centre, spread, known);
    }

    /// <summary>The root of the mean squared standardised difference over the traits that are known.</summary>
    /// <param name="traits">In the order of the traits; NaN where unknown.</param>
    /// <returns>≥ 0, and about 1 for a usual loyal customer; NaN where no trait is known.</returns>
    public double Distance(ReadOnlySpan<double> traits)
    {
        double sum = 0;
        var known = 0;
        for (var t = 0; t < centre.Length; t++)
        {
            if (double.IsNaN(traits[t]) || !(spread[t] > 0)) continue;
            var z = (traits[t] - centre[t]) / spread[t];
            sum += z * z;
            known++;
        }
        return known == 0 ? double.NaN : Math.Sqrt(sum / known);
    }

    /// <summary>The share of all customers who are farther from the centre, in percent; half of those as far count.</summary>
    /// <returns>In [0, 100]; NaN for an unknown distance.</returns>
    public double Rank(double distance)
    {
        if (double.IsNaN(distance) || distances.Length == 0) return double.NaN;
        int nearer = First(distance, orEqual: false), upTo = First(distance, orEqual: true);
        return 100.0 * (distances.Length - (nearer + upTo) / 2.0) / distances.Length;
    }

    // Two passes: the sum of squares less the square of the sum loses what it is about where the mean is large.
    private static (double Mean, double Deviation) Moments(double[] values, bool[] of)
    {
        double sum = 0, squares = 0;
        var n = 0;
        for (var i = 0; i < values.Length; i++)
            if (of[i] && !double.IsNaN(values[i])) (sum, n) = (sum + values[i], n + 1);
        if (n < LeastLoyal) return (double.NaN, 0);
        var mean = sum / n;
        for (var i = 0; i < values.Length; i++)
            if (of[i] && !double.IsNaN(values[i])) squares += (values[i] - mean) * (values[i] - mean);
        return (mean, Math.Sqrt(squares / (n - 1)));
    }

    private int First(double distance, bool orEqual)
    {
        int low = 0, high = distances.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (orEqual ? distances[middle] <= distance : distances[middle] < distance) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
