using System.Diagnostics;
using Guanxi.Insight;
using Guanxi.Value.Standings;
using Guanxi.Warehouse;

namespace Guanxi.Value.Model;

/// <summary>Which purchase model to believe: the candidate that foretold the held-out quarters best, fitted anew on all of the time.</summary>
internal sealed record ModelChoice
{
    public static readonly IReadOnlyList<PurchaseModelKind> Candidates = [PurchaseModelKind.MbgNbd, PurchaseModelKind.BgNbd, PurchaseModelKind.ParetoNbd, PurchaseModelKind.Nbd];
    private const int LeastTrainingDays = 90, LeastHeldOutDays = 30;

    /// <summary>Two models that differ by less than this in ln L foretold equally well: then the one that was less wrong in sum is taken.</summary>
    private const double AsGood = 2;

    /// <summary>Null where no model is identified.</summary>
    public ModelFit<IPurchaseModel>? Fit { get; private init; }

    /// <summary>Refused, with the reason.</summary>
    public required IReadOnlyDictionary<string, string> NotIdentified { get; init; }

    /// <summary>ln L of the held-out times together, by candidate.</summary>
    public IReadOnlyDictionary<string, double> HeldOut { get; private init; } = new Dictionary<string, double>();

    /// <summary>Expected against actual purchases of the held-out times under the chosen model, less one.</summary>
    public double? Bias { get; private init; }

    /// <summary>How long the fit to all histories took; those of the trial come on top.</summary>
    public double FitSeconds { get; private init; }

    /// <summary>The last good parameters stand in the place of a fit.</summary>
    public bool Remembered { get; private init; }

    /// <summary>What the candidates were judged by, the newest origin first; none where the time is too short.</summary>
    public IReadOnlyList<OriginTrial> Origins { get; private init; } = [];
    public TrialData? Data { get; private init; }

    /// <summary>The same with the last good parameters in the place of a fit.</summary>
    public ModelChoice With(IPurchaseModel known) => this with { Fit = PurchaseFit.Known(known), Remembered = true };

    public static async Task<ModelChoice> Of(PurchaseCohort all, DataWarehouse warehouse, DateOnly first, DateOnly asOf, int leastBuyers, CancellationToken ct)
    {
        var (data, origins) = await Try(all, warehouse, first, asOf, leastBuyers, ct);
        var timer = Stopwatch.StartNew();
        var (fit, refused) = await Task.Run(() => FirstIdentified(all, Order(origins)), ct);
        timer.Stop();
        var reasons = new Dictionary<string, string>();
        foreach (var kind in Candidates)
            if (origins is [var newest, ..] && newest.Refused(kind) is { } reason) reasons[Labels.Of(kind)] = Labels.Of(reason);
        foreach (var no in refused) reasons[Labels.Of(no.Model.Kind)] = Labels.Of(no.NotIdentified!.Value);
        if (fit is not null) reasons.Remove(Labels.Of(fit.Model.Kind));
        return new()
        {
            Fit = fit, FitSeconds = timer.Elapsed.TotalSeconds, NotIdentified = reasons, Data = data, Origins = origins,
            HeldOut = Candidates.Where(k => HeldOutOf(origins, k) is not null).ToDictionary(Labels.Of, k => HeldOutOf(origins, k)!.Value),
            Bias = fit is null ? null : BiasOf(origins, fit.Model.Kind),
        };
    }

    private static (ModelFit<IPurchaseModel>? Accepted, List<ModelFit<IPurchaseModel>> Refused) FirstIdentified(PurchaseCohort all, IEnumerable<PurchaseModelKind> order)
    {
        List<ModelFit<IPurchaseModel>> refused = [];
        foreach (var kind in order)
        {
            // A quadrature for each history: on a million of them Pareto/NBD alone would take longer than all the rest of a run.
            var fit = PurchaseFit.Fit(kind, kind == PurchaseModelKind.ParetoNbd ? all.Sample(TrialData.Enough) : all);
            if (fit.IsIdentified) return (fit, refused);
            refused.Add(fit);
        }
        return (null, refused);
    }

    /// <summary>The last quarter of the time is held out; and the quarter before it, by an origin that has that much less to learn from.</summary>
    private static async Task<(TrialData?, IReadOnlyList<OriginTrial>)> Try(PurchaseCohort all, DataWarehouse warehouse, DateOnly first, DateOnly asOf, int leastBuyers, CancellationToken ct)
    {
        var held = Math.Max(LeastHeldOutDays, (asOf.DayNumber - first.DayNumber) / 4);
        var (later, earlier) = (asOf.AddDays(-held), asOf.AddDays(-2 * held));
        if (later.DayNumber - first.DayNumber < LeastTrainingDays) return (null, []);
        var two = earlier.DayNumber - first.DayNumber >= LeastTrainingDays;
        var data = await TrialData.Read(warehouse, two ? earlier : later, later, asOf, TrialData.ShareOf(all.Customers), ct);
        List<OriginTrial> origins = [];
        foreach (var cut in two ? (int[])[1, 0] : [1])
        {
            var window = data.From(cut);
            if (window.Customers >= leastBuyers) origins.Add(await Task.Run(() => OriginTrial.Of(window, Candidates, ct), ct));
        }
        return (data, origins);
    }

    /// <summary>Identified at the most origins first, then by what they foretold, and of those that did so equally well the least biased.</summary>
    private static IEnumerable<PurchaseModelKind> Order(IReadOnlyList<OriginTrial> origins)
    {
        if (origins.Count == 0) return Candidates;
        var ranked = Candidates.OrderByDescending(k => origins.Count(o => o.HeldOut(k) is not null)).ThenByDescending(k => origins.Sum(o => o.HeldOut(k) ?? 0)).ToList();
        if (HeldOutOf(origins, ranked[0]) is not { } best) return ranked;
        var asGood = ranked.Where(k => HeldOutOf(origins, k) > best - AsGood).OrderBy(k => Math.Abs(BiasOf(origins, k) ?? 0)).ToList();
        return asGood.Concat(ranked.Except(asGood));
    }

    /// <summary>Null where the candidate was not identified at every origin: the sums would not compare.</summary>
    public static double? HeldOutOf(IReadOnlyList<OriginTrial> origins, PurchaseModelKind kind) =>
        origins.Count > 0 && origins.All(o => o.HeldOut(kind) is not null) ? origins.Sum(o => o.HeldOut(kind)!.Value) : null;

    public static double? BiasOf(IReadOnlyList<OriginTrial> origins, PurchaseModelKind kind)
    {
        var told = origins.Where(o => o.Expected(kind) is not null).ToList();
        var actual = told.Sum(o => o.Actual);
        return actual > 0 ? told.Sum(o => o.Expected(kind)!.Value) / actual - 1 : null;
    }
}
