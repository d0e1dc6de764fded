using System.Globalization;
using CsCheck;

namespace Guanxi.Insight.Tests;

/// <summary>Survival curves, the log-rank test and Cox's regression against the textbooks' examples and R.</summary>
[Trait("Row", "VAL-5")]
public sealed class SurvivalTests
{
    private static readonly string[] Rossi = ["fin", "age", "race", "wexp", "mar", "paro", "prio"];

    [Fact]
    [Trait("Science", "5.49")]
    public void Remission_under_6MP_is_the_textbook_curve()
    {
        var treated = Gehan().Where(r => r.Group == 2).ToArray();

        var curve = SurvivalCurve.Of([.. treated.Select(r => r.Weeks)], [.. treated.Select(r => r.Happened)]);

        curve.Observations.ShouldBe(21);
        curve.Points.Select(p => p.Time).ShouldBe([6, 7, 10, 13, 16, 22, 23]);
        curve.Points.Select(p => p.Survival).ToArray().ShouldBe([.857, .807, .753, .690, .627, .538, .448], 5e-4);
        curve.Points.Select(p => p.StandardError).ToArray().ShouldBe([.0764, .0869, .0963, .1068, .1141, .1282, .1346], 5e-5);
        curve.Points.Select(p => p.AtRisk).ShouldBe([21, 17, 15, 12, 11, 7, 6]);
        curve.Median.ShouldBe(23);
        curve.TimeUntil(.25).ShouldBe(13);
        curve.TimeUntil(.9).ShouldBeNull();
        curve.At(5.9).ShouldBe(1);
        curve.At(6).ShouldBe(18.0 / 21, 1e-12);
        curve.At(1000).ShouldBe(.448, 5e-4);
        // R: survfit(conf.type = "log-log") at 6 and 23 weeks.
        curve.Points[0].Low.ShouldBe(.6197, 1e-4);
        curve.Points[0].High.ShouldBe(.9516, 1e-4);
        curve.Points[^1].Low.ShouldBe(.1881, 1e-4);
        curve.Points[^1].High.ShouldBe(.6801, 1e-4);
    }

    [Fact]
    [Trait("Science", "5.50")]
    public void Six_MP_and_placebo_differ_as_in_R()
    {
        var rows = Gehan();

        var test = LogRank.Test([.. rows.Select(r => r.Weeks)], [.. rows.Select(r => r.Happened)], [.. rows.Select(r => r.Group - 1)]);

        test.ChiSquare.ShouldBe(16.79, .05);
        test.DegreesOfFreedom.ShouldBe(1);
        test.PValue.ShouldBe(4.2e-5, 5e-7);
        test.Groups.Select(g => g.Observed).ShouldBe([21, 9]);
        test.Groups.Select(g => g.Expected).ToArray().ShouldBe([10.7, 19.3], .06);
    }

    [Theory]
    [InlineData(TiedEvents.Efron, 1.572125, .4123967), InlineData(TiedEvents.Breslow, 1.509191, .4095644)]
    [Trait("Science", "5.51")]
    public void The_effect_of_placebo_is_the_one_of_R(TiedEvents ties, double effect, double error)
    {
        var rows = Gehan();

        var model = CoxRegression.Fit([.. rows.Select(r => r.Weeks)], [.. rows.Select(r => r.Happened)], [("placebo", [.. rows.Select(r => r.Group == 1 ? 1.0 : 0)])], ties);

        model.NotIdentified.ShouldBeNull();
        model.Coefficients[0].Value.ShouldBe(effect, 1e-5);
        model.Coefficients[0].StandardError.ShouldBe(error, 1e-5);
        model.Coefficients[0].HazardRatio.ShouldBe(Math.Exp(effect), 1e-4);
        model.Coefficients[0].PValue.ShouldBeInRange(1e-5, 1e-3);
        model.PValue.ShouldBeInRange(1e-5, 1e-3);
        (model.Observations, model.Events).ShouldBe((42, 30));
    }

