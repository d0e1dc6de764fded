namespace Guanxi.Insight;

/// <summary>Mean spend of repeat purchases, customer by customer, ready to be fitted.</summary>
public sealed class SpendCohort
{
    private SpendCohort(int[] purchases, double[] mean, int left)
    {
        (Purchases, Mean, LeftOut) = (purchases, mean, left);
        Correlation = Correlate(purchases, mean);
    }

    /// <summary>x per customer, &gt; 0, ascending.</summary>
    internal int[] Purchases { get; }

    /// <summary>m per customer, &gt; 0.</summary>
    internal double[] Mean { get; }

    /// <summary>Customers that take part.</summary>
    public int Customers => Purchases.Length;

    /// <summary>Customers left out because they have no repeat purchase or a mean spend that is not positive.</summary>
    public int LeftOut { get; }

    /// <summary>Correlation of x and m; the model assumes that it is near 0. NaN with fewer than two different values.</summary>
    public double Correlation { get; }

    /// <summary>A cohort out of parallel arrays. Customers with x = 0 or m ≤ 0 are left out, and counted.</summary>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public static SpendCohort Of(ReadOnlySpan<int> purchases, ReadOnlySpan<double> mean)
    {
        if (purchases.Length != mean.Length)
            throw new ArgumentException("Purchases and means must have the same length.", nameof(mean));
        var count = 0;
        for (var i = 0; i < mean.Length; i++)
            if (purchases[i] > 0 && mean[i] > 0)
                count++;
        var (x, m) = (new int[count], new double[count]);
        for (int i = 0, k = 0; i < mean.Length; i++)
            if (purchases[i] > 0 && mean[i] > 0)
                (x[k], m[k++]) = (purchases[i], mean[i]);
        Array.Sort(x, m);
        // Equal x in order of m as well: sums then come out the same whatever the order of the customers.
        for (int from = 0, to; from < count; from = to)
        {
            for (to = from + 1; to < count && x[to] == x[from];)
                to++;
            Array.Sort(m, from, to - from);
        }
        return new(x, m, mean.Length - count);
    }

    /// <summary>Every k-th customer in order of (x, m): a smaller cohort of the same shape, for finding where to start.</summary>
    internal SpendCohort Thinned(int customers)
    {
        var step = (Customers + customers - 1) / customers;
        var count = (Customers + step - 1) / step;
        var (x, m) = (new int[count], new double[count]);
        for (var i = 0; i < count; i++)
            (x[i], m[i]) = (Purchases[i * step], Mean[i * step]);
        return new(x, m, 0);
    }

    private static double Correlate(int[] x, double[] m)
    {
        if (x.Length < 2)
            return double.NaN;
        double meanX = x.Average(), meanM = m.Average(), xx = 0, mm = 0, xm = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var (dx, dm) = (x[i] - meanX, m[i] - meanM);
            (xx, mm, xm) = (xx + dx * dx, mm + dm * dm, xm + dx * dm);
        }
        return xm / Math.Sqrt(xx * mm);
    }
}
