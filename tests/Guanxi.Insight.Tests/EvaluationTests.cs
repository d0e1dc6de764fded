using CsCheck;

namespace Guanxi.Insight.Tests;

/// <summary>The measures by which a forecast is judged, against measured values, slow definitions and each other.</summary>
[Trait("Row", "VAL-5")]
public sealed class EvaluationTests
{
    private static readonly Gen<(double P, bool Did)[]> Scored = Gen.Select(Gen.Int[0, 20].Select(i => i / 20.0), Gen.Bool).Array[5, 60];

    [Theory]
    [InlineData(PurchaseModelKind.BgNbd, .757, .1612, .5056, .0556)]
    [InlineData(PurchaseModelKind.MbgNbd, .760, .1614, .5053, .0549)]
    [InlineData(PurchaseModelKind.ParetoNbd, .771, .1619, .5084, .0682)]
    [Trait("Science", "0.1, 7")]
    public void Churn_on_CDNOW_scores_as_measured(PurchaseModelKind kind, double auc, double brier, double logLoss, double calibration)
    {
        var (data, model) = Fitted(kind);

        var score = ProbabilityScore.Of(Buys(data, model), Bought(data));

        score.Customers.ShouldBe(2357);
        score.BaseRate.ShouldBe(.290, 5e-4);
        (score.BaseRate * (1 - score.BaseRate)).ShouldBe(.2060, 5e-5);
        score.Auc.ShouldBe(auc, 5.1e-4);
        score.Brier.ShouldBe(brier, 5.1e-5);
        score.BrierSkill.ShouldBe(1 - brier / .2060, 5e-4);
        score.LogLoss.ShouldBe(logLoss, 5.1e-5);
        score.CalibrationError.ShouldBe(calibration, 5.1e-5);
    }

    [Fact]
    [Trait("Science", "0.9, 7")]
    public void Recency_and_frequency_alone_rank_as_measured()
    {
        var data = Cdnow.Exact();

        ProbabilityScore.Of([.. data.LastAt.Zip(data.Observed, (l, t) => 1 - (t - l) / 40)], Bought(data)).Auc.ShouldBe(.771, 5.1e-4);
        ProbabilityScore.Of([.. data.X.Select(x => x / 100.0)], Bought(data)).Auc.ShouldBe(.758, 5.1e-4);
    }

    [Theory]
    [InlineData(PurchaseModelKind.BgNbd, -.121, .785, 1.608, .626)]
    [InlineData(PurchaseModelKind.MbgNbd, -.162, .765, 1.607, .627)]
    [InlineData(PurchaseModelKind.ParetoNbd, -.115, .755, 1.603, .630)]
    [InlineData(PurchaseModelKind.Nbd, .557, 1.041, 1.860, .583)]
    [Trait("Science", "7")]
    public void Expected_purchases_on_CDNOW_score_as_measured(PurchaseModelKind kind, double bias, double mae, double rmse, double correlation)
    {
        var (data, model) = Fitted(kind);

        var score = CountScore.Of<int>(Expected(data, model), data.HoldoutPurchases);

        score.Actual.ShouldBe(1882, 1e-9);
        score.Bias.ShouldBe(bias, 5.1e-4);
        score.MeanAbsoluteError.ShouldBe(mae, 5.1e-4);
        score.RootMeanSquareError.ShouldBe(rmse, 5.1e-4);
        score.Correlation.ShouldBe(correlation, 5.1e-4);
    }

    [Fact]
    [Trait("Science", "5.11, 5.12, 5.13")]
    public void Frequency_classes_are_those_of_the_walkthrough()
    {
        var (data, bg) = Fitted(PurchaseModelKind.BgNbd);
        var (_, pareto) = Fitted(PurchaseModelKind.ParetoNbd);

        var rows = FrequencyClass.Of(data.X, Expected(data, bg), data.HoldoutPurchases);

        rows.Select(r => r.Repeats).ShouldBe([0, 1, 2, 3, 4, 5, 6, 7]);
        rows.Select(r => r.AndMore).ShouldBe([false, false, false, false, false, false, false, true]);
        rows.Select(r => r.Customers).ShouldBe([1411, 439, 214, 100, 62, 38, 29, 64]);
        rows.Select(r => r.Actual).ToArray().ShouldBe([.2367, .6970, 1.3925, 1.5600, 2.5323, 2.9474, 3.8621, 6.3594], 1e-4);
        rows.Select(r => r.Forecast).ToArray().ShouldBe([.2250893, .5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036], 5e-4);
        FrequencyClass.Of(data.X, Expected(data, pareto), data.HoldoutPurchases).Select(r => r.Forecast).ToArray()
            .ShouldBe([.138, .600, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403], 1e-3);
    }

