using CsCheck;
using Guanxi.Insight.Numerics;

namespace Guanxi.Insight.Tests;

/// <summary>Contracts: the two published cohorts, residual lifetimes, and what must hold for all.</summary>
[Trait("Row", "VAL-5")]
public sealed class ContractTests
{
    private static readonly double[] Regular = [100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1, 22.3, 20.7, 19.4, 18.3, 17.3],
        HighEnd = [100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1, 46.8, 44.5, 42.7, 40.9, 39.4];

    private static readonly Gen<double> Positive = Gen.Double[-2, 2].Select(Math.Exp);

    [Theory]
    [InlineData("sbg regular", .704, 1.182, -1680.265188), InlineData("sbg highend", .668, 3.806, -1611.158147)]
    [Trait("Science", "5.44, 5.45")]
    public void Seven_years_of_both_cohorts_give_the_parameters_of_the_paper(string name, double alpha, double beta, double ll)
    {
        var golden = Shared.Golden("mle.json", name);

        var fit = ContractFit.ShiftedBetaGeometric(SevenYears(name == "sbg regular" ? Regular : HighEnd));

        fit.NotIdentified.ShouldBeNull();
        fit.Parameters[0].Value.ShouldBe(alpha, 1e-3);
        fit.Parameters[1].Value.ShouldBe(beta, 1e-3);
        fit.LogLikelihood.ShouldBe(ll, 1e-5);
        fit.LogLikelihood.ShouldBe(golden.Number("ll"), 1e-6);
        fit.Parameters.Select(p => p.Value).ToArray().ShouldBe(golden.GetProperty("params").Numbers(), 1e-5);
        Enumerable.Range(0, 13).Select(fit.Model.Survival).ToArray().ShouldBe(golden.GetProperty("S").Numbers(), 1e-6);
    }

    [Theory]
    [InlineData(true, 17.3, 17.00), InlineData(false, 39.4, 37.80)]
    [Trait("Science", "5.46")]
    public void The_twelfth_year_is_foretold_from_seven(bool regular, double actual, double foretold)
    {
        var model = ContractFit.ShiftedBetaGeometric(SevenYears(regular ? Regular : HighEnd)).Model;

        (100 * model.Survival(12)).ShouldBe(actual, 2);
        (100 * model.Survival(12)).ShouldBe(foretold, 5e-3);
    }

    [Theory]
    [InlineData(3.80, 15.20, new[] { 3.31, 3.45, 3.59, 3.72, 3.84 }, .01), InlineData(.067, .267, new[] { 7.68, 9.46, 9.86, 10.06, 10.19 }, .015)]
    [Trait("Science", "5.47, 5.48")]
    public void Residual_lifetimes_are_those_of_table_3(double alpha, double beta, double[] published, double tolerance)
    {
        for (var n = 1; n <= 5; n++)
            new ShiftedBetaGeometric(alpha, beta).DiscountedExpectedRenewals(n, .1).ShouldBe(published[n - 1], tolerance);
    }

    [Fact]
    [Trait("Science", "5.44, 5.45, 5.47, 5.48")]
    public void All_figures_agree_with_those_of_forty_digits()
    {
        var golden = Shared.Golden("golden.json", "sbg");
        foreach (var row in golden.GetProperty("derl").EnumerateArray())
        {
            ShiftedBetaGeometric model = new(row.Number("a"), row.Number("b"));
            var n = row.GetProperty("n").GetInt32();
            Close(model.DiscountedExpectedRenewals(n, row.Number("d")), row.Number("at_nm1"));
            Close(model.DiscountedExpectedRenewals(n + 1, row.Number("d")), row.Number("at_n"));
        }
        var churn = golden.GetProperty("E_theta").Numbers();
        Close(new ShiftedBetaGeometric(3.8, 15.2).MeanChurn, churn[0]);
        Close(new ShiftedBetaGeometric(.067, .267).MeanChurn, churn[1]);
        foreach (var (name, model) in new[] { ("survival_regular", new ShiftedBetaGeometric(.704, 1.182)), ("survival_highend", new ShiftedBetaGeometric(.668, 3.806)) })
        {
            var survival = golden.GetProperty(name).Numbers();
            for (var t = 0; t < survival.Length; t++)
                Close(model.Survival(t), survival[t]);
        }

        static void Close(double actual, double expected) => actual.ShouldBe(expected, 2e-13 * expected);
    }

    [Fact]
    public void Survival_endings_and_retention_fit_together() => Gen.Select(Positive, Positive).Sample((alpha, beta) =>
    {
        ShiftedBetaGeometric model = new(alpha, beta);
        for (var t = 1; t < 80; t++)
        {
            model.ProbabilityOfEnd(t).ShouldBe(model.Survival(t - 1) - model.Survival(t), 1e-12);
            model.Retention(t).ShouldBe(model.Survival(t) / model.Survival(t - 1), 1e-12);
            model.Retention(t + 1).ShouldBeGreaterThan(model.Retention(t));
        }
        var sum = Enumerable.Range(3, 600).Sum(t => model.Survival(t) / model.Survival(2) * Math.Pow(1.2, 3 - t));
        model.DiscountedExpectedRenewals(3, .2).ShouldBe(sum, 1e-10 * sum);
    }, iter: 100);

