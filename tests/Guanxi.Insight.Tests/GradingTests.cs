using CsCheck;

namespace Guanxi.Insight.Tests;

[Trait("Row", "VAL-3")]
public sealed class GradingTests
{
    private static readonly GradePyramid Pyramid = new();

    [Fact]
    public void A_hundred_customers_make_one_major_nineteen_minor_thirty_ordinary_and_fifty_small()
    {
        var values = Enumerable.Range(1, 100).Select(v => 100L * v).ToArray();

        var grades = ByEdges(values);

        grades.CountBy(g => g).OrderBy(g => g.Key).Select(g => g.Value).ShouldBe([1, 19, 30, 50]);
        grades[99].ShouldBe(CustomerGrade.Major);
        grades[80].ShouldBe(CustomerGrade.Minor);
        grades[79].ShouldBe(CustomerGrade.Ordinary);
        grades[49].ShouldBe(CustomerGrade.Small);
    }

    [Fact]
    public void Equal_totals_are_ranked_by_current_value_and_then_by_age()
    {
        long[] total = [500, 500, 500, 900], current = [10, 20, 10, 0], ids = [7, 8, 3, 9];

        Grading.Places(total, current, ids).ShouldBe([3, 1, 2, 0]);
    }

    [Fact]
    public void Places_are_a_permutation_whatever_the_values() => Gen.Long[-5, 5].Array[0, 50].Sample(values =>
    {
        var ids = Enumerable.Range(0, values.Length).Select(i => (long)i).ToArray();
        var places = Grading.Places(values, values, ids);
        places.Order().ShouldBe(Enumerable.Range(0, values.Length));
        for (var i = 0; i < values.Length; i++)
            for (var j = 0; j < values.Length; j++)
                if (values[i] > values[j])
                    places[i].ShouldBeLessThan(places[j]);
    });

    [Fact]
    public void A_customer_near_an_edge_keeps_the_grade_until_the_second_evaluation()
    {
        // The edge below the key customers lies at place 200 of 1,000; five percent of it are ten places.
        Moved(place: 195, previous: CustomerGrade.Ordinary, before: CustomerGrade.Ordinary).ShouldBe(CustomerGrade.Ordinary);
        Moved(place: 195, previous: CustomerGrade.Ordinary, before: CustomerGrade.Minor).ShouldBe(CustomerGrade.Minor);
        Moved(place: 185, previous: CustomerGrade.Ordinary, before: CustomerGrade.Ordinary).ShouldBe(CustomerGrade.Minor);
        Moved(place: 205, previous: CustomerGrade.Minor, before: CustomerGrade.Minor).ShouldBe(CustomerGrade.Minor);
        Moved(place: 215, previous: CustomerGrade.Minor, before: CustomerGrade.Minor).ShouldBe(CustomerGrade.Ordinary);
        Moved(place: 205, previous: CustomerGrade.Minor, before: CustomerGrade.Ordinary).ShouldBe(CustomerGrade.Ordinary);
    }

    [Fact]
    public void A_jump_over_two_edges_stops_at_the_one_that_is_not_passed_clearly()
    {
        Moved(place: 195, previous: CustomerGrade.Small, before: CustomerGrade.Small).ShouldBe(CustomerGrade.Ordinary);
        Moved(place: 9, previous: CustomerGrade.Small, before: CustomerGrade.Small).ShouldBe(CustomerGrade.Major);
        Moved(place: 999, previous: CustomerGrade.Major, before: CustomerGrade.Major).ShouldBe(CustomerGrade.Small);
    }

    [Fact]
    public void Edges_may_be_values_instead_of_shares()
    {
        var pyramid = new GradePyramid(Thresholds: [10_000, 5_000, 1_000]);

        Grading.ByEdges([20_000, 10_000, 9_999, 1_000, 0, -5], [0, 1, 2, 3, 4, 5], pyramid)
            .ShouldBe([CustomerGrade.Major, CustomerGrade.Major, CustomerGrade.Minor, CustomerGrade.Ordinary, CustomerGrade.Small, CustomerGrade.Small]);
    }

    [Theory]
    [InlineData(CustomerGrade.Minor, 0, 100, false, CustomerClass.A, CustomerColour.Green)]
    [InlineData(CustomerGrade.Ordinary, 0.8, 100, false, CustomerClass.B, CustomerColour.Yellow)]
    [InlineData(CustomerGrade.Ordinary, 0.2, 100, false, CustomerClass.C, CustomerColour.Yellow)]
    [InlineData(CustomerGrade.Small, 0.8, 100, false, CustomerClass.D, CustomerColour.None)]
    [InlineData(CustomerGrade.Small, 0.8, -1, false, CustomerClass.D, CustomerColour.Red)]
    [InlineData(CustomerGrade.Small, 0.8, 100, true, CustomerClass.D, CustomerColour.Red)]
    public void Class_and_colour_follow_from_the_grade(CustomerGrade grade, double potential, long current, bool never, CustomerClass expected, CustomerColour colour)
    {
        var found = Grading.ClassOf(grade, potential, 0.5);

        found.ShouldBe(expected);
        Grading.ColourOf(found, current, never).ShouldBe(colour);
    }

