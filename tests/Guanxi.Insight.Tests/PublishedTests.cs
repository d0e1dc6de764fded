namespace Guanxi.Insight.Tests;

/// <summary>Values printed in papers, notes and manuals, at the tolerance that their digits allow.</summary>
[Trait("Row", "VAL-5")]
public sealed class PublishedTests
{
    private static readonly BgNbd Walkthrough = new(.2425967, 4.413659, .7929869, 2.426164);
    private static readonly ParetoNbd Manual = new(.5533971, 10.5802, .6060625, 11.65622);

    [Fact]
    [Trait("Science", "5.4")]
    public void Hardies_spreadsheet_expects_1_226_purchases_of_customer_one() =>
        new BgNbd(.243, 4.414, .793, 2.426).ExpectedPurchases(new(2, 30.43, 38.86), 39).ShouldBe(1.226, 5e-4);

    [Theory]
    [InlineData(.1429, .0078160), InlineData(1, .0531843), InlineData(3, .1506308), InlineData(31.8571, 1.0404890), InlineData(32, 1.0437319), InlineData(78, 1.8579581)]
    [Trait("Science", "5.5")]
    public void A_new_customer_is_expected_to_buy_as_in_the_spreadsheet(double t, double expected) =>
        new BgNbd(.2425945, 4.4136021, .7929222, 2.4259074).ExpectedPurchasesOfNew(t).ShouldBe(expected, 1e-6);

    [Fact]
    [Trait("Science", "5.6")]
    public void Customer_1516_comes_out_as_in_the_walkthrough()
    {
        PurchaseHistory history = new(26, 30.857142857142858, 31);

        Walkthrough.ExpectedPurchases(history, 52).ShouldBe(25.75658589, 1e-7);
        Walkthrough.ProbabilityAlive(history).ShouldBe(0.9688522601, 1e-9);
        Walkthrough.ExpectedPurchasesOfNew(52).ShouldBe(1.444004157, 1e-8);
    }

    [Theory]
    [InlineData(10, .3474606275), InlineData(15, .0428339119), InlineData(20, .004158972597), InlineData(25, .0003583685188)]
    [Trait("Science", "5.7")]
    public void More_purchases_long_ago_promise_less(int x, double expected) =>
        Walkthrough.ExpectedPurchases(new(x, 20, 39), 52).ShouldBe(expected, 1e-8 * expected);

    [Fact]
    [Trait("Science", "5.8")]
    public void Ten_purchases_in_two_weeks_are_as_rare_as_published()
    {
        var model = new BgNbd(.243, 4.414, .793, 2.426);

        model.ProbabilityOfCount(10, 2).ShouldBe(1.07869e-7, 1e-12);
        model.ProbabilityOfCount(0, 39).ShouldBe(0.5737864, 1e-6);
    }

    [Fact]
    [Trait("Science", "5.9")]
    public void Eleven_to_twenty_purchases_in_thirty_weeks_are_as_likely_as_published()
    {
        var model = new BgNbd(.243, 4.414, .793, 2.426);
        double[] published = [.0019995214, .0015170236, .0011633150, .0009003148, .0007023638, .0005517902, .0004361913, .0003467171, .0002769613, .0002222260];
        for (var i = 0; i < published.Length; i++)
            model.ProbabilityOfCount(11 + i, 30).ShouldBe(published[i], 1e-7);
    }

    [Fact]
    [Trait("Science", "5.28, 5.29")]
    public void ParetoNbd_discounted_purchases_are_those_of_the_package()
    {
        ParetoNbd model = new(.5629966, 12.5590370, .4081095, 10.5148048);
        model.DiscountedExpectedPurchases(new(7, 35, 77.86), .0027).ShouldBe(1.86418332807, 1e-9);
        double[] published = [2.1991554497, 2.8435344061, 2.8671283912, 2.4454100786, 1.8405019245, 1.2624164717, .8096181195, .4948036194, .2920247016, .1679275086];
        for (var x = 1; x <= 10; x++)
            model.DiscountedExpectedPurchases(new(x, 30, 77.86), .0027).ShouldBe(published[x - 1], 1e-9);
    }

