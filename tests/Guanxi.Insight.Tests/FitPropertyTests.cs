using CsCheck;

namespace Guanxi.Insight.Tests;

/// <summary>What a fit must do on any data, and what it must not claim.</summary>
[Trait("Row", "VAL-5")]
public sealed class FitPropertyTests
{
    private static readonly PurchaseModelKind[] Dropout = [PurchaseModelKind.BgNbd, PurchaseModelKind.MbgNbd, PurchaseModelKind.ParetoNbd];

    [Theory]
    [InlineData(PurchaseModelKind.Nbd), InlineData(PurchaseModelKind.BgNbd), InlineData(PurchaseModelKind.MbgNbd), InlineData(PurchaseModelKind.ParetoNbd)]
    public void Gradients_agree_with_central_differences(PurchaseModelKind kind)
    {
        var scaled = new ScaledCohort(Simulated.Cohort(new BgNbd(.6, 20, .8, 2.5), 400, 300, seed: 1));
        var f = PurchaseFit.Objective(kind, scaled);
        var n = kind == PurchaseModelKind.Nbd ? 2 : 4;

        Gen.Double[-1.5, 1.5].Array[n].Sample(theta => AssertGradient(f, theta), iter: 50);
    }

    [Fact]
    public void GammaGamma_gradient_agrees_with_central_differences()
    {
        var f = GammaGammaFit.Objective(SpendCohort.Of([1, 2, 2, 5, 9, 30], [10, 12, 80, 20, 33.3, 25]), 20);

        Gen.Double[-1.5, 1.5].Array[3].Sample(theta => AssertGradient(f, theta), iter: 50);
    }

    [Fact]
    public void Log_likelihood_of_the_rows_is_the_sum_over_customers()
    {
        var cohort = Simulated.Cohort(new MbgNbd(.6, 20, .8, 2.5), 800, 300, seed: 2);
        foreach (var kind in Enum.GetValues<PurchaseModelKind>())
        {
            var fit = PurchaseFit.Fit(kind, cohort);
            fit.LogLikelihood.ShouldBe(PurchaseFit.LogLikelihood(fit.Model, cohort), 1e-9 * Math.Abs(fit.LogLikelihood));
        }
    }

    [Fact]
    public void Merging_equal_histories_changes_nothing()
    {
        var data = Simulated.Cohort(new BgNbd(.6, 20, .8, 2.5), 1500, 300, seed: 3);
        var all = data.RowOf.Select(r => data[r]).ToArray();
        // One row per customer: weights of one that must not be merged are told apart by a time too small to matter.
        var expanded = PurchaseCohort.Of([.. all.Select(h => h.Repeats)], [.. all.Select(h => h.LastAt)], [.. all.Select((h, i) => h.Observed + 1e-13 * i)]);

        expanded.Rows.ShouldBe(1500);
        data.Rows.ShouldBeLessThan(1300);
        foreach (var kind in Dropout)
        {
            var (merged, single) = (PurchaseFit.Fit(kind, data), PurchaseFit.Fit(kind, expanded));
            merged.LogLikelihood.ShouldBe(single.LogLikelihood, 1e-7);
            for (var i = 0; i < 4; i++)
                merged.Parameters[i].Value.ShouldBe(single.Parameters[i].Value, 1e-7 * merged.Parameters[i].Value);
        }
    }

    [Fact]
    public void Weights_count_like_copies()
    {
        var weighted = PurchaseCohort.Of([0, 1, 4], [0, 10, 90], [100, 100, 100], [3, 2, 1]);
        var copied = PurchaseCohort.Of([0, 1, 0, 4, 1, 0], [0, 10, 0, 90, 10, 0], [100, 100, 100, 100, 100, 100]);

        weighted.Rows.ShouldBe(copied.Rows);
        Enumerable.Range(0, 3).ShouldAllBe(i => weighted[i] == copied[i] && weighted.WeightOf(i) == copied.WeightOf(i));
        copied.RowOf.Select(r => copied[r].Repeats).ShouldBe([0, 1, 0, 4, 1, 0]);
    }

    [Fact]
    public void Days_and_weeks_tell_the_same_story()
    {
        var (days, weeks) = (Cdnow.Exact(daysPerUnit: 1), Cdnow.Exact(daysPerUnit: 7));
        foreach (var kind in Enum.GetValues<PurchaseModelKind>())
        {
            var (d, w) = (PurchaseFit.Fit(kind, days.Cohort), PurchaseFit.Fit(kind, weeks.Cohort));
            d.LogLikelihood.ShouldBe(w.LogLikelihood - weeks.X.Sum() * Math.Log(7), 1e-6);
            for (var i = 0; i < days.X.Length; i++)
            {
                PurchaseHistory inDays = new(days.X[i], days.LastAt[i], days.Observed[i]), inWeeks = new(weeks.X[i], weeks.LastAt[i], weeks.Observed[i]);
                d.Model.ProbabilityAlive(inDays).ShouldBe(w.Model.ProbabilityAlive(inWeeks), 1e-8);
                d.Model.ExpectedPurchases(inDays, 273).ShouldBe(w.Model.ExpectedPurchases(inWeeks, 39), 1e-7);
            }
        }
    }

