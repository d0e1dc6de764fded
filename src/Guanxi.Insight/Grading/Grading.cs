namespace Guanxi.Insight;

/// <summary>Ranks customers by value and puts them into the layers of the pyramid.</summary>
public static class Grading
{
    /// <summary>Places from the best (0) to the last, by total value, then current value, then id (the older first).</summary>
    /// <param name="total">Total value per customer, minor units.</param>
    /// <param name="current">Current value per customer, minor units.</param>
    /// <param name="ids">A number per customer that never changes.</param>
    /// <returns>The place of each customer. A total order: the same input gives the same places.</returns>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public static int[] Places(ReadOnlySpan<long> total, ReadOnlySpan<long> current, ReadOnlySpan<long> ids)
    {
        if (current.Length != total.Length || ids.Length != total.Length)
            throw new ArgumentException("Values and ids must have the same length.", nameof(current));
        var key = new Rank[total.Length];
        for (var i = 0; i < key.Length; i++)
            key[i] = new(total[i], current[i], ids[i], i);
        Array.Sort(key);
        var place = new int[key.Length];
        for (var i = 0; i < key.Length; i++)
            place[key[i].Index] = i;
        return place;
    }

    /// <summary>The layer of each customer by the edges alone. A layer that ends at share s of n customers holds the first ⌈s n⌉.</summary>
    public static CustomerGrade[] ByEdges(ReadOnlySpan<long> total, ReadOnlySpan<int> places, GradePyramid pyramid)
    {
        ArgumentNullException.ThrowIfNull(pyramid);
        var grades = new CustomerGrade[total.Length];
        for (var i = 0; i < grades.Length; i++)
        {
            var layer = 0;
            while (layer < 3 && !IsAbove(layer, total[i], places[i], total.Length, pyramid, 0))
                layer++;
            grades[i] = (CustomerGrade)layer;
        }
        return grades;
    }

    /// <summary>One customer's grade after hysteresis: an edge is crossed when it is passed by the margin, or for the second evaluation in a row.</summary>
    /// <param name="byEdges">What the edges alone say now.</param>
    /// <param name="value">Total value, minor units.</param>
    /// <param name="place">Place among <paramref name="customers"/>.</param>
    /// <param name="customers">How many are graded.</param>
    /// <param name="pyramid">The edges.</param>
    /// <param name="previous">The grade so far, or null at the first evaluation.</param>
    /// <param name="previousByEdges">What the edges alone said at the evaluation before.</param>
    public static CustomerGrade WithHysteresis(CustomerGrade byEdges, long value, int place, int customers, GradePyramid pyramid, CustomerGrade? previous, CustomerGrade? previousByEdges)
    {
        ArgumentNullException.ThrowIfNull(pyramid);
        if (previous is not { } grade)
            return byEdges;
        while (grade > byEdges && (previousByEdges < grade || IsAbove((int)grade - 1, value, place, customers, pyramid, pyramid.Margin)))
            grade--;
        while (grade < byEdges && (previousByEdges > grade || !IsAbove((int)grade, value, place, customers, pyramid, -pyramid.Margin)))
            grade++;
        return grade;
    }

    /// <summary>Where each value stands among all, from 0 (least) to 1 (most). Equal values stand at the middle of theirs.</summary>
    /// <param name="values">One per customer.</param>
    /// <returns>The share of customers with less, with half of those who have as much (oneself among them).</returns>
    public static float[] Percentiles(ReadOnlySpan<long> values)
    {
        var sorted = values.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(sorted, order);
        var percentiles = new float[sorted.Length];
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            to = from + 1;
            while (to < sorted.Length && sorted[to] == sorted[from])
                to++;
            var middle = (float)((from + to) / 2.0 / sorted.Length);
            for (var k = from; k < to; k++)
                percentiles[order[k]] = middle;
        }
        return percentiles;
    }

    /// <summary>Whether a customer's future stands far above what has been earned so far: of class C, a rising star.</summary>
    /// <param name="potential">Percentile of potential value.</param>
    /// <param name="earned">Percentile of historic and current value.</param>
    public static bool IsAhead(float potential, float earned) => potential - earned >= 0.30f - 1e-6f;

    /// <summary>Whether a customer of the last layer is so near to the edge above that one good order may carry it over.</summary>
    /// <param name="value">Total value, minor units.</param>
    /// <param name="place">Place, 0 for the best.</param>
    /// <param name="customers">How many are graded.</param>
    /// <param name="pyramid">The edges.</param>
    /// <returns>True within a tenth of the edge below it.</returns>
    public static bool IsNearOrdinary(long value, int place, int customers, GradePyramid pyramid)
    {
        ArgumentNullException.ThrowIfNull(pyramid);
        return !IsAbove(2, value, place, customers, pyramid, 0) && IsAbove(2, value, place, customers, pyramid, -0.10);
    }

    /// <summary>The class of a graded customer.</summary>
    /// <param name="grade">The grade.</param>
    /// <param name="potentialShare">Potential value as a share of total value.</param>
    /// <param name="medianPotentialShare">Its median among ordinary customers.</param>
    public static CustomerClass ClassOf(CustomerGrade grade, double potentialShare, double medianPotentialShare) => grade switch
    {
        CustomerGrade.Major or CustomerGrade.Minor => CustomerClass.A,
        CustomerGrade.Ordinary => potentialShare > medianPotentialShare ? CustomerClass.B : CustomerClass.C,
        _ => CustomerClass.D,
    };

    /// <summary>The colour of a class: green for A, yellow for B and C, red for a D that costs money or must not be conceded to.</summary>
    public static CustomerColour ColourOf(CustomerClass customerClass, long currentMinor, bool neverConcede) => customerClass switch
    {
        CustomerClass.A => CustomerColour.Green,
        CustomerClass.B or CustomerClass.C => CustomerColour.Yellow,
        _ => currentMinor < 0 || neverConcede ? CustomerColour.Red : CustomerColour.None,
    };

    /// <summary>Whether a value or place lies above the edge under a layer, the edge moved inwards by a part of itself (outwards when negative).</summary>
    private static bool IsAbove(int layer, long value, int place, int customers, GradePyramid pyramid, double inwards) => pyramid.Thresholds is { } thresholds
        ? value >= thresholds[layer] + inwards * Math.Abs((double)thresholds[layer])
        : place < pyramid.Edge(layer) * customers * (1 - inwards) - 1e-9;

    private readonly record struct Rank(long Total, long Current, long Id, int Index) : IComparable<Rank>
    {
        public int CompareTo(Rank other)
        {
            var byTotal = other.Total.CompareTo(Total);
            if (byTotal != 0)
                return byTotal;
            var byCurrent = other.Current.CompareTo(Current);
            return byCurrent != 0 ? byCurrent : Id.CompareTo(other.Id);
        }
    }
}
