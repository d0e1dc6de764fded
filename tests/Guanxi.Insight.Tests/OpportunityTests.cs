using System.Globalization;
using CsCheck;

namespace Guanxi.Insight.Tests;

/// <summary>BG/BB against the donations of the paper, values computed with forty digits, and its own definition.</summary>
[Trait("Row", "VAL-5")]
public sealed class OpportunityTests
{
    private static readonly BgBb Walkthrough = new(1.203528, .749726, .6567808, 2.783796), Rounded = new(1.20, .75, .66, 2.78);
    private static readonly Gen<double> Positive = Gen.Double[-2, 2].Select(Math.Exp);
    private static readonly Gen<BgBb> Model = Gen.Select(Positive, Positive, Positive, Positive, (a, b, c, d) => new BgBb(a, b, c, d));

    private static readonly Gen<OpportunityHistory> History = Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[0, 30],
        (a, b, c) => { int[] v = [a, b, c]; Array.Sort(v); return new OpportunityHistory(v[0], v[0] == 0 ? 0 : v[1], v[2]); });

    [Fact]
    [Trait("Science", "5.35")]
    public void The_maximum_on_the_donations_is_the_one_of_the_paper()
    {
        var golden = Shared.Golden("mle.json", "bgbb");

        var fit = PurchaseFit.Fit(Donations());

        fit.NotIdentified.ShouldBeNull();
        fit.GradientNorm.ShouldBeLessThan(1e-9);
        fit.LogLikelihood.ShouldBe(golden.Number("ll"), 1e-5);
        fit.LogLikelihood.ShouldBe(-33225.58, .01);
        var values = golden.GetProperty("params").Numbers();
        double[] paper = [1.204, .750, .657, 2.783], errors = [.0694, .0294, .0510, .3208];
        for (var i = 0; i < 4; i++)
        {
            fit.Parameters[i].Value.ShouldBe(values[i], 2e-5 * values[i]);
            fit.Parameters[i].Value.ShouldBe(paper[i], 1e-3);
            fit.Parameters[i].StandardError.ShouldBe(errors[i], 1e-4);
        }
    }

    [Fact]
    [Trait("Science", "5.36, 5.37, 5.38, 5.40, 5.41")]
    public void All_figures_agree_with_those_of_forty_digits()
    {
        var golden = Shared.Golden("golden.json", "bgbb");
        var p = golden.GetProperty("params").Numbers();
        var model = new BgBb(p[0], p[1], p[2], p[3]);
        foreach (var row in golden.GetProperty("ll").EnumerateArray())
            Close(model.LogLikelihood(At(row)), row.Number("v"));
        foreach (var row in golden.GetProperty("palive_next").EnumerateArray())
            Close(model.ProbabilityAlive(At(row)), row.Number("v"));
        // The ten years were computed with the parameters of the walkthrough, the expectations of a new donor with four decimals of the maximum.
        BgBb fourDecimals = new(1.2035, .7497, .6567, 2.7834);
        foreach (var row in golden.GetProperty("cet10").EnumerateArray())
            Close(Walkthrough.ExpectedPurchases(At(row), 10), row.Number("v"));
        foreach (var row in golden.GetProperty("cet5").EnumerateArray())
            Close(model.ExpectedPurchases(At(row), 5), row.Number("v"));
        foreach (var row in golden.GetProperty("expectation").EnumerateArray())
            Close(fourDecimals.ExpectedPurchasesOfNew(row.GetProperty("n").GetInt32()), row.Number("v"));
        foreach (var row in golden.GetProperty("dert").EnumerateArray())
            Close(Rounded.DiscountedExpectedPurchases(At(row), row.Number("d")), row.Number("v"));

        static OpportunityHistory At(System.Text.Json.JsonElement row) => new(row.GetProperty("x").GetInt32(), row.GetProperty("tx").GetInt32(), 6);
        static void Close(double actual, double expected) => actual.ShouldBe(expected, 2e-12 * Math.Abs(expected));
    }

    [Fact]
    [Trait("Science", "5.36")]
    public void Log_likelihoods_at_both_ends_are_those_of_the_spreadsheet()
    {
        BgBb note = new(1.204, .750, .657, 2.783);

        note.LogLikelihood(new(6, 6, 6)).ShouldBe(-2.18167, 1e-3 * 2.18167);
        note.LogLikelihood(new(0, 0, 6)).ShouldBe(-1.16752, 1e-3 * 1.16752);
    }

    [Theory]
    [InlineData(0, 0, .11), InlineData(2, 4, .59), InlineData(6, 6, .93)]
    [Trait("Science", "5.37")]
    public void Donors_are_alive_next_year_as_in_table_6(int x, int last, double published) => Walkthrough.ProbabilityAlive(new(x, last, 6)).ShouldBe(published, 5e-3);

    [Fact]
    [Trait("Science", "5.38")]
    public void Donors_A_and_B_come_out_as_in_the_walkthrough()
    {
        Walkthrough.ExpectedPurchases(new(0, 0, 6), 10).ShouldBe(.1302169, 1e-5);
        Walkthrough.ExpectedPurchases(new(4, 5, 6), 10).ShouldBe(3.627858, 1e-5);
    }

    [Fact]
    [Trait("Science", "5.39")]
    public void Five_years_of_all_donors_add_up_as_in_the_note()
    {
        var donors = Donations();
        double Sum(Func<OpportunityHistory, bool> of) => donors.Rows.Select((h, i) => of(h) ? donors.Weights[i] * Walkthrough.ExpectedPurchases(h, 5) : 0).Sum();

        Sum(h => true).ShouldBe(12884.2, .5);
        Sum(h => true).ShouldBe(12883.965, 1e-2);
        Walkthrough.ExpectedPurchases(new(6, 6, 6), 5).ShouldBe(3.752500, 1e-6);
    }

    [Fact]
    [Trait("Science", "5.39")]
    public void Donors_who_never_and_who_always_gave_are_expected_in_the_numbers_seen()
    {
        (11_104 * Walkthrough.ProbabilityOfCount(0, 6)).ShouldBe(3454.9, .5);
        (11_104 * Walkthrough.ProbabilityOfCount(6, 6)).ShouldBe(1253.1, .5);
    }

    [Fact]
    [Trait("Science", "5.40")]
    public void A_new_donor_gives_as_often_as_in_the_note()
    {
        double[] published = [.4985, .9233, 1.2969, 1.6323, 1.9381, 2.2202, 2.4826, 2.7285, 2.9603, 3.1798, 3.3887];
        for (var n = 1; n <= published.Length; n++)
            Walkthrough.ExpectedPurchasesOfNew(n).ShouldBe(published[n - 1], 1e-4);
    }

    [Fact]
    [Trait("Science", "5.41")]
    public void Discounted_purchases_are_those_of_the_package()
    {
        Rounded.DiscountedExpectedPurchases(new(3, 4, 6), .1).ShouldBe(1.62137918584, 1e-9);
        double[] published = [1.802044799, 2.621156071, 3.440267343, 4.259378615, 5.078489887, 5.897601159];
        for (var x = 1; x <= 6; x++)
            Rounded.DiscountedExpectedPurchases(new(x, 6, 6), .1).ShouldBe(published[x - 1], 1e-9);
    }

    [Fact]
    [Trait("Science", "5.42")]
    public void Counts_of_six_have_the_published_probabilities()
    {
        double[] published = [.31268346144, .17039548988, .12143022089, .10004715121, .09132439723, .09202134852, .11209793084];
        for (var x = 0; x <= 6; x++)
            Rounded.ProbabilityOfCount(x, 6).ShouldBe(published[x], 1e-9);
    }

    [Fact]
    [Trait("Science", "5.43")]
    public void Donations_are_tracked_as_in_the_walkthrough()
    {
        double[] published = [5535.833, 4717.059, 4147.621, 3724.665, 3395.888, 3131.647, 2913.778, 2730.482, 2573.731, 2437.854, 2318.727];
        for (var k = 1; k <= published.Length; k++)
            (11_104 * (Walkthrough.ExpectedPurchasesOfNew(k) - Walkthrough.ExpectedPurchasesOfNew(k - 1))).ShouldBe(published[k - 1], .01);
    }

    [Fact]
    public void Gradients_agree_with_central_differences()
    {
        var f = BgBbFit.Objective(OpportunityCohort.Of([0, 1, 3, 2, 6, 1], [0, 1, 4, 5, 6, 3], [6, 6, 6, 8, 6, 3], [40, 20, 10, 7, 12, 3]));

        Gen.Double[-2, 2].Array[4].Sample(theta => FitPropertyTests.AssertGradient(f, theta), iter: 100);
    }

    [Fact]
    public void Counts_sum_to_one_and_have_the_expected_mean() => Gen.Select(Model, Gen.Int[0, 40]).Sample((model, n) =>
    {
        var mass = Enumerable.Range(0, n + 1).Select(x => model.ProbabilityOfCount(x, n)).ToArray();
        mass.Sum().ShouldBe(1, 1e-10);
        mass.Select((p, x) => p * x).Sum().ShouldBe(model.ExpectedPurchasesOfNew(n), 1e-9);
        model.ProbabilityOfNoPurchase(default, n).ShouldBe(mass[0], 1e-12);
    }, iter: 300);

    [Fact]
    public void Expectations_are_sums_over_the_possible_next_step() => Gen.Select(Model, History).Sample((model, h) =>
    {
        // One step ahead: buy (and go on from there), or not; whichever, the rest of the future is that of the new history.
        var (x, last, n) = (h.Taken, h.LastTaken, h.Opportunities);
        var buys = model.ExpectedPurchases(h, 1);
        var after = buys * (1 + model.ExpectedPurchases(new(x + 1, n + 1, n + 1), 6)) + (1 - buys) * model.ExpectedPurchases(new(x, last, n + 1), 6);
        model.ExpectedPurchases(h, 7).ShouldBe(after, 1e-10);
        model.ProbabilityOfNoPurchase(h, 1).ShouldBe(1 - buys, 1e-10);
        var discounted = Enumerable.Range(1, 400).Sum(m => (model.ExpectedPurchases(h, m) - model.ExpectedPurchases(h, m - 1)) * Math.Pow(1.25, -m));
        model.DiscountedExpectedPurchases(h, .25).ShouldBe(discounted, 1e-10);
    }, iter: 200);

    [Fact]
    public void Nothing_happens_at_gamma_equal_to_one()
    {
        OpportunityHistory h = new(3, 5, 8);
        foreach (var near in new[] { 1 - 1e-9, 1 + 1e-9 })
        {
            new BgBb(1.2, .7, 1, 2.8).ExpectedPurchases(h, 20).ShouldBe(new BgBb(1.2, .7, near, 2.8).ExpectedPurchases(h, 20), 1e-8);
            new BgBb(1.2, .7, 1, 2.8).DiscountedExpectedPurchases(h, .01).ShouldBe(new BgBb(1.2, .7, near, 2.8).DiscountedExpectedPurchases(h, .01), 1e-7);
        }
    }

    [Fact]
    public void Thousands_of_opportunities_neither_overflow_nor_underflow()
    {
        OpportunityHistory h = new(2000, 2500, 5000);

        double.IsFinite(Walkthrough.LogLikelihood(h)).ShouldBeTrue();
        Walkthrough.ProbabilityAlive(h).ShouldBeInRange(0, 1);
        Walkthrough.ProbabilityAlive(new(4000, 5000, 5000)).ShouldBeInRange(.99, 1);
        Walkthrough.DiscountedExpectedPurchases(new(4000, 5000, 5000), 1e-5).ShouldBeInRange(1000, 1e5);
    }

    [Fact]
    public void Parameters_come_back_out_of_simulated_donors()
    {
        BgBb truth = new(1.2, .75, .66, 2.8);
        var (inside, of) = (0, 0);
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(300 + seed);
            var donors = Enumerable.Range(0, 8_000).Select(_ => truth.Simulate(8, random)).ToArray();
            var fit = PurchaseFit.Fit(OpportunityCohort.Of([.. donors.Select(d => d.Taken)], [.. donors.Select(d => d.LastTaken)], [.. donors.Select(d => d.Opportunities)]));
            fit.NotIdentified.ShouldBeNull();
            for (var i = 0; i < 4; i++, of++)
                inside += Math.Abs(fit.Parameters[i].Value - truth.Parameters[i].Value) <= 3 * fit.Parameters[i].StandardError ? 1 : 0;
        }
        ((double)inside / of).ShouldBeGreaterThanOrEqualTo(.95);
    }

    [Fact]
    public void Without_a_purchase_or_a_second_opportunity_nothing_is_claimed()
    {
        PurchaseFit.Fit(OpportunityCohort.Of([0, 0], [0, 0], [6, 6])).NotIdentified.ShouldBe(NotIdentifiedReason.NothingToLearnFrom);
        PurchaseFit.Fit(OpportunityCohort.Of([0, 1], [0, 1], [1, 1])).NotIdentified.ShouldBe(NotIdentifiedReason.NothingToLearnFrom);
    }

    [Theory]
    [InlineData(-1, 0, 6), InlineData(3, 2, 6), InlineData(1, 7, 6), InlineData(0, 2, 6), InlineData(0, 0, -1)]
    public void A_history_that_cannot_be_is_refused(int x, int last, int n) => Should.Throw<ArgumentOutOfRangeException>(() => new OpportunityHistory(x, last, n));

    private static OpportunityCohort Donations()
    {
        var rows = Shared.Lines("data", "donations-bgbb.csv").Skip(1).Select(l => l.Split(',').Select(f => int.Parse(f, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        return OpportunityCohort.Of([.. rows.Select(r => r[0])], [.. rows.Select(r => r[1])], [.. rows.Select(r => r[2])], [.. rows.Select(r => (double)r[3])]);
    }
}