    [Fact]
    public void A_discount_close_to_nothing_needs_no_billion_terms()
    {
        // α = 2, β = 1: S(t) = 2 / ((t + 1) (t + 2)), whose plain sum from 1 is 1.
        new ShiftedBetaGeometric(2, 1).DiscountedExpectedRenewals(1, 1e-10).ShouldBe(1, 1e-8);
    }

    [Fact]
    public void Without_dependence_on_age_the_wider_model_is_the_narrow_one() => Gen.Select(Positive, Positive).Sample((alpha, beta) =>
    {
        for (var t = 0; t < 100; t += 7)
            new BetaDiscreteWeibull(alpha, beta, 1).Survival(t).ShouldBe(new ShiftedBetaGeometric(alpha, beta).Survival(t), 1e-12);
        new BetaDiscreteWeibull(alpha, beta, 1.5).Retention(1).ShouldBe(beta / (alpha + beta), 1e-12);
    }, iter: 100);

    [Fact]
    public void Gradients_agree_with_central_differences()
    {
        var f = ContractFit.Objective(ContractCohort.Of([1, 2, 3, 5, 8, 2, 6, 0], [true, true, true, true, true, false, false, false], [30, 20, 15, 6, 2, 4, 9, 3]));

        Gen.Double[-1, 1].Array[2].Sample(theta => FitPropertyTests.AssertGradient(f, theta), iter: 50);
        Gen.Double[-1, 1].Array[3].Sample(theta => FitPropertyTests.AssertGradient(f, theta), iter: 50);
    }

    [Fact]
    public void Dependence_on_age_is_seen_where_it_is_and_not_where_it_is_not()
    {
        var (tired, none) = (0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            if (ContractFit.DependenceOnAge(Drawn(new(.8, 6, 1.6), 4_000, seed)) is { PValue: < .05 })
                tired++;
            if (ContractFit.DependenceOnAge(Drawn(new(.8, 3, 1), 4_000, 1000 + seed)) is { PValue: < .05 })
                none++;
        }
        tired.ShouldBeGreaterThan(50);
        none.ShouldBeLessThanOrEqualTo(9);
    }

    [Fact]
    public void Parameters_and_their_errors_come_back_out_of_simulated_contracts()
    {
        BetaDiscreteWeibull truth = new(.8, 3, 1.3);
        var (inside, of) = (0, 0);
        for (var seed = 0; seed < 25; seed++)
        {
            var fit = ContractFit.BetaDiscreteWeibull(Drawn(truth, 20_000, 500 + seed));
            fit.NotIdentified.ShouldBeNull();
            for (var i = 0; i < 3; i++, of++)
                inside += Math.Abs(fit.Parameters[i].Value - truth.Parameters[i].Value) <= 3 * fit.Parameters[i].StandardError ? 1 : 0;
        }
        ((double)inside / of).ShouldBeGreaterThanOrEqualTo(.95);
    }

    [Fact]
    public void A_table_of_survivors_and_single_contracts_say_the_same()
    {
        var table = ContractFit.ShiftedBetaGeometric(ContractCohort.OfSurvivors([10, 7, 5, 4]));
        var single = ContractFit.ShiftedBetaGeometric(ContractCohort.Of([1, 1, 1, 2, 2, 3, 3, 3, 3, 3], [true, true, true, true, true, true, false, false, false, false]));

        single.LogLikelihood.ShouldBe(table.LogLikelihood, 1e-9);
    }

    [Fact]
    public void Where_none_ended_or_none_was_renewed_nothing_is_claimed()
    {
        ContractFit.ShiftedBetaGeometric(ContractCohort.OfSurvivors([10, 10, 10])).NotIdentified.ShouldBe(NotIdentifiedReason.NothingToLearnFrom);
        ContractFit.ShiftedBetaGeometric(ContractCohort.OfSurvivors([10, 0])).NotIdentified.ShouldBe(NotIdentifiedReason.NothingToLearnFrom);
        ContractFit.BetaDiscreteWeibull(ContractCohort.OfSurvivors([100, 80, 60])).IsIdentified.ShouldBeFalse();
        double.IsNaN(ContractFit.DependenceOnAge(ContractCohort.OfSurvivors([10, 10, 10])).PValue).ShouldBeTrue();
    }

    [Fact]
    public void Input_that_cannot_be_is_refused()
    {
        Should.Throw<ArgumentException>(() => ContractCohort.OfSurvivors([10, 11]));
        Should.Throw<ArgumentException>(() => ContractCohort.OfSurvivors([10]));
        Should.Throw<ArgumentOutOfRangeException>(() => ContractCohort.Of([0], [true]));
        Should.Throw<ArgumentException>(() => ContractCohort.Of([1], []));
    }

    private static ContractCohort SevenYears(double[] percent) => ContractCohort.OfSurvivors([.. percent.Take(8).Select(p => 10 * p)]);

    private static ContractCohort Drawn(BetaDiscreteWeibull truth, int contracts, int seed)
    {
        var random = new Random(seed);
        var (renewals, ended) = (new int[contracts], new bool[contracts]);
        for (var i = 0; i < contracts; i++)
        {
            var stays = 1 - RandomDraws.Beta(random, truth.Alpha, truth.Beta);
            var u = random.NextDouble();
            var until = 1;
            while (until <= 12 && Math.Pow(stays, Math.Pow(until, truth.C)) > u)
                until++;
            (renewals[i], ended[i]) = (Math.Min(until, 12), until <= 12);
        }
        return ContractCohort.Of(renewals, ended);
    }
}
