using System.Globalization;
using Guanxi.Value;

namespace Guanxi.Tests.Value;

/// <summary>The published customers, sold to through the product, give the published parameters.</summary>
[Trait("Row", "VAL-5")]
public sealed class CdnowTests(CdnowTests.Cdnow cdnow) : IClassFixture<CdnowTests.Cdnow>
{
    private static readonly DateOnly Split = new(1997, 9, 30);

    [Theory]
    [InlineData("bg-nbd", new[] { .2425945, 4.4136021, .7929222, 2.4259074 }, -9582.429207)]
    [InlineData("mbg-nbd", new[] { .5248431, 6.1830849, .8913596, 1.6140027 }, -9582.135716)]
    [InlineData("pareto-nbd", new[] { .553277, 10.577684, .606240, 11.668738 }, -9594.976179)]
    [InlineData("nbd", new[] { .3847661, 12.0720226 }, -9763.657615)]
    [Trait("Science", "5.1, 5.2, 5.16, 5.18, 5.31")]
    public async Task A_fit_in_weeks_gives_the_published_parameters(string model, double[] parameters, double logLikelihood)
    {
        await cdnow.Load();

        var fit = (await cdnow.App.Run(new FitModel { Model = model, Until = Split, Unit = "week" })).Value;

        fit.Customers.ShouldBe(2357);
        fit.RepeatPurchases.ShouldBe(2457);
        fit.Converged.ShouldBeTrue();
        fit.NotIdentified.ShouldBeNull();
        fit.Parameters.Values.ToArray().ShouldBe(parameters, 1e-5);
        fit.LogLikelihood!.Value.ShouldBe(logLikelihood, 1e-5);
        fit.StandardErrors.Count.ShouldBe(parameters.Length);
    }

    [Fact]
    [Trait("Science", "5.32")]
    public async Task Spend_gives_the_published_parameters()
    {
        await cdnow.Load();

        var fit = (await cdnow.App.Run(new FitModel { Model = "gamma-gamma", Until = Split, Unit = "week" })).Value;

        fit.Customers.ShouldBe(946);
        fit.Parameters.Values.ToArray().ShouldBe([6.2495732, 3.7442246, 15.4435182], 1e-4);
        fit.LogLikelihood!.Value.ShouldBe(-4055.917695, 1e-4);
    }

    [Theory]
    [InlineData("bg-nbd", -.121, .785, 1.608, .626, .316, .757, .1612, .5056, .0556)]
    [InlineData("mbg-nbd", -.162, .765, 1.607, .627, .687, .760, .1614, .5053, .0549)]
    [InlineData("pareto-nbd", -.115, .755, 1.603, .630, .726, .771, .1619, .5084, .0682)]
    [Trait("Science", "7")]
    public async Task A_backtest_gives_the_published_errors(string model, double bias, double mae, double rmse, double correlation, double alive, double auc, double brier, double logLoss, double ece)
    {
        await cdnow.Load();

        var test = (await cdnow.App.Run(new BacktestModel { Model = model, Origin = Split, Until = new(1998, 6, 30) })).Value;

        test.ShouldSatisfyAllConditions(t => t.Customers.ShouldBe(2357), t => t.Days.ShouldBe(273), t => t.Purchases.Actual.ShouldBe(1882));
        test.Purchases.Bias!.Value.ShouldBe(bias, 5.1e-4);
        test.Purchases.MeanAbsoluteError.ShouldBe(mae, 5.1e-4);
        test.Purchases.RootMeanSquareError.ShouldBe(rmse, 5.1e-4);
        test.Purchases.Correlation!.Value.ShouldBe(correlation, 5.1e-4);
        // Staying away is the other side of buying again: the order, the squares and the logarithms are the same.
        test.Churn.AliveAuc!.Value.ShouldBe(alive, 5.1e-4);
        test.Churn.Auc!.Value.ShouldBe(auc, 5.1e-4);
        test.Churn.Brier.ShouldBe(brier, 5.1e-5);
        test.Churn.LogLoss.ShouldBe(logLoss, 5.1e-5);
        test.Churn.CalibrationError.ShouldBe(ece, 5.1e-4);
        test.Churn.BaseRate.ShouldBe(1 - .290, 5.1e-4);
        test.Churn.BaseBrier.ShouldBe(.2060, 5.1e-5);
        test.Churn.RecencyAuc!.Value.ShouldBe(.771, 5.1e-4);
        test.Churn.FrequencyAuc!.Value.ShouldBe(.758, 5.1e-4);
        test.Classes.Select(c => c.Customers).ShouldBe([1411, 439, 214, 100, 62, 38, 29, 64]);
        test.Classes.Select(c => Math.Round(c.Actual, 4)).ShouldBe([.2367, .6970, 1.3925, 1.56, 2.5323, 2.9474, 3.8621, 6.3594]);
        test.Money!.ActualMinor.ShouldBe(7_097_639);
    }

