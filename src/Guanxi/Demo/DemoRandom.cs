namespace Guanxi.Demo;

/// <summary>Random numbers that are the same on every machine: integers, and arithmetic that IEEE 754 fixes to the last bit. The library's logarithm is not among it.</summary>
internal struct DemoRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>A stream of its own for the n-th of something, so that each can be made without those before it.</summary>
    public static DemoRandom For(int seed, long n, int purpose = 0) =>
        new(Mix((ulong)(uint)seed * 0x9E3779B97F4A7C15UL ^ Mix((ulong)n + 0xD1B54A32D192ED03UL * (ulong)(purpose + 1))));

    public ulong Next() => Mix(state += 0x9E3779B97F4A7C15UL);

    /// <summary>From 0 to below the bound.</summary>
    public int Below(int bound) => (int)((Next() >> 32) * (ulong)bound >> 32);

    /// <summary>In [0, 1).</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Share() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>Mean 1.</summary>
    public double Exponential() => -Ln(1 - Share());

    /// <summary>Mean 0, deviation 1, by the sum of twelve: tails end at ±6.</summary>
    public double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++) sum += Share();
        return sum;
    }

    /// <summary>1, 2, 3 … with the mean given.</summary>
    public int Geometric(double mean, int most)
    {
        var stop = 1 / mean;
        var n = 1;
        while (n < most && Share() > stop) n++;
        return n;
    }

    public static double Ln(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFFL) | 0x3FF0000000000000L);
        var t = (mantissa - 1) / (mantissa + 1);
        double square = t * t, term = t, sum = 0;
        for (var k = 1; k <= 19; k += 2, term *= square) sum += term / k;
        return 2 * sum + exponent * 0.6931471805599453;
    }

    public static double Exp(double x)
    {
        var half = x / 1024;
        var y = 1 + half * (1 + half / 2 * (1 + half / 3 * (1 + half / 4)));
        for (var i = 0; i < 10; i++) y *= y;
        return y;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
