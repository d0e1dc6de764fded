namespace Guanxi.Insight.Tests;

[Trait("Row", "VAL-1")]
public sealed class ScoreTests
{
    private static readonly ValueHorizon Horizon = new(90);

    [Fact]
    public void Scores_are_those_of_each_customer_alone()
    {
        var model = new MbgNbd(.7, 40, .9, 2);
        var cohort = Simulated.Cohort(model, 3_000, 700, seed: 11);

        var scores = PurchaseScores.Of(model, cohort, Horizon);

        for (var row = 0; row < cohort.Rows; row += 7)
        {
            var h = cohort[row];
            scores.Alive[row].ShouldBe(model.ProbabilityAlive(h));
            scores.Churn[row].ShouldBe(model.ProbabilityOfNoPurchase(h, 90));
            scores.PurchasesInYear[row].ShouldBe(model.ExpectedPurchases(h, 365.25), 1e-12);
            var sum = Enumerable.Range(1, 36).Sum(m => (model.ExpectedPurchases(h, m * 30.4375) - model.ExpectedPurchases(h, (m - 1) * 30.4375)) * Math.Pow(1.1, -m / 12.0));
            scores.DiscountedPurchases[row].ShouldBe(sum, 1e-9 * Math.Max(sum, 1));
        }
    }

    [Fact]
    public void Without_a_discount_the_months_add_up_to_the_horizon()
    {
        var model = new BgNbd(.7, 40, .9, 2);

        DiscountedPurchases.IfAlive(model, 3, 200, 36, 30.4375, 0).ShouldBe(model.ExpectedPurchasesIfAlive(3, 200, 36 * 30.4375), 1e-12);
    }

    [Fact]
    public void Simulated_futures_average_to_the_expectation()
    {
        var random = new Random(12);
        foreach (IPurchaseModel model in new IPurchaseModel[] { new Nbd(.7, 40), new BgNbd(.7, 40, .9, 2), new MbgNbd(.7, 40, .9, 2), new ParetoNbd(.7, 40, .9, 60) })
        {
            List<double> times = [];
            for (var i = 0; i < 20_000; i++)
                model.SimulateIfAlive(3, 100, 200, random, times);
            var expected = model.ExpectedPurchasesIfAlive(3, 100, 200);
            (times.Count / 20_000.0).ShouldBe(expected, 0.04 * expected);
            times.ShouldAllBe(t => t > 0 && t <= 200);
        }
    }

    [Fact]
    public void Nine_futures_of_ten_fall_inside_their_interval()
    {
        var truth = new BgNbd(.9, 40, .9, 4);
        var cohort = Simulated.Cohort(truth, 4_000, 700, seed: 13);
        var fit = PurchaseFit.Fit(PurchaseModelKind.BgNbd, cohort);
        var scores = PurchaseScores.Of(fit.Model, cohort, Horizon);

        var interval = PotentialInterval.Of(fit, null, cohort, scores, Horizon, seed: 14);

        var random = new Random(15);
        var (inside, of) = (0, 0);
        foreach (var row in cohort.RowOf)
        {
            var h = cohort[row];
            List<double> times = [];
            if (random.NextDouble() < truth.ProbabilityAlive(h))
                truth.SimulateIfAlive(h.Repeats, h.Observed, 36 * 30.4375, random, times);
            var value = times.Sum(t => Math.Pow(1.1, -Math.Ceiling(t / 30.4375) / 12));
            var (low, high) = interval[row];
            low.ShouldBeLessThanOrEqualTo(high);
            inside += value >= low && value <= high ? 1 : 0;
            of++;
        }
        // Never less than promised; more only because purchases come in whole numbers and many futures are exactly nothing.
        ((double)inside / of).ShouldBeInRange(0.88, 0.98);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval()
    {
        var cohort = Simulated.Cohort(new BgNbd(.9, 40, .9, 4), 1_000, 700, seed: 16);
        var fit = PurchaseFit.Fit(PurchaseModelKind.BgNbd, cohort);
        var scores = PurchaseScores.Of(fit.Model, cohort, Horizon);
        var spend = new GammaGamma(6, 4, 15);

        var (one, two) = (PotentialInterval.Of(fit, spend, cohort, scores, Horizon, seed: 1), PotentialInterval.Of(fit, spend, cohort, scores, Horizon, seed: 1));

        Enumerable.Range(0, cohort.Rows).Select(row => one[row]).ShouldBe(Enumerable.Range(0, cohort.Rows).Select(row => two[row]));
    }
}