    [Fact]
    [Trait("Science", "5.15")]
    public void Someone_who_bought_a_thousand_times_and_stopped_is_gone() =>
        new BgNbd(.243, 4.414, .793, 2.426).ProbabilityAlive(new(1000, 10, 100)).ShouldBeLessThan(1e-300);

    [Fact]
    [Trait("Science", "5.20")]
    public void ParetoNbd_customer_1516_comes_out_as_in_the_walkthrough()
    {
        PurchaseHistory history = new(26, 30.857142857142858, 31);

        Manual.ExpectedPurchases(history, 52).ShouldBe(25.45418, 1e-4);
        Manual.ProbabilityAlive(history).ShouldBe(.99787341, 1e-7);
        Manual.ExpectedPurchasesOfNew(52).ShouldBe(1.473112, 1e-5);
    }

    [Fact]
    [Trait("Science", "5.21")]
    public void ParetoNbd_note_page_eight() =>
        new ParetoNbd(.5534, 10.5802, .6061, 11.6562).ProbabilityAlive(new(26, 30.86, 31)).ShouldBe(0.997917766551907, 1e-12);

    [Theory]
    [InlineData(10, .70596733), InlineData(15, .14418781), InlineData(20, .02249929), InlineData(25, .00309179)]
    [Trait("Science", "5.22")]
    public void ParetoNbd_more_purchases_long_ago_promise_less(int x, double expected) =>
        Manual.ExpectedPurchases(new(x, 20, 39), 52).ShouldBe(expected, 2e-6 * expected);

    [Fact]
    [Trait("Science", "5.23")]
    public void ParetoNbd_a_one_time_buyer_after_39_weeks() => Manual.ProbabilityAlive(new(0, 0, 39)).ShouldBe(0.2941632921, 1e-9);

    [Fact]
    [Trait("Science", "5.24")]
    public void ParetoNbd_expected_purchases_by_week()
    {
        var model = new ParetoNbd(0.55, 10.56, 0.61, 11.64);
        double[] published = [0, .05077821, .09916088, .14542507, .18979930, .23247466, .27361274, .31335159, .35181024, .38909211];
        for (var t = 0; t < published.Length; t++)
            model.ExpectedPurchasesOfNew(t).ShouldBe(published[t], 1e-8);
    }

    [Theory]
    [InlineData(132, 6.2060517889632), InlineData(133, 6.2528722475748)]
    [Trait("Science", "5.25")]
    public void ParetoNbd_does_not_underflow_for_frequent_buyers(int x, double expected) =>
        new ParetoNbd(.55, 10.58, .61, 11.67).ExpectedPurchases(new(x, 200, 200), 10).ShouldBe(expected, 1e-9);

    [Fact]
    [Trait("Science", "5.11, 5.12, 5.13")]
    public void Holdout_purchases_by_frequency_class_match_the_walkthrough()
    {
        var data = Cdnow.Exact();
        var bg = PurchaseFit.Fit(PurchaseModelKind.BgNbd, data.Cohort).Model;
        var pareto = PurchaseFit.Fit(PurchaseModelKind.ParetoNbd, data.Cohort).Model;

        ByClass(i => data.HoldoutPurchases[i]).ShouldBe([.2367, .6970, 1.3925, 1.5600, 2.5323, 2.9474, 3.8621, 6.3594], 1e-4);
        ByClass(i => bg.ExpectedPurchases(History(i), 39)).ShouldBe([.2250893, .5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036], 5e-4);
        ByClass(i => pareto.ExpectedPurchases(History(i), 39)).ShouldBe([.138, .600, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403], 1e-3);

        PurchaseHistory History(int i) => new(data.X[i], data.LastAt[i], data.Observed[i]);
        double[] ByClass(Func<int, double> value) => [.. Enumerable.Range(0, 2357).GroupBy(i => Math.Min(data.X[i], 7)).OrderBy(g => g.Key).Select(g => g.Average(value))];
    }