    [Fact]
    [Trait("Science", "5.14")]
    public void Weekly_tracking_is_that_of_the_walkthrough()
    {
        var (data, model) = Fitted(PurchaseModelKind.BgNbd);
        var start = data.Days.Min(d => d[0]);
        var actual = new int[78];
        foreach (var day in data.Days.SelectMany(d => d.Skip(1)))
            if ((day.DayNumber - start.DayNumber) / 7 is var week and < 78)
                actual[week]++;

        var weeks = PurchaseTracking.Of(model, data.Observed, 1, 78, actual);

        var shown = weeks.Skip(19).Take(6).ToArray();
        shown.Select(w => w.Until).ShouldBe([20, 21, 22, 23, 24, 25]);
        shown.Select(w => w.Forecast).ToArray().ShouldBe([76.8652968, 74.8884207, 73.0455351, 71.3216516, 69.7041106, 68.1821216], 1e-3);
        shown.Select(w => w.CumulativeForecast).ToArray().ShouldBe([1312.458, 1387.346, 1460.392, 1531.713, 1601.417, 1669.599], 5e-3);
        shown.Select(w => w.Actual).ShouldBe([73, 55, 70, 33, 56, 99]);
        shown.Select(w => w.CumulativeActual).ShouldBe([1359, 1414, 1484, 1517, 1573, 1672]);
        PurchaseTracking.Of(model, data.Observed, 1, 80, actual)[79].Actual.ShouldBeNull();
    }

    [Fact]
    public void Measures_of_order_agree_with_their_definitions_over_all_pairs() => Scored.Sample(scored =>
    {
        var (yes, no) = (scored.Where(s => s.Did).ToArray(), scored.Where(s => !s.Did).ToArray());
        var score = ProbabilityScore.Of([.. scored.Select(s => s.P)], [.. scored.Select(s => s.Did)]);
        if (yes.Length == 0)
        {
            double.IsNaN(score.PrecisionRecallAuc).ShouldBeTrue();
            double.IsNaN(score.TopDecileLift).ShouldBeTrue();
            return;
        }
        // Precision at each distinct threshold, weighted by the recall gained there.
        double precision = 0, recall = 0;
        foreach (var threshold in scored.Select(s => s.P).Distinct().OrderDescending())
        {
            var chosen = scored.Where(s => s.P >= threshold).ToArray();
            var now = chosen.Count(s => s.Did) / (double)yes.Length;
            precision += (now - recall) * chosen.Count(s => s.Did) / chosen.Length;
            recall = now;
        }
        score.PrecisionRecallAuc.ShouldBe(precision, 1e-12);
        if (no.Length == 0)
            double.IsNaN(score.Auc).ShouldBeTrue();
        else
            score.Auc.ShouldBe(yes.Sum(y => no.Sum(n => y.P > n.P ? 1 : y.P == n.P ? 0.5 : 0)) / ((double)yes.Length * no.Length), 1e-12);
    }, iter: 500);

    [Fact]
    public void Weights_score_like_copies() => Gen.Select(Scored, Gen.Int[0, 3].Array[60]).Sample((scored, copies) =>
    {
        var (p, did) = (scored.Select(s => s.P).ToArray(), scored.Select(s => s.Did).ToArray());
        var expanded = scored.SelectMany((s, i) => Enumerable.Repeat(s, copies[i])).ToArray();
        if (expanded.Length == 0)
            return;
        double[] weights = [.. copies.Take(p.Length).Select(c => (double)c)];

        var weighted = ProbabilityScore.Of(p, did, weights);
        var plain = ProbabilityScore.Of([.. expanded.Select(s => s.P)], [.. expanded.Select(s => s.Did)]);

        weighted.Customers.ShouldBe(plain.Customers);
        foreach (var measure in new Func<ProbabilityScore, double>[] { s => s.Brier, s => s.LogLoss, s => s.Auc, s => s.PrecisionRecallAuc, s => s.CalibrationError, s => s.TopDecileLift })
            if (double.IsNaN(measure(plain)))
                double.IsNaN(measure(weighted)).ShouldBeTrue();
            else
                measure(weighted).ShouldBe(measure(plain), 1e-9);
        weighted.Bins.Select(b => b.Customers).ShouldBe(plain.Bins.Select(b => b.Customers));
        var (one, all) = (CountScore.Of<double>(p, [.. did.Select(d => d ? 1.0 : 0)], weights), CountScore.Of<int>([.. expanded.Select(s => s.P)], [.. expanded.Select(s => s.Did ? 1 : 0)]));
        one.MeanAbsoluteError.ShouldBe(all.MeanAbsoluteError, 1e-12);
        one.RootMeanSquareError.ShouldBe(all.RootMeanSquareError, 1e-12);
    }, iter: 300);

