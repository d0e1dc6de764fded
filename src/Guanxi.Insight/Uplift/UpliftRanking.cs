namespace Guanxi.Insight;

/// <summary>Whether a score puts first those on whom a treatment works: measured on customers of whom chance decided who was treated.</summary>
/// <remarks>
/// Qini and uplift curves after Radcliffe (2007), areas as in scikit-uplift: (area - area of chance) / (area of the perfect order - area of
/// chance). Other packages name other areas the same: show the definition beside the number. Look first at <see cref="GroupEffect"/>: where the
/// effect itself may be chance, no order of it means anything.
/// </remarks>
public sealed class UpliftRanking
{
    private readonly double[] _score;
    private readonly bool[] _treated, _responded;

    private UpliftRanking(double[] score, bool[] treated, bool[] responded) => (_score, _treated, _responded) = (score, treated, responded);

    /// <summary>Customers treated.</summary>
    public int Treated => _treated.Count(t => t);

    /// <summary>Customers not treated.</summary>
    public int Controls => _treated.Length - Treated;

    /// <summary>Sorts the customers once.</summary>
    /// <param name="score">Expected effect per customer, finite; higher first.</param>
    /// <param name="treated">Whether the customer was treated.</param>
    /// <param name="responded">Whether the customer responded.</param>
    /// <exception cref="ArgumentException">The spans differ in length, or a score is not finite.</exception>
    public static UpliftRanking Of(ReadOnlySpan<double> score, ReadOnlySpan<bool> treated, ReadOnlySpan<bool> responded)
    {
        Measured.Check(score, treated.Length, default);
        if (responded.Length != score.Length)
            throw new ArgumentException("Scores and responses must have the same length.", nameof(responded));
        var n = score.Length;
        var order = new int[n];
        var sorted = new double[n];
        for (var i = 0; i < n; i++)
            (order[i], sorted[i]) = (i, -score[i]);
        Array.Sort(sorted, order);
        // Of equal scores the later comes first, as in scikit-uplift: a cut through a tie must not depend on how the sort works.
        for (int from = 0, to; from < n; from = to)
        {
            for (to = from + 1; to < n && sorted[to] == sorted[from];)
                to++;
            if (to - from > 1)
            {
                Array.Sort(order, from, to - from);
                Array.Reverse(order, from, to - from);
            }
        }
        var (t, r) = (new bool[n], new bool[n]);
        for (var i = 0; i < n; i++)
            (sorted[i], t[i], r[i]) = (-sorted[i], treated[order[i]], responded[order[i]]);
        return new(sorted, t, r);
    }

    /// <summary>Responses gained among the first k: Y_t - Y_c · N_t / N_c. One point per distinct score, from (0, 0).</summary>
    public IReadOnlyList<(int Customers, double Gain)> QiniCurve() => Curve(_score, _treated, _responded, Qini);

    /// <summary>Responses gained if all of the first k were treated: (Y_t / N_t - Y_c / N_c) · k. One point per distinct score, from (0, 0).</summary>
    public IReadOnlyList<(int Customers, double Gain)> UpliftCurve() => Curve(_score, _treated, _responded, Uplift);

    /// <summary>Area of the Qini curve over chance, as a share of what the perfect order has: 1 is perfect, 0 is chance. NaN without both groups.</summary>
    public double QiniAuc() => Share(Qini, (treated, responded) => responded ? treated ? 1 : -1 : 0);

    /// <summary>The same of the uplift curve.</summary>
    public double UpliftAuc()
    {
        var (controlYes, treatedNo) = (0, 0);
        for (var i = 0; i < _treated.Length; i++)
        {
            controlYes += _responded[i] && !_treated[i] ? 1 : 0;
            treatedNo += !_responded[i] && _treated[i] ? 1 : 0;
        }
        return Share(Uplift, (treated, responded) => (treated == responded ? 2 : 0) + ((controlYes > treatedNo ? responded : treated) ? 1 : 0));
    }

