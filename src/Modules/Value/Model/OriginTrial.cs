using Guanxi.Insight;
using Guanxi.Value.Standings;

namespace Guanxi.Value.Model;

/// <summary>The candidates fitted up to an origin and judged by what came after it, on customers who were there by then.</summary>
internal sealed class OriginTrial
{
    private readonly Dictionary<PurchaseModelKind, ModelFit<IPurchaseModel>> fits = [];
    private readonly Dictionary<PurchaseModelKind, (double HeldOut, double Expected)> judged = [];

    private OriginTrial(TrialWindow window) => Window = window;

    public TrialWindow Window { get; }
    public double Actual => Window.After.RepeatPurchases - Window.Known.RepeatPurchases;

    public ModelFit<IPurchaseModel> Fit(PurchaseModelKind kind) => fits[kind];
    public NotIdentifiedReason? Refused(PurchaseModelKind kind) => fits[kind].NotIdentified;
    public double? HeldOut(PurchaseModelKind kind) => judged.TryGetValue(kind, out var found) ? found.HeldOut : null;
    public double? Expected(PurchaseModelKind kind) => judged.TryGetValue(kind, out var found) ? found.Expected : null;

    public static OriginTrial Of(TrialWindow window, IEnumerable<PurchaseModelKind> candidates, CancellationToken ct)
    {
        var trial = new OriginTrial(window);
        foreach (var kind in candidates)
        {
            ct.ThrowIfCancellationRequested();
            var fit = trial.fits[kind] = PurchaseFit.Fit(kind, window.Known);
            if (!fit.IsIdentified) continue;
            trial.judged[kind] = (PurchaseFit.LogLikelihood(fit.Model, window.After) - fit.LogLikelihood, ExpectedOf(fit.Model, window.Known, window.Days));
        }
        return trial;
    }

    public OriginSheet Sheet() => new()
    {
        Origin = Window.Origin, Until = Window.Until, Customers = Window.Customers, Purchases = (long)Actual,
        Candidates = [.. fits.Select(f => new CandidateSheet
        {
            Model = Labels.Of(f.Key), HeldOut = HeldOut(f.Key), Bias = Actual > 0 ? Expected(f.Key) / Actual - 1 : null,
            NotIdentified = f.Value.NotIdentified is { } reason ? Labels.Of(reason) : null,
        })],
    };

    private static double ExpectedOf(IPurchaseModel model, PurchaseCohort cohort, double horizon)
    {
        var parts = new double[(cohort.Rows + 1023) / 1024];
        Parallel.For(0, parts.Length, part =>
        {
            for (var row = part * 1024; row < Math.Min(cohort.Rows, (part + 1) * 1024); row++) parts[part] += cohort.WeightOf(row) * model.ExpectedPurchases(cohort[row], horizon);
        });
        return parts.Sum();
    }
}