    [Fact]
    public void Bins_part_no_equal_forecasts_and_lose_no_customer() => Gen.Select(Gen.Int[0, 12].Select(i => i * 1.5), Gen.Double[0, 5]).Array[1, 200].Sample(rows =>
    {
        var bins = ReliabilityBin.Of([.. rows.Select(r => r.Item1)], [.. rows.Select(r => r.Item2)]);

        bins.Count.ShouldBeInRange(1, 10);
        bins.Sum(b => b.Customers).ShouldBe(rows.Length);
        bins.Sum(b => b.Customers * b.Actual).ShouldBe(rows.Sum(r => r.Item2), 1e-9);
        bins.Zip(bins.Skip(1)).ShouldAllBe(b => b.First.To < b.Second.From);
        bins.ShouldAllBe(b => b.From <= b.Forecast + 1e-12 && b.Forecast <= b.To + 1e-12);
    }, iter: 500);

    [Fact]
    public void Ten_bins_of_different_forecasts_hold_a_tenth_each()
    {
        double[] forecast = [.. Enumerable.Range(0, 1000).Select(i => (i * 379 % 1000) / 1000.0)];

        ReliabilityBin.Of(forecast, forecast).Select(b => b.Customers).ShouldAllBe(c => c == 100);
    }

    [Fact]
    public void The_best_tenth_lifts_by_its_share_over_the_base_rate()
    {
        double[] p = [.. Enumerable.Range(0, 100).Select(i => i / 100.0)];
        bool[] did = [.. p.Select((_, i) => i >= 94 || i is >= 20 and < 24)];

        ProbabilityScore.Of(p, did).TopDecileLift.ShouldBe(6.0 / 10 / 0.1, 1e-12);
    }

    [Fact]
    public void Forecasts_that_say_the_base_rate_to_all_have_no_skill()
    {
        var score = ProbabilityScore.Of([.25, .25, .25, .25], [true, false, false, false]);

        score.BrierSkill.ShouldBe(0, 1e-12);
        score.Auc.ShouldBe(0.5);
        score.TopDecileLift.ShouldBe(1, 1e-12);
        score.CalibrationError.ShouldBe(0, 1e-12);
        score.Bins.Count.ShouldBe(1);
    }

    [Fact]
    public void A_certain_forecast_that_fails_costs_much_but_not_everything()
    {
        var score = ProbabilityScore.Of([1, 0], [false, false]);

        score.LogLoss.ShouldBe(-Math.Log(1e-15) / 2, 0.1);
        double.IsNaN(score.Auc).ShouldBeTrue();
    }

    [Fact]
    public void Nobody_to_score_says_nothing()
    {
        var score = ProbabilityScore.Of([], []);

        score.Customers.ShouldBe(0);
        double.IsNaN(score.Brier).ShouldBeTrue();
        score.Bins.ShouldBeEmpty();
        double.IsNaN(CountScore.Of<int>([], []).MeanAbsoluteError).ShouldBeTrue();
        MoneyCapture.Of<long>([], []).Tenths.ShouldBeEmpty();
    }

    [Fact]
    public void Input_that_cannot_be_is_refused()
    {
        Should.Throw<ArgumentException>(() => ProbabilityScore.Of([.5], [true, false]));
        Should.Throw<ArgumentOutOfRangeException>(() => ProbabilityScore.Of([1.5], [true]));
        Should.Throw<ArgumentOutOfRangeException>(() => ProbabilityScore.Of([double.NaN], [true]));
        Should.Throw<ArgumentException>(() => ProbabilityScore.Of([.5], [true], [-1]));
        Should.Throw<ArgumentException>(() => CountScore.Of<double>([1], [double.NaN]));
        Should.Throw<ArgumentOutOfRangeException>(() => FrequencyClass.Of([-1], [1], [1]));
    }

    [Fact]
    public void Money_is_captured_in_tenths()
    {
        // Twenty customers, forecast in the order of their number; the first two bring half of all.
        double[] forecast = [.. Enumerable.Range(0, 20).Select(i => 20.0 - i)];
        long[] brought = [30, 20, .. Enumerable.Repeat(5L, 10), .. Enumerable.Repeat(0L, 8)];

        var capture = MoneyCapture.Of<long>(forecast, brought);

        capture.TopTenth.ShouldBe(0.5, 1e-12);
        capture.Tenths.Select(t => t.Customers).ShouldAllBe(c => c == 2);
        capture.Tenths.Select(t => t.Actual).ToArray().ShouldBe([50, 10, 10, 10, 10, 10, 0, 0, 0, 0], 1e-9);
        capture.Tenths[^1].CumulativeShare.ShouldBe(1, 1e-12);
        capture.NormalizedGini.ShouldBe(1, 1e-12);
        MoneyCapture.Of<long>([.. forecast.Select(f => -f)], brought).NormalizedGini.ShouldBe(-1, 1e-12);
        MoneyCapture.Of<long>(new double[20], brought).NormalizedGini.ShouldBe(0, 1e-12);
        MoneyCapture.Of<long>(new double[20], brought).TopTenth.ShouldBe(0.1, 1e-12);
    }