    [Fact]
    public void The_order_of_customers_and_the_number_of_threads_change_no_bit()
    {
        var model = new MbgNbd(.7, 40, .9, 2);
        var cohort = Simulated.Cohort(model, 30_000, 700, seed: 4);
        var backwards = cohort.RowOf.Select(r => cohort[r]).Reverse().ToArray();
        var other = PurchaseCohort.Of([.. backwards.Select(h => h.Repeats)], [.. backwards.Select(h => h.LastAt)], [.. backwards.Select(h => h.Observed)]);

        var (first, second) = (PurchaseFit.Fit(PurchaseModelKind.MbgNbd, cohort), PurchaseFit.Fit(PurchaseModelKind.MbgNbd, other));

        second.Parameters.ShouldBe(first.Parameters);
        second.LogLikelihood.ShouldBe(first.LogLikelihood);
    }

    [Theory]
    [InlineData(PurchaseModelKind.BgNbd), InlineData(PurchaseModelKind.MbgNbd), InlineData(PurchaseModelKind.ParetoNbd), InlineData(PurchaseModelKind.Nbd)]
    public void Parameters_come_back_out_of_simulated_customers(PurchaseModelKind kind)
    {
        IPurchaseModel truth = kind switch
        {
            PurchaseModelKind.Nbd => new Nbd(.8, 12),
            PurchaseModelKind.BgNbd => new BgNbd(.5, 6, .8, 2.5),
            PurchaseModelKind.MbgNbd => new MbgNbd(.6, 6, .9, 2),
            _ => new ParetoNbd(.6, 9, .7, 12),
        };
        var (runs, customers) = kind == PurchaseModelKind.ParetoNbd ? (6, 3_000) : (12, 8_000);
        var (inside, of) = (0, 0);
        for (var seed = 0; seed < runs; seed++)
        {
            var fit = PurchaseFit.Fit(kind, Simulated.Exact(truth, customers, 60, 100 + seed));
            fit.NotIdentified.ShouldBeNull();
            for (var i = 0; i < fit.Parameters.Count; i++, of++)
                inside += Math.Abs(fit.Parameters[i].Value - truth.Parameters[i].Value) <= 3 * fit.Parameters[i].StandardError ? 1 : 0;
        }
        ((double)inside / of).ShouldBeGreaterThanOrEqualTo(0.95);
    }

    [Fact]
    public void GammaGamma_parameters_come_back_out_of_simulated_customers()
    {
        var random = new Random(5);
        var truth = new GammaGamma(6, 4, 15);
        var (x, m) = (new int[20_000], new double[20_000]);
        for (var i = 0; i < x.Length; i++)
        {
            var scale = Numerics.RandomDraws.Gamma(random, truth.Q, truth.V);
            x[i] = 1 + random.Next(12);
            m[i] = Numerics.RandomDraws.Gamma(random, truth.P * x[i], scale * x[i]);
        }

        var fit = PurchaseFit.Fit(SpendCohort.Of(x, m));

        fit.NotIdentified.ShouldBeNull();
        for (var i = 0; i < 3; i++)
            fit.Parameters[i].Value.ShouldBe(truth.Parameters[i].Value, 3 * fit.Parameters[i].StandardError);
    }

    [Fact]
    public void At_the_maximum_the_expected_purchases_of_all_agree_with_those_of_new_customers()
    {
        foreach (IPurchaseModel truth in new IPurchaseModel[] { new BgNbd(.5, 6, .8, 2.5), new MbgNbd(.6, 6, .9, 2), new ParetoNbd(.6, 9, .7, 12) })
        {
            var cohort = Simulated.Exact(truth, 5_000, 60, seed: 6);
            var model = PurchaseFit.Fit(truth.Kind, cohort).Model;
            double own = 0, anew = 0;
            for (var i = 0; i < cohort.Rows; i++)
            {
                own += cohort.WeightOf(i) * model.ExpectedPurchases(cohort[i], 30);
                anew += cohort.WeightOf(i) * (model.ExpectedPurchasesOfNew(cohort[i].Observed + 30) - model.ExpectedPurchasesOfNew(cohort[i].Observed));
            }
            own.ShouldBe(anew, 0.03 * anew);
        }
    }

    [Theory]
    [InlineData(PurchaseModelKind.BgNbd), InlineData(PurchaseModelKind.MbgNbd), InlineData(PurchaseModelKind.ParetoNbd)]
    public void Customers_of_whom_none_leaves_are_not_said_to_be_known_alive(PurchaseModelKind kind)
    {
        var cohort = Simulated.Cohort(new Nbd(.9, 80), 4_000, 370, seed: 7);

        var fit = PurchaseFit.Fit(kind, cohort);

        fit.NotIdentified.ShouldBe(NotIdentifiedReason.NoDropoutSeen);
    }

