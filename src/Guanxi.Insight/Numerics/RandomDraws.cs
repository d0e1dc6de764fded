namespace Guanxi.Insight.Numerics;

/// <summary>Draws that the simulations need, from a generator with a seed.</summary>
internal static class RandomDraws
{
    public static double Exponential(Random random, double rate) => -Math.Log(1 - random.NextDouble()) / rate;

    public static double Normal(Random random)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    /// <summary>Marsaglia and Tsang (2000); a shape below 1 is boosted by a uniform power.</summary>
    public static double Gamma(Random random, double shape, double rate)
    {
        if (shape < 1)
            return Gamma(random, shape + 1, rate) * Math.Pow(1 - random.NextDouble(), 1 / shape);
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var z = Normal(random);
            var v = 1 + c * z;
            if (v <= 0)
                continue;
            v = v * v * v;
            if (Math.Log(1 - random.NextDouble()) < 0.5 * z * z + d - d * v + d * Math.Log(v))
                return d * v / rate;
        }
    }

    public static double Beta(Random random, double a, double b)
    {
        var x = Gamma(random, a, 1);
        var y = Gamma(random, b, 1);
        return x + y == 0 ? a / (a + b) : x / (x + y);
    }
}