    [Fact]
    public void The_curve_of_customers_who_are_all_alike_is_the_diagonal() =>
        ConcentrationCurve.Of(Enumerable.Repeat(7L, 200).ToArray(), 10).ShouldAllBe(p => Math.Abs(p.Customers - p.Value) < 1e-12);

    [Fact]
    public void One_customer_in_five_who_brings_everything_is_a_curve_of_twenty_to_hundred()
    {
        long[] values = [0, 0, 50, 0, 0, 0, 50, 0, 0, 0];

        ConcentrationCurve.Of(values, 10)[2].Value.ShouldBe(1);
        ConcentrationCurve.CustomersFor(values, 0.8).ShouldBe(0.2);
        ConcentrationCurve.Of([0, 0]).ShouldBeEmpty();
    }

    [Fact]
    public void Equal_values_stand_at_the_middle_of_theirs()
    {
        Grading.Percentiles([30, 10, 20, 20]).ShouldBe([0.875f, 0.125f, 0.5f, 0.5f]);
        Grading.Percentiles([7, 7, 7]).ShouldBe([0.5f, 0.5f, 0.5f]);
        Grading.Percentiles([]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0.80f, 0.50f, true)]
    [InlineData(0.79f, 0.50f, false)]
    [InlineData(0.50f, 0.80f, false)]
    public void Thirty_points_ahead_is_far_ahead(float potential, float earned, bool ahead) => Grading.IsAhead(potential, earned).ShouldBe(ahead);

    [Theory]
    [InlineData(499, false)]
    [InlineData(500, true)]
    [InlineData(549, true)]
    [InlineData(550, false)]
    public void Near_the_ordinary_are_those_within_a_tenth_below_their_edge(int place, bool near) => Grading.IsNearOrdinary(0, place, 1000, Pyramid).ShouldBe(near);

    [Theory]
    [InlineData(1000, false)]
    [InlineData(999, true)]
    [InlineData(900, true)]
    [InlineData(899, false)]
    public void The_same_by_value(long value, bool near) => Grading.IsNearOrdinary(value, 0, 10, Pyramid with { Thresholds = [9000, 5000, 1000] }).ShouldBe(near);

    [Fact]
    public void The_cuts_are_where_the_edges_put_them() => Gen.Int[1, 400].Sample(customers =>
    {
        var values = Enumerable.Range(0, customers).Select(v => (long)v).ToArray();
        var grades = ByEdges(values);
        for (var layer = 0; layer < 3; layer++)
            Pyramid.Cut(layer, customers).ShouldBe(grades.Count(g => (int)g <= layer));
    });

    [Fact]
    [Trait("Row", "CUS-10")]
    public void The_level_that_pays_rises_with_the_margin_and_falls_with_the_number()
    {
        RelationshipLevel[][] table =
        [
            [RelationshipLevel.Accountable, RelationshipLevel.Proactive, RelationshipLevel.Partnership],
            [RelationshipLevel.Reactive, RelationshipLevel.Accountable, RelationshipLevel.Proactive],
            [RelationshipLevel.Basic, RelationshipLevel.Reactive, RelationshipLevel.Accountable],
        ];

        for (var number = 0; number < 3; number++)
            for (var margin = 0; margin < 3; margin++)
                RelationshipLevels.Advise(margin, number).ShouldBe(table[number][margin]);
        Should.Throw<ArgumentOutOfRangeException>(() => RelationshipLevels.Advise(3, 0));
    }

    private static CustomerGrade[] ByEdges(long[] values)
    {
        var ids = values.Select((_, i) => (long)i).ToArray();
        return Grading.ByEdges(values, Grading.Places(values, values, ids), Pyramid);
    }

    private static CustomerGrade Moved(int place, CustomerGrade previous, CustomerGrade before)
    {
        var byEdges = place < 10 ? CustomerGrade.Major : place < 200 ? CustomerGrade.Minor : place < 500 ? CustomerGrade.Ordinary : CustomerGrade.Small;
        return Grading.WithHysteresis(byEdges, 0, place, 1000, Pyramid, previous, before);
    }
}