    [Fact]
    [Trait("Science", "5.12, 7")]
    public async Task Expected_purchases_by_frequency_class_are_those_published_and_nbd_is_far_too_high()
    {
        await cdnow.Load();

        var bg = (await cdnow.App.Run(new BacktestModel { Model = "bg-nbd", Origin = Split, Until = new(1998, 6, 30) })).Value;
        var nbd = (await cdnow.App.Run(new BacktestModel { Model = "nbd", Origin = Split, Until = new(1998, 6, 30) })).Value;

        bg.Classes.Select(c => c.Expected).ToArray().ShouldBe([.2251, .5231, 1.0441, 1.5203, 2.1639, 2.6538, 3.5040, 6.1572], 5.1e-4);
        nbd.Purchases.Bias!.Value.ShouldBe(.557, 5.1e-4);
    }

    [Fact]
    [Trait("Row", "INS-1")]
    public async Task A_run_judges_every_candidate_at_two_origins_and_says_why_it_chose()
    {
        await cdnow.Load();

        await Insight.Run(cdnow.App, new(1998, 6, 30));

        var sheet = (await cdnow.App.Run(new ModelSheet())).Value;
        sheet.Origins.Select(o => o.Origin).ShouldBe([new(1998, 2, 14), new(1997, 10, 1)]);
        sheet.Candidates.Select(c => c.Model).Order().ShouldBe(["bg-nbd", "mbg-nbd", "nbd", "pareto-nbd"]);
        foreach (var one in sheet.Candidates)
            one.HeldOut!.Value.ShouldBe(sheet.Origins.Sum(o => o.Candidates.Single(c => c.Model == one.Model).HeldOut!.Value), 1e-6);
        sheet.Candidates.Single(c => c.Chosen).Model.ShouldBe(sheet.Model!.Model);
        sheet.Candidates.Single(c => c.Model == "nbd").HeldOut!.Value.ShouldBeLessThan(sheet.Candidates.Where(c => c.Model != "nbd").Min(c => c.HeldOut!.Value), "nobody leaves, says NBD");
        sheet.Parameters.ShouldAllBe(p => p.StandardError > 0);
        sheet.Tracking!.Weeks.Sum(w => w.Actual).ShouldBe((int)sheet.Tracking.Weeks[^1].CumulativeActual);
    }

    [Fact]
    public async Task A_model_or_unit_that_nobody_knows_is_refused()
    {
        (await cdnow.App.Run(new FitModel { Model = "astrology", Until = Split })).Refusal.ShouldBe("value.fit.model_unknown");
        (await cdnow.App.Run(new FitModel { Model = "nbd", Until = Split, Unit = "fortnight" })).Refusal.ShouldBe("value.fit.unit_unknown");
        (await cdnow.App.Run(new BacktestModel { Model = "gamma-gamma", Origin = Split })).Refusal.ShouldBe("value.backtest.model_unknown");
    }

    /// <summary>The firm, loaded once for the class.</summary>
    public sealed class Cdnow : IAsyncLifetime
    {
        private readonly SemaphoreSlim one = new(1, 1);
        private bool loaded;

        public GuanxiApp App { get; } = new();

        public async Task Load()
        {
            var lines = await File.ReadAllLinesAsync(Shared.File("data/cdnow-sample.txt"));
            await one.WaitAsync();
            try
            {
                if (loaded) return;
                var purchases = lines.Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).GroupBy(f => f[1]).Select(c => c.Select(f =>
                    (DateOnly.ParseExact(f[2], "yyyyMMdd", CultureInfo.InvariantCulture), (long)Math.Round(decimal.Parse(f[4], CultureInfo.InvariantCulture) * 100))).ToArray()).ToList();
                await Ledger.Write(App, purchases);
                loaded = true;
            }
            finally { one.Release(); }
        }

        public ValueTask InitializeAsync() => App.InitializeAsync();
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
