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

    [Fact]
    public async Task A_model_or_unit_that_nobody_knows_is_refused()
    {
        (await cdnow.App.Run(new FitModel { Model = "astrology", Until = Split })).Refusal.ShouldBe("value.fit.model_unknown");
        (await cdnow.App.Run(new FitModel { Model = "nbd", Until = Split, Unit = "fortnight" })).Refusal.ShouldBe("value.fit.unit_unknown");
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