    [Fact]
    public void The_chain_falls_back_to_NBD_and_says_what_it_refused()
    {
        var (accepted, refused) = PurchaseFit.FirstIdentified(Simulated.Cohort(new Nbd(.9, 80), 4_000, 370, seed: 7));

        accepted.ShouldNotBeNull().Model.Kind.ShouldBe(PurchaseModelKind.Nbd);
        refused.Select(f => (f.Model.Kind, f.NotIdentified)).ShouldBe([(PurchaseModelKind.MbgNbd, NotIdentifiedReason.NoDropoutSeen)]);
    }

    [Fact]
    public void Without_a_repeat_purchase_nothing_is_claimed()
    {
        var (accepted, refused) = PurchaseFit.FirstIdentified(PurchaseCohort.Of([0, 0], [0, 0], [10, 20]));

        accepted.ShouldBeNull();
        refused.ShouldAllBe(f => f.NotIdentified == NotIdentifiedReason.NothingToLearnFrom);
    }

    [Theory]
    [InlineData(PurchaseModelKind.BgNbd), InlineData(PurchaseModelKind.MbgNbd), InlineData(PurchaseModelKind.ParetoNbd)]
    public void Starting_from_a_sample_ends_at_the_maximum_of_all(PurchaseModelKind kind)
    {
        IPurchaseModel truth = kind switch
        {
            PurchaseModelKind.BgNbd => new BgNbd(.5, 6, .8, 2.5),
            PurchaseModelKind.MbgNbd => new MbgNbd(.6, 6, .9, 2),
            _ => new ParetoNbd(.6, 9, .7, 12),
        };
        var customers = kind == PurchaseModelKind.ParetoNbd ? 17_000 : 40_000;
        var cohort = Simulated.Exact(truth, customers, 60, seed: 8);

        var fit = PurchaseFit.Fit(kind, cohort);

        fit.NotIdentified.ShouldBeNull();
        fit.GradientNorm.ShouldBeLessThan(1e-9);
        fit.LogLikelihood.ShouldBeGreaterThan(PurchaseFit.LogLikelihood(truth, cohort));
        for (var i = 0; i < 4; i++)
            fit.Parameters[i].Value.ShouldBe(truth.Parameters[i].Value, 4 * fit.Parameters[i].StandardError);
    }

    [Fact]
    public void A_parameter_that_runs_away_is_said_to()
    {
        // Everyone leaves at the same rate: the spread of leaving has no finite shape.
        var cohort = Simulated.Exact(new ParetoNbd(.6, 9, 5_000_000, 100_000_000), 3_000, 60, seed: 9);

        PurchaseFit.Fit(PurchaseModelKind.ParetoNbd, cohort).NotIdentified.ShouldBe(NotIdentifiedReason.ParameterAtBoundary);
    }

    [Fact]
    public void Customers_who_all_buy_alike_do_not_identify_a_spread()
    {
        var x = Enumerable.Repeat(10, 500).ToArray();
        var cohort = PurchaseCohort.Of(x, [.. x.Select(v => 99.0)], [.. x.Select(v => 100.0)]);

        PurchaseFit.Fit(PurchaseModelKind.Nbd, cohort).IsIdentified.ShouldBeFalse();
    }

    [Fact]
    public void Spend_that_never_varies_does_not_identify_a_model()
    {
        var fit = PurchaseFit.Fit(SpendCohort.Of([1, 2, 3, 4, 5, 6, 7, 8], [20, 20, 20, 20, 20, 20, 20, 20]));

        fit.IsIdentified.ShouldBeFalse();
    }

    [Fact]
    public void Replicating_the_customers_does_not_make_the_fit_diverge()
    {
        // A published package ran to r = 1e110 on exactly this: the log-likelihood must be a mean for the optimiser.
        var data = Cdnow.Exact();
        var times = Enumerable.Repeat(424, data.X.Length).Select(v => (double)v).ToArray();

        var fit = PurchaseFit.Fit(PurchaseModelKind.BgNbd, PurchaseCohort.Of(data.X, data.LastAt, data.Observed, times));

        fit.IsIdentified.ShouldBeTrue();
        fit.Parameters[0].Value.ShouldBe(0.2425945, 1e-6);
        fit.LogLikelihood.ShouldBe(424 * -9582.429206674, 1e-3);
    }

    internal static void AssertGradient(Objective f, double[] theta)
    {
        var gradient = new double[theta.Length];
        f(theta, gradient);
        for (var i = 0; i < theta.Length; i++)
        {
            const double Step = 1e-5;
            double[] above = [.. theta], below = [.. theta], ignored = new double[theta.Length];
            above[i] += Step;
            below[i] -= Step;
            var difference = (f(above, ignored) - f(below, ignored)) / (2 * Step);
            gradient[i].ShouldBe(difference, 1e-6 * Math.Max(1, Math.Abs(difference)));
        }
    }
}
