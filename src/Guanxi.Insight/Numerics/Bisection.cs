namespace Guanxi.Insight.Numerics;

/// <summary>A root of a rising function, to the last digits: slow and sure.</summary>
internal static class Bisection
{
    public static double Root(Func<double, double> rising, double low, double high)
    {
        for (var i = 0; i < 200; i++)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
                break;
            if (rising(middle) < 0)
                low = middle;
            else
                high = middle;
        }
        return low + (high - low) / 2;
    }
}