    [Fact]
    public void Money_in_tenths_adds_up_however_many_customers_there_are() => Gen.Select(Gen.Int[0, 9], Gen.Int[-20, 200]).Array[1, 47].Sample(rows =>
    {
        var capture = MoneyCapture.Of<int>([.. rows.Select(r => (double)r.Item1)], [.. rows.Select(r => r.Item2)]);

        capture.Actual.ShouldBe(rows.Sum(r => r.Item2));
        if (capture.Actual <= 0)
        {
            capture.Tenths.ShouldBeEmpty();
            return;
        }
        capture.Tenths.Sum(t => t.Actual).ShouldBe(capture.Actual, 1e-6);
        capture.Tenths.Sum(t => t.Forecast).ShouldBe(capture.Forecast, 1e-6);
        capture.Tenths.Sum(t => t.Customers).ShouldBe(rows.Length, 1e-9);
    }, iter: 500);

    [Fact]
    public void Money_of_the_holdout_follows_the_order_of_the_model()
    {
        var (data, model) = Fitted(PurchaseModelKind.ParetoNbd);
        var spend = new GammaGamma(6.25, 3.74, 15.44);
        double[] value = [.. Expected(data, model).Select((e, i) => e * spend.ExpectedSpend(data.X[i], data.MeanSpend[i]))];

        var capture = MoneyCapture.Of<double>(value, data.HoldoutSpend);

        capture.Actual.ShouldBe(70_976.39, 0.01);
        capture.TopTenth.ShouldBeGreaterThan(0.4);
        capture.NormalizedGini.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    [Trait("Science", "7")]
    public void The_interval_of_a_score_holds_it_and_is_as_wide_as_theory_says()
    {
        var (data, model) = Fitted(PurchaseModelKind.BgNbd);
        double[] p = Buys(data, model);
        var did = Bought(data);

        var intervals = ProbabilityIntervals.Of(p, did, seed: 1);

        // The Brier score is a mean: its interval is known without a bootstrap.
        var errors = p.Zip(did, (f, d) => Math.Pow(f - (d ? 1 : 0), 2)).ToArray();
        var deviation = Math.Sqrt(errors.Sum(e => Math.Pow(e - errors.Average(), 2)) / errors.Length / errors.Length);
        intervals.Brier.Value.ShouldBe(errors.Average(), 1e-12);
        intervals.Brier.Low.ShouldBe(errors.Average() - 1.96 * deviation, 0.15 * deviation);
        intervals.Brier.High.ShouldBe(errors.Average() + 1.96 * deviation, 0.15 * deviation);
        // DeLong's variance of the area under the curve.
        var (yes, no) = (p.Where((_, i) => did[i]).ToArray(), p.Where((_, i) => !did[i]).ToArray());
        var (ofYes, ofNo) = (yes.Select(y => no.Average(n => Wins(y, n))).ToArray(), no.Select(n => yes.Average(y => Wins(y, n))).ToArray());
        var delong = Math.Sqrt(Variance(ofYes) / yes.Length + Variance(ofNo) / no.Length);
        intervals.Auc.Low.ShouldBe(intervals.Auc.Value - 1.96 * delong, 0.2 * delong);
        intervals.Auc.High.ShouldBe(intervals.Auc.Value + 1.96 * delong, 0.2 * delong);
        intervals.BrierSkill.HoldsZero.ShouldBeFalse();
        intervals.LogLoss.Value.ShouldBeInRange(intervals.LogLoss.Low, intervals.LogLoss.High);
        ProbabilityIntervals.Of(p, did, seed: 1).ShouldBe(intervals);
        ProbabilityIntervals.Of(p, did, seed: 2).ShouldNotBe(intervals);

        static double Wins(double y, double n) => y > n ? 1 : y == n ? 0.5 : 0;
        static double Variance(double[] v) => v.Sum(x => Math.Pow(x - v.Average(), 2)) / (v.Length - 1);
    }

    private static (Cdnow, IPurchaseModel) Fitted(PurchaseModelKind kind)
    {
        var data = Cdnow.Exact();
        return (data, PurchaseFit.Fit(kind, data.Cohort).Model);
    }

    private static double[] Buys(Cdnow data, IPurchaseModel model) => [.. data.X.Select((x, i) => 1 - model.ProbabilityOfNoPurchase(new(x, data.LastAt[i], data.Observed[i]), 39))];

    private static double[] Expected(Cdnow data, IPurchaseModel model) => [.. data.X.Select((x, i) => model.ExpectedPurchases(new(x, data.LastAt[i], data.Observed[i]), 39))];

    private static bool[] Bought(Cdnow data) => [.. data.HoldoutPurchases.Select(p => p > 0)];
}
