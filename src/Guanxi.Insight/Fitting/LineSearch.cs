namespace Guanxi.Insight;

/// <summary>One search along a direction of descent.</summary>
internal sealed class LineSearch(Objective f, double[] origin, double[] direction, double value0, double slope0, double longest)
{
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;
    private readonly double[] _at = new double[origin.Length];
    private int _evaluations;

    private readonly record struct Point(double Length, double Value, double Slope, double[] Gradient);

    /// <summary>A step that fulfils the conditions; length 0 where none was found.</summary>
    public (double Length, double Value, double[] Gradient, int Evaluations) Find(double first)
    {
        var before = new Point(0, value0, slope0, []);
        var length = first;
        for (var i = 0; i < 30; i++)
        {
            var here = At(length);
            if (Accepts(here))
                return Result(here);
            if (!double.IsFinite(here.Value) || here.Value > value0 + Decrease * length * slope0 || (i > 0 && here.Value >= before.Value))
                return Result(Zoom(before, here));
            if (here.Slope >= 0)
                return Result(Zoom(here, before));
            if (length >= longest)
                return Result(here);
            before = here;
            length = Math.Min(2.5 * length, longest);
        }
        return Result(before);
    }

    /// <summary>Between a good end and a bad one a fulfilling step exists: narrow until it is found.</summary>
    private Point Zoom(Point good, Point bad)
    {
        for (var i = 0; i < 25; i++)
        {
            var middle = Between(good, bad);
            var here = At(middle);
            if (Accepts(here))
                return here;
            if (!double.IsFinite(here.Value) || here.Value > value0 + Decrease * middle * slope0 || here.Value >= good.Value)
                bad = here;
            else
            {
                if (here.Slope * (bad.Length - good.Length) >= 0)
                    bad = good;
                good = here;
            }
            if (Math.Abs(bad.Length - good.Length) < 1e-14 * Math.Max(1, good.Length))
                break;
        }
        return good;
    }

    private bool Accepts(Point p)
    {
        if (!double.IsFinite(p.Value))
            return false;
        var steep = Math.Abs(p.Slope) <= -Curvature * slope0;
        if (steep && p.Value <= value0 + Decrease * p.Length * slope0)
            return true;
        var rounding = 1e-14 * Math.Abs(value0);
        return p.Value <= value0 + rounding && p.Slope >= Curvature * slope0 && p.Slope <= (2 * Decrease - 1) * slope0;
    }

    /// <summary>The minimum of the cubic through both ends, kept away from them; the middle where there is no such cubic.</summary>
    private static double Between(Point a, Point b)
    {
        var middle = (a.Length + b.Length) / 2;
        if (!double.IsFinite(b.Value) || !double.IsFinite(b.Slope))
            return middle;
        var width = b.Length - a.Length;
        var d1 = a.Slope + b.Slope - 3 * (a.Value - b.Value) / (a.Length - b.Length);
        var inside = d1 * d1 - a.Slope * b.Slope;
        if (!(inside >= 0))
            return middle;
        var d2 = Math.Sign(width) * Math.Sqrt(inside);
        var at = b.Length - width * (b.Slope + d2 - d1) / (b.Slope - a.Slope + 2 * d2);
        var (low, high) = (Math.Min(a.Length, b.Length) + 0.1 * Math.Abs(width), Math.Max(a.Length, b.Length) - 0.1 * Math.Abs(width));
        return at >= low && at <= high ? at : middle;
    }

    private Point At(double length)
    {
        for (var i = 0; i < _at.Length; i++)
            _at[i] = origin[i] + length * direction[i];
        var gradient = new double[_at.Length];
        var value = f(_at, gradient);
        _evaluations++;
        var slope = 0.0;
        for (var i = 0; i < gradient.Length; i++)
            slope += gradient[i] * direction[i];
        return new(length, double.IsFinite(slope) ? value : double.NaN, slope, gradient);
    }

    private (double, double, double[], int) Result(Point p) => p.Length > 0 && p.Value <= value0 + 1e-13 * Math.Abs(value0)
        ? (p.Length, p.Value, p.Gradient, _evaluations)
        : (0, value0, [], _evaluations);
}
