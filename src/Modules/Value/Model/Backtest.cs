using Guanxi.Insight;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;

namespace Guanxi.Value.Model;

/// <summary>A fit that knew nothing after its origin, judged by what came after it.</summary>
internal static class Backtest
{
    public static BacktestSheet Of(TrialWindow window, IPurchaseModel model, TrialData data, long minorPerMajor)
    {
        var n = window.Customers;
        var (churn, gone, expected) = (new double[n], new double[n], new double[n]);
        var rows = PurchaseScores.ChurnOver(model, window.Known, window.Days);
        Parallel.For(0, (n + 4095) / 4096, chunk =>
        {
            for (var i = chunk * 4096; i < Math.Min(n, (chunk + 1) * 4096); i++)
            {
                var history = new PurchaseHistory(window.Repeats[i], window.LastAt[i], window.Observed[i]);
                (churn[i], gone[i]) = (rows[window.Known.RowOf[i]], Math.Clamp(1 - model.ProbabilityAlive(history), 0, 1));
                expected[i] = model.ExpectedPurchases(history, window.Days);
            }
        });
        return new()
        {
            Model = Labels.Of(model.Kind), Origin = window.Origin, Until = window.Until, Days = window.Days, Customers = n,
            Churn = Churn(window, churn, gone), Purchases = Purchases(window, expected),
            Classes = [.. FrequencyClass.Of(window.Repeats, expected, window.Later).Select(c => new ClassScore(c.Repeats, c.AndMore, (int)c.Customers, c.Forecast, c.Actual))],
            Money = Money(window, expected, data, minorPerMajor),
        };
    }

    private static ChurnScore Churn(TrialWindow window, double[] churn, double[] gone)
    {
        var stayedAway = Array.ConvertAll(window.Later, later => later == 0);
        var score = ProbabilityScore.Of(churn, stayedAway);
        // The literature cuts its tenths by the probability of buying again; ties on an edge fall the other way round then.
        var again = ProbabilityScore.Of(Array.ConvertAll(churn, c => 1 - c), Array.ConvertAll(stayedAway, away => !away));
        return new()
        {
            BaseRate = score.BaseRate, Brier = score.Brier, BaseBrier = score.BaseRate * (1 - score.BaseRate), Skill = Told(score.BrierSkill), LogLoss = score.LogLoss, Auc = Told(score.Auc),
            CalibrationError = again.CalibrationError, TopDecileLift = Told(score.TopDecileLift), AliveAuc = Told(ProbabilityScore.Of(gone, stayedAway).Auc),
            RecencyAuc = Told(ProbabilityScore.Of(Ranks(i => window.Observed[i] - window.LastAt[i]), stayedAway).Auc),
            FrequencyAuc = Told(ProbabilityScore.Of(Ranks(i => 1.0 / (1 + window.Repeats[i])), stayedAway).Auc),
            Bins = [.. again.Bins.Reverse().Select(b => new CalibrationBin(1 - b.To, 1 - b.From, (int)b.Customers, 1 - b.Forecast, 1 - b.Actual))],
        };

        // Only the order counts.
        double[] Ranks(Func<int, double> of)
        {
            var scores = new double[window.Customers];
            for (var i = 0; i < scores.Length; i++) scores[i] = of(i);
            var most = Math.Max(1, scores.Max());
            return Array.ConvertAll(scores, s => s / most);
        }
    }

    private static PurchaseScore Purchases(TrialWindow window, double[] expected)
    {
        var score = CountScore.Of<int>(expected, window.Later);
        return new()
        {
            Expected = score.Forecast, Actual = (long)Math.Round(score.Actual), Bias = Told(score.Bias), MeanAbsoluteError = score.MeanAbsoluteError,
            RootMeanSquareError = score.RootMeanSquareError, Correlation = Told(score.Correlation),
        };
    }

    private static MoneyScore Money(TrialWindow window, double[] expected, TrialData data, long minorPerMajor)
    {
        var n = window.Customers;
        var (mean, actual, forecast) = (new double[n], new long[n], new double[n]);
        double repeats = 0, net = 0;
        for (var i = 0; i < n; i++)
        {
            var spent = data.RepeatNet[window.Place[i]];
            actual[i] = data.HeldOutNet[window.Place[i]];
            mean[i] = window.Repeats[i] > 0 ? (double)spent / window.Repeats[i] / minorPerMajor : 0;
            (repeats, net) = (repeats + window.Repeats[i], net + spent);
        }
        var spend = SpendChoice.Of(SpendCohort.Of(window.Repeats, mean), repeats > 0 ? Math.Max(0, net / repeats / minorPerMajor) : 0, 1);
        for (var i = 0; i < n; i++) forecast[i] = expected[i] * spend.Spend(window.Repeats[i], mean[i]) * minorPerMajor;
        var capture = MoneyCapture.Of<long>(forecast, actual);
        return new()
        {
            ExpectedMinor = Minor(capture.Forecast), ActualMinor = Minor(capture.Actual), Bias = capture.Actual > 0 ? capture.Forecast / capture.Actual - 1 : null,
            TopTenth = Told(capture.TopTenth), Gini = Told(capture.NormalizedGini),
            Tenths = [.. capture.Tenths.Select(t => new MoneyTenthScore(t.Tenth, Minor(t.Forecast), Minor(t.Actual), t.CumulativeShare))],
        };
    }

    private static long Minor(double value) => (long)Math.Round(value, MidpointRounding.AwayFromZero);

    private static double? Told(double value) => double.IsFinite(value) ? value : null;
}
