namespace Guanxi.Insight;

/// <summary>A function to minimise: writes its gradient and returns its value. Not finite means "not here".</summary>
internal delegate double Objective(ReadOnlySpan<double> at, Span<double> gradient);

/// <summary>Where a minimisation ended.</summary>
internal sealed record Minimum(double[] At, double Value, double[] Gradient, double[,] InverseHessian, int Evaluations)
{
    public double GradientNorm => Gradient.Max(Math.Abs);
}

/// <summary>Minimisation by BFGS with a line search that ends on the strong Wolfe conditions, or on their approximate form once the value's rounding hides the slope.</summary>
/// <remarks>Nocedal &amp; Wright (2006), algorithms 3.5, 3.6 and 6.1; Hager &amp; Zhang (2005) for the approximate condition.</remarks>
internal static class Bfgs
{
    private const double LongestStep = 4;

    /// <summary>e^15: beyond it a parameter is on its way to infinity or to zero, and the values lose their digits on the way.</summary>
    internal const double Edge = 15;

    public static Minimum Minimize(Objective f, double[] start, double[,]? inverseHessian = null, double gradientTolerance = 1e-10, int iterations = 300)
    {
        var n = start.Length;
        var x = (double[])start.Clone();
        var g = new double[n];
        var value = f(x, g);
        var evaluations = 1;
        var h = inverseHessian is null ? Identity(n, 1) : (double[,])inverseHessian.Clone();
        var fresh = inverseHessian is null;

        var still = 0;
        for (var i = 0; i < iterations && still < 2 && double.IsFinite(value) && g.Max(Math.Abs) > gradientTolerance && x.Max(Math.Abs) < Edge; i++)
        {
            var direction = Times(h, g, -1);
            var slope = Dot(direction, g);
            if (!(slope < 0))
            {
                h = Identity(n, 1);
                direction = Times(h, g, -1);
                slope = Dot(direction, g);
                fresh = true;
            }
            var longest = direction.Max(Math.Abs);
            var first = fresh ? Math.Min(1, 1 / longest) : 1.0;
            var step = new LineSearch(f, x, direction, value, slope, LongestStep / longest).Find(Math.Min(first, LongestStep / longest));
            evaluations += step.Evaluations;
            if (step.Length == 0)
            {
                if (fresh)
                    break;
                (h, fresh) = (Identity(n, 1), true);
                continue;
            }
            var s = new double[n];
            var y = new double[n];
            for (var k = 0; k < n; k++)
            {
                s[k] = step.Length * direction[k];
                y[k] = step.Gradient[k] - g[k];
                x[k] += s[k];
            }
            still = value - step.Value <= 1e-14 * Math.Abs(value) ? still + 1 : 0;
            (value, g) = (step.Value, step.Gradient);
            var sy = Dot(s, y);
            if (sy > 1e-14 * Math.Sqrt(Dot(s, s) * Dot(y, y)))
            {
                if (fresh)
                    h = Identity(n, sy / Dot(y, y));
                Update(h, s, y, sy);
                fresh = false;
            }
        }
        return new(x, value, g, h, evaluations);
    }

    /// <summary>The Hessian by central differences of the gradient, made symmetric.</summary>
    public static double[,] Hessian(Objective f, double[] at, double step = 1e-4)
    {
        var n = at.Length;
        var h = new double[n, n];
        double[] above = new double[n], below = new double[n];
        for (var i = 0; i < n; i++)
        {
            var moved = (double[])at.Clone();
            moved[i] = at[i] + step;
            f(moved, above);
            moved[i] = at[i] - step;
            f(moved, below);
            for (var j = 0; j < n; j++)
                h[i, j] = (above[j] - below[j]) / (2 * step);
        }
        for (var i = 0; i < n; i++)
            for (var j = 0; j < i; j++)
                h[i, j] = h[j, i] = (h[i, j] + h[j, i]) / 2;
        return h;
    }

    /// <summary>Newton steps with a known inverse Hessian: the last digits, which a line search on values cannot see.</summary>
    public static Minimum Polish(Objective f, Minimum from, double[,] inverseHessian)
    {
        var best = from;
        for (var i = 0; i < 4 && best.GradientNorm > 1e-13; i++)
        {
            var move = Times(inverseHessian, best.Gradient, -1);
            var at = best.At.Zip(move, (a, b) => a + b).ToArray();
            var gradient = new double[at.Length];
            var value = f(at, gradient);
            var next = new Minimum(at, value, gradient, inverseHessian, best.Evaluations + 1);
            if (!double.IsFinite(value) || next.GradientNorm >= best.GradientNorm || value > best.Value + 1e-9 * Math.Abs(best.Value))
                break;
            best = next;
        }
        return best;
    }

    private static void Update(double[,] h, double[] s, double[] y, double sy)
    {
        var n = s.Length;
        var hy = Times(h, y, 1);
        var factor = (1 + Dot(y, hy) / sy) / sy;
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                h[i, j] += factor * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy;
    }

    private static double[,] Identity(int n, double scale)
    {
        var m = new double[n, n];
        for (var i = 0; i < n; i++)
            m[i, i] = scale;
        return m;
    }

    private static double[] Times(double[,] m, double[] v, double sign)
    {
        var result = new double[v.Length];
        for (var i = 0; i < v.Length; i++)
            for (var j = 0; j < v.Length; j++)
                result[i] += sign * m[i, j] * v[j];
        return result;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
