using System.Text.Json;
using Guanxi.Insight.Numerics;

namespace Guanxi.Insight.Tests;

/// <summary>Every reference value that was computed with forty digits for a model built here.</summary>
[Trait("Row", "VAL-5")]
public sealed class GoldenTests
{
    [Theory]
    [InlineData("bgnbd_paper_params")]
    [InlineData("mbgnbd")]
    [InlineData("pnbd")]
    [Trait("Science", "5.4, 5.5, 5.6, 5.7, 5.17, 5.20, 5.21, 5.22")]
    public void Expectations_and_probabilities_agree_to_the_last_digits(string name)
    {
        var golden = Shared.Golden("golden.json", name);
        var model = Model(name, golden.GetProperty("params").Numbers());

        foreach (var row in golden.GetProperty("cet").EnumerateArray())
            Close(model.ExpectedPurchases(History(row), row.Number("t")), row.Number("v"), 2e-12);
        foreach (var row in golden.GetProperty("palive").EnumerateArray())
            Close(model.ProbabilityAlive(History(row)), row.Number("v"), 2e-12);
        foreach (var row in golden.GetProperty("expectation").EnumerateArray())
            Close(model.ExpectedPurchasesOfNew(row.Number("t")), row.Number("v"), 2e-12);
        if (golden.TryGetProperty("ll", out var ll))
            foreach (var row in ll.EnumerateArray())
                Close(model.LogLikelihood(History(row)), row.Number("v"), 1e-12);
    }

    [Fact]
    [Trait("Science", "5.8, 5.9")]
    public void BgNbd_counts_have_the_published_probabilities()
    {
        var golden = Shared.Golden("golden.json", "bgnbd_paper_params");
        var model = (BgNbd)Model("bgnbd", golden.GetProperty("params").Numbers());

        foreach (var row in golden.GetProperty("pmf").EnumerateArray())
            Close(model.ProbabilityOfCount(row.GetProperty("x").GetInt32(), row.Number("t")), row.Number("v"), 1e-11);
    }

    [Fact]
    [Trait("Science", "5.10")]
    public void BgNbd_log_likelihood_is_stable_where_the_first_form_overflowed()
    {
        var golden = Shared.Golden("golden.json", "bgnbd_stable_logp_check");
        var model = Model("bgnbd", golden.GetProperty("params").Numbers());

        Close(model.LogLikelihood(new(0, 0, 40)), golden.GetProperty("v")[0].Number(), 1e-13);
        Close(model.LogLikelihood(new(200, 38, 40)), golden.GetProperty("v")[1].Number(), 1e-13);
    }

    [Fact]
    [Trait("Science", "0.2, 0.3")]
    public void BgNbd_expectation_has_no_singularity_at_a_equal_to_one_nor_below_a_plus_b_equal_to_one()
    {
        foreach (var row in Shared.Golden("golden.json", "bgnbd_pitfalls").EnumerateArray())
            Close(Model("bgnbd", row.GetProperty("params").Numbers()).ExpectedPurchases(History(row), row.Number("t")), row.Number("quadrature"), 2e-13);
    }

    [Fact]
    [Trait("Science", "5.28, 5.29")]
    public void ParetoNbd_discounted_purchases_agree()
    {
        foreach (var row in Shared.Golden("golden.json", "pnbd", "dert").EnumerateArray())
            Close(((ParetoNbd)Model("pnbd", row.GetProperty("params").Numbers())).DiscountedExpectedPurchases(History(row), row.Number("d")), row.Number("v"), 1e-12);
    }

    [Fact]
    [Trait("Science", "2.1")]
    public void BgNbd_discounted_purchases_agree()
    {
        foreach (var row in Shared.Golden("golden.json", "bgnbd_dert").EnumerateArray())
            Close(((BgNbd)Model("bgnbd", row.GetProperty("params").Numbers())).DiscountedExpectedPurchases(History(row), row.Number("d")), row.Number("v"), 1e-9);
    }

    [Fact]
    [Trait("Science", "5.25, 5.26, 5.27")]
    public void ParetoNbd_stays_finite_and_right_under_stress()
    {
        foreach (var row in Shared.Golden("golden.json", "pnbd", "stress_ll").EnumerateArray())
        {
            var model = Model("pnbd", row.GetProperty("params").Numbers());
            Close(model.LogLikelihood(History(row)), row.Number("ll"), 1e-12);
            Close(model.ProbabilityAlive(History(row)), row.Number("palive"), 2e-11);
        }
    }

    [Fact]
    [Trait("Science", "5.33")]
    public void GammaGamma_shrinks_the_first_ten_customers_as_the_spreadsheet_does()
    {
        var golden = Shared.Golden("golden.json", "gg");
        var p = golden.GetProperty("params").Numbers();
        var model = new GammaGamma(p[0], p[1], p[2]);

        Close(model.PopulationMean, golden.Number("pop_mean"), 1e-14);
        double[] published = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17];
        var first = golden.GetProperty("first10");
        for (var i = 0; i < published.Length; i++)
        {
            var value = model.ExpectedSpend(first[i].GetProperty("x").GetInt32(), first[i].Number("m"));
            Close(value, first[i].Number("v"), 1e-14);
            value.ShouldBe(published[i], 0.06);
        }
    }

    [Fact]
    [Trait("Science", "3.3")]
    public void Tricomi_U_agrees_also_at_whole_s()
    {
        foreach (var row in Shared.Golden("golden.json", "hyperU").EnumerateArray())
            Close(TricomiU.At(row.Number("a"), row.Number("z")), row.Number("v"), 2e-13);
    }

    private static IPurchaseModel Model(string name, double[] p) => name switch
    {
        "mbgnbd" => new MbgNbd(p[0], p[1], p[2], p[3]),
        "pnbd" => new ParetoNbd(p[0], p[1], p[2], p[3]),
        _ => new BgNbd(p[0], p[1], p[2], p[3]),
    };

    private static PurchaseHistory History(JsonElement row)
    {
        var (last, observed) = (row.Number("tx"), row.Number("T"));
        return new(row.GetProperty("x").GetInt32(), last, observed);
    }

    private static void Close(double actual, double expected, double relative) =>
        actual.ShouldBe(expected, Math.Max(relative * Math.Abs(expected), 1e-300));
}