    [Fact]
    [Trait("Science", "5.52")]
    public void Relapses_of_Rossi_give_Allisons_effects()
    {
        var rows = Samples.Rows("rossi.csv");

        var model = CoxRegression.Fit(rows.Column(0), [.. rows.Select(r => r[1] == 1)], [.. Rossi.Select((name, i) => (name, rows.Column(2 + i)))]);

        model.NotIdentified.ShouldBeNull();
        (model.Observations, model.Events).ShouldBe((432, 114));
        model.Coefficients.Select(c => c.Name).ShouldBe(Rossi);
        model.Coefficients.Select(c => c.Value).ToArray().ShouldBe([-.37942217, -.05743774, .31389979, -.14979570, -.43370388, -.08487108, .09149708], 1e-6);
        model.LogLikelihoodOfNone.ShouldBe(-675.3806323, 1e-6);
        model.LogLikelihood.ShouldBe(-658.7476594, 1e-6);
        model.LikelihoodRatio.ShouldBe(2 * (675.3806323 - 658.7476594), 1e-6);
    }

    [Fact]
    public void Units_and_far_off_means_of_covariates_change_no_effect()
    {
        var rows = Samples.Rows("rossi.csv");
        bool[] arrested = [.. rows.Select(r => r[1] == 1)];

        var plain = CoxRegression.Fit(rows.Column(0), arrested, [("age", rows.Column(3)), ("prio", rows.Column(8))]);
        var shifted = CoxRegression.Fit(rows.Column(0), arrested, [("born", [.. rows.Column(3).Select(a => 1e6 - 1000 * a)]), ("prio", rows.Column(8))]);

        (shifted.Coefficients[0].Value * -1000).ShouldBe(plain.Coefficients[0].Value, 1e-8);
        (shifted.Coefficients[0].StandardError * 1000).ShouldBe(plain.Coefficients[0].StandardError, 1e-8);
        shifted.Coefficients[1].Value.ShouldBe(plain.Coefficients[1].Value, 1e-8);
        shifted.LogLikelihood.ShouldBe(plain.LogLikelihood, 1e-9);
    }

    [Fact]
    public void Cox_gradient_and_information_agree_with_central_differences()
    {
        double[] times = [1, 2, 2, 2, 3, 5, 5, 8];
        bool[] events = [true, true, true, false, true, true, true, false];
        double[][] columns = [[.3, -1, .5, 2, .1, -.4, 1, 0], [1, 0, 1, 1, 0, 0, 1, 0]];
        foreach (var ties in Enum.GetValues<TiedEvents>())
        {
            CoxLikelihood likelihood = new(times, events, columns, ties);
            Gen.Double[-2, 2].Array[2].Sample(at =>
            {
                var (_, gradient, information) = likelihood.At(at);
                for (var i = 0; i < 2; i++)
                {
                    double[] above = [.. at], below = [.. at];
                    (above[i], below[i]) = (above[i] + 1e-5, below[i] - 1e-5);
                    var (up, down) = (likelihood.At(above), likelihood.At(below));
                    gradient[i].ShouldBe((up.Value - down.Value) / 2e-5, 1e-7);
                    for (var j = 0; j < 2; j++)
                        information[i, j].ShouldBe((down.Gradient[j] - up.Gradient[j]) / 2e-5, 1e-6);
                }
            }, iter: 50);
        }
    }

