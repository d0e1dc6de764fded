namespace Guanxi.Insight.Numerics;

/// <summary>Nodes and weights on [0, 1], found once by Newton's method on the Legendre polynomial.</summary>
internal static class GaussLegendre
{
    public static readonly (double[] Nodes, double[] Weights) Twenty = Rule(20);

    public static double Integrate(Func<double, double> f, double from, double to)
    {
        var (nodes, weights) = Twenty;
        var sum = 0.0;
        for (var i = 0; i < nodes.Length; i++)
            sum += weights[i] * f(from + (to - from) * nodes[i]);
        return sum * (to - from);
    }

    private static (double[], double[]) Rule(int n)
    {
        var (nodes, weights) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var z = Math.Cos(Math.PI * (i + 0.75) / (n + 0.5));
            var slope = 0.0;
            for (var step = 0; step < 100; step++)
            {
                double p = 1, before = 0;
                for (var j = 0; j < n; j++)
                    (p, before) = (((2 * j + 1) * z * p - j * before) / (j + 1), p);
                slope = n * (z * p - before) / (z * z - 1);
                var move = p / slope;
                z -= move;
                if (Math.Abs(move) < 1e-16)
                    break;
            }
            (nodes[i], weights[i]) = ((1 - z) / 2, 1 / ((1 - z * z) * slope * slope));
        }
        return (nodes, weights);
    }
}