    /// <summary>Effect among the first of all: response rate of their treated less that of their controls.</summary>
    /// <param name="share">In (0, 1]; 0.3 for the first thirty percent.</param>
    /// <param name="byGroup">Take the first of each group, not of all: then both groups are cut at the same share.</param>
    /// <returns>In [-1, 1]; NaN where there is no treated or no control among them.</returns>
    public double EffectAt(double share, bool byGroup = false)
    {
        if (!(share is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share must lie in (0, 1].");
        if (!byGroup)
            return Effect(0, (int)(_score.Length * share)).Rate;
        var treated = Treated;
        return Rate(true, (int)(treated * share)) - Rate(false, (int)((_score.Length - treated) * share));
    }

    /// <summary>Mean of the effects in bins of equally many customers, weighted by their treated.</summary>
    /// <param name="bins">&gt; 0.</param>
    /// <returns>NaN where a bin lacks treated or controls.</returns>
    public double WeightedAverageEffect(int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        var (sum, weight, from) = (0.0, 0, 0);
        for (var b = 0; b < bins; b++)
        {
            // The first bins take one more where the number does not divide.
            var to = from + _score.Length / bins + (b < _score.Length % bins ? 1 : 0);
            var (rate, treated) = Effect(from, to);
            sum += treated * rate;
            weight += treated;
            from = to;
        }
        return sum / weight;
    }

    private static double Qini(int treated, int controls, int treatedYes, int controlYes) => controls == 0 ? treatedYes : treatedYes - (double)controlYes * treated / controls;

    private static double Uplift(int treated, int controls, int treatedYes, int controlYes) =>
        ((treated == 0 ? 0 : (double)treatedYes / treated) - (controls == 0 ? 0 : (double)controlYes / controls)) * (treated + controls);

    private static List<(int Customers, double Gain)> Curve(ReadOnlySpan<double> score, ReadOnlySpan<bool> treated, ReadOnlySpan<bool> responded, Func<int, int, int, int, double> gain)
    {
        List<(int, double)> points = [(0, 0)];
        var (t, ty, cy) = (0, 0, 0);
        for (var i = 0; i < score.Length; i++)
        {
            t += treated[i] ? 1 : 0;
            ty += treated[i] && responded[i] ? 1 : 0;
            cy += !treated[i] && responded[i] ? 1 : 0;
            if (i + 1 == score.Length || score[i + 1] != score[i])
                points.Add((i + 1, gain(t, i + 1 - t, ty, cy)));
        }
        return points;
    }

    private static double Area(List<(int Customers, double Gain)> curve)
    {
        var area = 0.0;
        for (var i = 1; i < curve.Count; i++)
            area += (curve[i].Customers - curve[i - 1].Customers) * (curve[i].Gain + curve[i - 1].Gain) / 2;
        return area;
    }

    private double Share(Func<int, int, int, int, double> gain, Func<bool, bool, int> perfect)
    {
        var n = _score.Length;
        var best = new double[n];
        for (var i = 0; i < n; i++)
            best[i] = perfect(_treated[i], _responded[i]);
        var ideal = Of(best, _treated, _responded);
        var (own, top) = (Curve(_score, _treated, _responded, gain), Curve(ideal._score, ideal._treated, ideal._responded, gain));
        var chance = n * top[^1].Gain / 2;
        return Treated == 0 || Controls == 0 ? double.NaN : (Area(own) - chance) / (Area(top) - chance);
    }

    private (double Rate, int Treated) Effect(int from, int to)
    {
        var (t, ty, cy) = (0, 0, 0);
        for (var i = from; i < to; i++)
        {
            t += _treated[i] ? 1 : 0;
            ty += _treated[i] && _responded[i] ? 1 : 0;
            cy += !_treated[i] && _responded[i] ? 1 : 0;
        }
        return ((double)ty / t - (double)cy / (to - from - t), t);
    }

    private double Rate(bool treated, int first)
    {
        var (seen, yes) = (0, 0);
        for (var i = 0; i < _treated.Length && seen < first; i++)
        {
            if (_treated[i] != treated)
                continue;
            seen++;
            yes += _responded[i] ? 1 : 0;
        }
        return (double)yes / seen;
    }
}