    [Fact]
    public void Effects_and_their_errors_come_back_out_of_simulated_customers()
    {
        var (inside, of) = (0, 0);
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            double[] x = [.. Enumerable.Range(0, 600).Select(_ => random.NextDouble() * 4)], z = [.. Enumerable.Range(0, 600).Select(_ => random.Next(2) * 1.0)];
            double[] until = [.. x.Select((v, i) => Numerics.RandomDraws.Exponential(random, .1 * Math.Exp(.5 * v - .7 * z[i])))];

            var model = CoxRegression.Fit([.. until.Select(t => Math.Ceiling(Math.Min(t, 10)))], [.. until.Select(t => t <= 10)], [("x", x), ("z", z)]);

            model.NotIdentified.ShouldBeNull();
            inside += Math.Abs(model.Coefficients[0].Value - .5) <= 3 * model.Coefficients[0].StandardError ? 1 : 0;
            inside += Math.Abs(model.Coefficients[1].Value + .7) <= 3 * model.Coefficients[1].StandardError ? 1 : 0;
            of += 2;
        }
        ((double)inside / of).ShouldBeGreaterThanOrEqualTo(.95);
    }

    [Fact]
    public void What_separates_the_events_or_says_nothing_is_not_given_an_effect()
    {
        double[] times = [1, 2, 3, 4, 5, 6];
        bool[] events = [true, true, true, false, false, false];

        CoxRegression.Fit(times, events, [("separates", [1, 1, 1, 0, 0, 0])]).NotIdentified.ShouldBe(NotIdentifiedReason.ParameterAtBoundary);
        CoxRegression.Fit(times, events, [("constant", [2, 2, 2, 2, 2, 2])]).NotIdentified.ShouldBe(NotIdentifiedReason.FlatLikelihood);
        CoxRegression.Fit(times, events, [("a", [1, 0, 1, 0, 1, 0]), ("b", [2, 0, 2, 0, 2, 0])]).NotIdentified.ShouldBe(NotIdentifiedReason.FlatLikelihood);
        CoxRegression.Fit(times, new bool[6], [("a", [1, 0, 1, 0, 1, 0])]).NotIdentified.ShouldBe(NotIdentifiedReason.NothingToLearnFrom);
        CoxRegression.Fit(times, events, []).NotIdentified.ShouldBe(NotIdentifiedReason.NothingToLearnFrom);
        CoxRegression.Fit([], [], [("a", [])]).NotIdentified.ShouldBe(NotIdentifiedReason.NothingToLearnFrom);
        Should.Throw<ArgumentException>(() => CoxRegression.Fit(times, events, [("short", [1])]));
    }

    [Fact]
    [Trait("Science", "5.53")]
    public void Patients_who_entered_late_are_at_risk_only_from_then_on()
    {
        var rows = Samples.Rows("multicenter-aids-cohort.csv");

        var curve = SurvivalCurve.Of(rows.Column(1), [.. rows.Select(r => r[2] == 1)], rows.Column(0));

        curve.At(.791).ShouldBe(0.9540043290043292, 1e-12);
        curve.Points.Single(p => p.Time == .269).AtRisk.ShouldBe(42);
        curve.Points.Single(p => p.Time == .791).AtRisk.ShouldBe(44);
        curve.Points.Single(p => p.Time == 4.688).AtRisk.ShouldBe(11);
    }

    [Fact]
    [Trait("Science", "5.54")]
    public void What_was_found_to_have_happened_counts_from_the_end_backwards()
    {
        var shares = SurvivalCurve.LeftCensored([3, 5, 5, 5, 6, 6, 10, 12], [true, false, false, true, true, true, false, true]);

        shares.Select(s => s.Time).ShouldBe([0, 3, 5, 6, 10, 12]);
        shares.Select(s => s.Share).ToArray().ShouldBe([0, .4375, .5833333, .875, .875, 1], 1e-7);
    }

    [Fact]
    [Trait("Science", "5.55")]
    public void Telco_customers_stay_as_in_R()
    {
        var rows = Shared.Lines("data", "telco-customer-churn.csv").Skip(1).Select(l => l.Split(',')).Where(f => f[5] != "0").ToArray();
        rows.Length.ShouldBe(7032);

        Curve(rows).ShouldBe([.843, .789, .709, .593], 5e-4);
        Curve([.. rows.Where(f => f[15] == "Month-to-month")]).ShouldBe([.703, .586, .397, .129], 5e-4);

        static double[] Curve(string[][] rows)
        {
            var curve = SurvivalCurve.Of([.. rows.Select(f => double.Parse(f[5], CultureInfo.InvariantCulture))], [.. rows.Select(f => f[20] == "Yes")]);
            return [curve.At(12), curve.At(24), curve.At(48), curve.At(72)];
        }
    }

    [Fact]
    public void Without_censoring_the_curve_is_the_share_that_is_left() => Gen.Int[1, 9].Select(i => (double)i).Array[1, 40].Sample(times =>
    {
        var curve = SurvivalCurve.Of(times, [.. times.Select(_ => true)]);

        for (var t = 0; t < 10; t++)
            curve.At(t).ShouldBe(times.Count(v => v > t) / (double)times.Length, 1e-12);
        curve.Points[^1].Survival.ShouldBe(0);
        double.IsNaN(curve.Points[^1].Low).ShouldBeTrue();
        curve.Points.SkipLast(1).ShouldAllBe(p => p.Low >= 0 && p.Low <= p.Survival && p.Survival <= p.High && p.High <= 1);
    }, iter: 200);

    [Fact]
    public void Weights_count_like_copies()
    {
        var weighted = SurvivalCurve.Of([1, 2, 3, 4], [true, false, true, true], weights: [3, 2, 1, 2]);
        var copied = SurvivalCurve.Of([1, 1, 1, 2, 2, 3, 4, 4], [true, true, true, false, false, true, true, true]);

        weighted.Points.ShouldBe(copied.Points);
    }

    [Fact]
    public void Three_groups_alike_differ_as_often_as_chance_says()
    {
        var (low, high) = (0, 0);
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            double[] until = [.. Enumerable.Range(0, 150).Select(_ => Math.Ceiling(Numerics.RandomDraws.Exponential(random, .2)))];
            var test = LogRank.Test([.. until.Select(t => Math.Min(t, 10))], [.. until.Select(t => t <= 10)], [.. until.Select(_ => random.Next(3))]);
            test.DegreesOfFreedom.ShouldBe(2);
            test.Groups.Sum(g => g.Observed).ShouldBe(test.Groups.Sum(g => g.Expected), 1e-9);
            low += test.PValue < .1 ? 1 : 0;
            high += test.PValue < .5 ? 1 : 0;
        }
        (low / 400.0).ShouldBeInRange(.06, .14);
        (high / 400.0).ShouldBeInRange(.43, .57);
    }

    [Fact]
    public void One_group_or_no_event_is_nothing_to_compare()
    {
        double.IsNaN(LogRank.Test([1, 2], [true, true], [0, 0]).PValue).ShouldBeTrue();
        double.IsNaN(LogRank.Test([1, 2, 3], [false, false, false], [0, 1, 0]).PValue).ShouldBeTrue();
        LogRank.Test([1, 2, 3], [true, true, false], [0, 2, 0]).DegreesOfFreedom.ShouldBe(1);
        SurvivalCurve.Of([], []).Points.ShouldBeEmpty();
        SurvivalCurve.LeftCensored([], []).ShouldBeEmpty();
    }

    [Fact]
    public void Input_that_cannot_be_is_refused()
    {
        Should.Throw<ArgumentException>(() => SurvivalCurve.Of([-1], [true]));
        Should.Throw<ArgumentException>(() => SurvivalCurve.Of([1], [true], [2]));
        Should.Throw<ArgumentException>(() => SurvivalCurve.Of([1, 2], [true]));
        Should.Throw<ArgumentException>(() => LogRank.Test([1], [true], []));
        Should.Throw<ArgumentOutOfRangeException>(() => LogRank.Test([1], [true], [-1]));
    }

    private static (int Group, double Weeks, bool Happened)[] Gehan() =>
        [.. Shared.Lines("data", "gehan-6mp.dat").Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(f => f.Length == 3)
            .Select(f => (int.Parse(f[0], CultureInfo.InvariantCulture), double.Parse(f[1], CultureInfo.InvariantCulture), f[2] == "1"))];
}