    [Fact]
    [Trait("Science", "5.14")]
    public void Weekly_tracking_matches_the_walkthrough()
    {
        var data = Cdnow.Exact();
        var model = PurchaseFit.Fit(PurchaseModelKind.BgNbd, data.Cohort).Model;
        var longest = data.Observed.Max();
        double Cumulative(int week) => data.Observed.Sum(t => week > longest - t ? model.ExpectedPurchasesOfNew(week - (longest - t)) : 0);

        var weeks = Enumerable.Range(20, 6).ToArray();
        weeks.Select(w => Cumulative(w) - Cumulative(w - 1)).ToArray().ShouldBe([76.8652968, 74.8884207, 73.0455351, 71.3216516, 69.7041106, 68.1821216], 1e-3);
        weeks.Select(Cumulative).ToArray().ShouldBe([1312.458, 1387.346, 1460.392, 1531.713, 1601.417, 1669.599], 5e-3);
    }

    [Fact]
    [Trait("Science", "6")]
    public void Sums_over_the_sample_match_the_peers()
    {
        var data = Cdnow.Exact();

        foreach (var (kind, alive, purchases) in new[] { (PurchaseModelKind.BgNbd, 1917.277, 1653.41), (PurchaseModelKind.MbgNbd, 1057.64, 1576.73), (PurchaseModelKind.ParetoNbd, 1051.93, 1665.5) })
        {
            var model = PurchaseFit.Fit(kind, data.Cohort).Model;
            Sum(h => model.ProbabilityAlive(h)).ShouldBe(alive, 0.1);
            Sum(h => model.ExpectedPurchases(h, 39)).ShouldBe(purchases, 0.1);
        }

        double Sum(Func<PurchaseHistory, double> value) => Enumerable.Range(0, 2357).Sum(i => value(new(data.X[i], data.LastAt[i], data.Observed[i])));
    }

    [Theory]
    [InlineData(PurchaseModelKind.BgNbd, .757, .1612), InlineData(PurchaseModelKind.MbgNbd, .760, .1614), InlineData(PurchaseModelKind.ParetoNbd, .771, .1619)]
    [Trait("Science", "0.1, 7")]
    public void Probability_of_no_purchase_ranks_and_calibrates_as_measured(PurchaseModelKind kind, double auc, double brier)
    {
        var data = Cdnow.Exact();
        var model = PurchaseFit.Fit(kind, data.Cohort).Model;
        var buys = Enumerable.Range(0, 2357).Select(i => (P: 1 - model.ProbabilityOfNoPurchase(new(data.X[i], data.LastAt[i], data.Observed[i]), 39), Did: data.HoldoutPurchases[i] > 0)).ToArray();

        buys.Average(b => Math.Pow(b.P - (b.Did ? 1 : 0), 2)).ShouldBe(brier, 6e-4);
        Auc(buys).ShouldBe(auc, 2e-3);
    }

    [Fact]
    [Trait("Science", "5.34")]
    public void Value_of_the_cohort_is_the_one_of_the_paper()
    {
        var data = Cdnow.Exact(until: Cdnow.End);
        var pareto = (ParetoNbd)PurchaseFit.Fit(PurchaseModelKind.ParetoNbd, data.Cohort).Model;
        var spend = new GammaGamma(6.25, 3.74, 15.44);
        const double rate = 0.0027;
        var value = Enumerable.Range(0, 2357)
            .Select(i => 0.3 * spend.ExpectedSpend(data.X[i], data.MeanSpend[i]) * pareto.DiscountedExpectedPurchases(new(data.X[i], data.LastAt[i], data.Observed[i]), rate)).ToArray();

        (10 * value.Sum()).ShouldBe(1_036_483, 20);
        value.Average().ShouldBe(43.97, 5e-3);
        (value.Where((_, i) => data.X[i] == 0).Sum() / value.Sum()).ShouldBe(.0507, 5e-4);
    }

    private static double Auc((double P, bool Did)[] scored)
    {
        var (yes, no) = (scored.Where(s => s.Did).ToArray(), scored.Where(s => !s.Did).ToArray());
        return yes.Sum(y => no.Sum(n => y.P > n.P ? 1 : y.P == n.P ? 0.5 : 0)) / ((double)yes.Length * no.Length);
    }
}
