namespace Guanxi.Insight.Tests;

/// <summary>Fits of published data, against the published values and against fits made with forty digits.</summary>
[Trait("Row", "VAL-5")]
public sealed class FitTests
{
    /// <summary>What the counting terms of NBD add on this data: the reference has them, the library leaves them out so that models can be compared.</summary>
    private const double RoundedNbdConstant = -6570.603390812;

    [Theory]
    [InlineData(PurchaseModelKind.BgNbd, "BG/NBD", 0)]
    [InlineData(PurchaseModelKind.MbgNbd, "MBG/NBD", 0)]
    [InlineData(PurchaseModelKind.ParetoNbd, "Pareto/NBD", 0)]
    [InlineData(PurchaseModelKind.Nbd, "NBD", -6570.598940)]
    [Trait("Science", "5.1, 5.2, 5.3, 5.16, 5.18, 5.19, 5.31")]
    public void The_maximum_on_CDNOW_with_exact_days_is_the_one_found_with_forty_digits(PurchaseModelKind kind, string name, double constant)
    {
        var golden = Shared.Golden("mle.json", "exact-days " + name);

        var fit = PurchaseFit.Fit(kind, Cdnow.Exact().Cohort);

        fit.NotIdentified.ShouldBeNull();
        fit.Converged.ShouldBeTrue();
        fit.GradientNorm.ShouldBeLessThan(1e-9);
        (fit.LogLikelihood).ShouldBe(golden.Number("ll") + constant, 1e-6);
        var (values, errors) = (golden.GetProperty("params").Numbers(), golden.GetProperty("se").Numbers());
        for (var i = 0; i < values.Length; i++)
        {
            fit.Parameters[i].Value.ShouldBe(values[i], 2e-6 * values[i]);
            fit.Parameters[i].StandardError.ShouldBe(errors[i], 1e-4 * errors[i]);
        }
    }

    [Theory]
    [InlineData(PurchaseModelKind.BgNbd, "BG/NBD", 0)]
    [InlineData(PurchaseModelKind.MbgNbd, "MBG/NBD", 0)]
    [InlineData(PurchaseModelKind.ParetoNbd, "Pareto/NBD", 0)]
    [InlineData(PurchaseModelKind.Nbd, "NBD", RoundedNbdConstant)]
    [Trait("Science", "5.2")]
    public void The_maximum_on_CDNOW_with_weeks_of_two_decimals_is_the_spreadsheet_one(PurchaseModelKind kind, string name, double constant)
    {
        var golden = Shared.Golden("mle.json", "hardie-2dp " + name);

        var fit = PurchaseFit.Fit(kind, Cdnow.Rounded().Cohort);

        fit.LogLikelihood.ShouldBe(golden.Number("ll") + constant, 1e-6);
        var (values, errors) = (golden.GetProperty("params").Numbers(), golden.GetProperty("se").Numbers());
        for (var i = 0; i < values.Length; i++)
        {
            fit.Parameters[i].Value.ShouldBe(values[i], 2e-6 * values[i]);
            fit.Parameters[i].StandardError.ShouldBe(errors[i], 1e-4 * errors[i]);
        }
    }

    [Fact]
    [Trait("Science", "5.1")]
    public void BgNbd_gives_the_parameters_of_the_paper()
    {
        var fit = PurchaseFit.Fit(PurchaseModelKind.BgNbd, Cdnow.Exact().Cohort);

        fit.Parameters.Select(p => Math.Round(p.Value, 3)).ShouldBe([0.243, 4.414, 0.793, 2.426]);
        fit.LogLikelihood.ShouldBe(-9582.4, 0.05);
    }

    [Fact]
    [Trait("Science", "5.18")]
    public void ParetoNbd_gives_the_parameters_of_the_paper()
    {
        var fit = PurchaseFit.Fit(PurchaseModelKind.ParetoNbd, Cdnow.Exact().Cohort);

        fit.Parameters.Select(p => Math.Round(p.Value, 3)).ShouldBe([0.553, 10.578, 0.606, 11.669]);
        fit.LogLikelihood.ShouldBe(-9594.976, 1e-3);
    }

    [Fact]
    [Trait("Science", "5.31")]
    public void Nbd_gives_the_parameters_of_the_paper()
    {
        var fit = PurchaseFit.Fit(PurchaseModelKind.Nbd, Cdnow.Exact().Cohort);

        fit.Parameters.Select(p => Math.Round(p.Value, 3)).ShouldBe([0.385, 12.072]);
        fit.LogLikelihood.ShouldBe(-9763.657615, 1e-5);
    }

    [Fact]
    [Trait("Science", "5.30")]
    public void ParetoNbd_on_78_weeks_gives_the_parameters_of_the_manual()
    {
        var golden = Shared.Golden("mle.json", "78w pnbd");

        var fit = PurchaseFit.Fit(PurchaseModelKind.ParetoNbd, Cdnow.Exact(until: Cdnow.End).Cohort);

        fit.LogLikelihood.ShouldBe(golden.Number("ll"), 1e-5);
        var values = golden.GetProperty("params").Numbers();
        double[] published = [.5629966, 12.5590370, .4081095, 10.5148048];
        for (var i = 0; i < 4; i++)
        {
            fit.Parameters[i].Value.ShouldBe(values[i], 1e-5 * values[i]);
            fit.Parameters[i].Value.ShouldBe(published[i], 1e-4 * published[i]);
        }
    }

    [Fact]
    [Trait("Science", "5.32")]
    public void GammaGamma_on_CDNOW_gives_the_parameters_of_the_note()
    {
        var golden = Shared.Golden("mle.json", "exact GG");
        var data = Cdnow.Exact();

        var fit = PurchaseFit.Fit(SpendCohort.Of(data.X, data.MeanSpend));

        fit.NotIdentified.ShouldBeNull();
        fit.LogLikelihood.ShouldBe(golden.Number("ll"), 1e-5);
        var (values, errors) = (golden.GetProperty("params").Numbers(), golden.GetProperty("se").Numbers());
        for (var i = 0; i < 3; i++)
        {
            fit.Parameters[i].Value.ShouldBe(values[i], 1e-5 * values[i]);
            fit.Parameters[i].StandardError.ShouldBe(errors[i], 1e-3 * errors[i]);
        }
    }

    [Fact]
    [Trait("Science", "5.32")]
    public void GammaGamma_leaves_out_customers_without_a_repeat_and_says_how_many()
    {
        var data = Cdnow.Exact();

        var spend = SpendCohort.Of(data.X, data.MeanSpend);

        spend.Customers.ShouldBe(946);
        spend.LeftOut.ShouldBe(2357 - 946);
        spend.Correlation.ShouldBeInRange(-0.2, 0.2);
    }

    [Fact]
    public void Two_decimals_of_spend_move_GammaGamma_as_published()
    {
        var golden = Shared.Golden("mle.json", "2dp GG");
        var data = Cdnow.Rounded();

        var fit = PurchaseFit.Fit(SpendCohort.Of(data.X, data.MeanSpend));

        fit.LogLikelihood.ShouldBe(golden.Number("ll"), 1e-5);
        var (values, errors) = (golden.GetProperty("params").Numbers(), golden.GetProperty("se").Numbers());
        for (var i = 0; i < 3; i++)
        {
            fit.Parameters[i].Value.ShouldBe(values[i], 1e-5 * values[i]);
            fit.Parameters[i].StandardError.ShouldBe(errors[i], 1e-3 * errors[i]);
        }
    }

    [Fact]
    public void GammaGamma_on_78_weeks_gives_the_known_parameters()
    {
        var golden = Shared.Golden("mle.json", "78w gg");
        var data = Cdnow.Exact(until: Cdnow.End);

        var fit = PurchaseFit.Fit(SpendCohort.Of(data.X, data.MeanSpend));

        fit.LogLikelihood.ShouldBe(golden.Number("ll"), 1e-5);
        fit.Parameters.Select(p => p.Value).ToArray().ShouldBe(golden.GetProperty("params").Numbers(), 1e-3);
    }

    [Fact]
    public void The_sample_has_the_published_shape()
    {
        var data = Cdnow.Exact();

        data.Cohort.Customers.ShouldBe(2357);
        data.Cohort.RepeatPurchases.ShouldBe(2457);
        data.Cohort.Repeaters.ShouldBe(946);
        data.Cohort.Rows.ShouldBe(1016);
        data.HoldoutPurchases.Sum().ShouldBe(1882);
        data.X.CountBy(x => Math.Min(x, 7)).OrderBy(c => c.Key).Select(c => c.Value).ShouldBe([1411, 439, 214, 100, 62, 38, 29, 64]);
    }

    [Fact]
    [Trait("Science", "5.61")]
    public void All_customers_of_CDNOW_give_the_known_parameters()
    {
        var data = Cdnow.Master();
        data.X.Length.ShouldBe(23_570);

        Check(PurchaseModelKind.BgNbd, [.251624, 4.788943, .723434, 2.161088], -95368.4439);
        Check(PurchaseModelKind.MbgNbd, [.63714, 7.31029, .807474, 1.228394], -95336.9583);
        Check(PurchaseModelKind.ParetoNbd, [.59742, 11.585658, .522185, 8.827754], -95415.1186);
        PurchaseFit.Fit(SpendCohort.Of(data.X, data.MeanSpend)).Parameters.Select(p => p.Value).ToArray().ShouldBe([6.275358, 3.62445, 14.983688], 1e-2);

        void Check(PurchaseModelKind kind, double[] parameters, double ll)
        {
            var fit = PurchaseFit.Fit(kind, data.Cohort);
            fit.LogLikelihood.ShouldBe(ll, 1e-3);
            for (var i = 0; i < 4; i++)
                fit.Parameters[i].Value.ShouldBe(parameters[i], 1e-3 * parameters[i]);
        }
    }

    [Fact]
    [Trait("Science", "1")]
    public void The_sample_is_to_the_last_digit_the_one_that_the_values_were_computed_on()
    {
        var data = Cdnow.Exact();
        var rows = Shared.Lines("golden", "cdnow-sample-rfm-exact.csv").Skip(1).Select(l => Array.ConvertAll(l.Split(','), f => double.Parse(f, System.Globalization.CultureInfo.InvariantCulture))).ToArray();

        rows.Length.ShouldBe(data.X.Length);
        data.X.Select(x => (double)x).ShouldBe(rows.Select(r => r[1]));
        data.LastAt.ShouldBe(rows.Select(r => r[2]).ToArray(), 1e-6);
        data.Observed.ShouldBe(rows.Select(r => r[3]).ToArray(), 1e-6);
        data.MeanSpend.ShouldBe(rows.Select(r => r[4]).ToArray(), 1e-6);
        data.MeanSpend.Select((m, i) => m * data.X[i]).ToArray().ShouldBe(rows.Select(r => r[5]).ToArray(), 1e-5);
    }
}
