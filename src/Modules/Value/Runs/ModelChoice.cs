using System.Diagnostics;
using System.Runtime.InteropServices;
using Guanxi.Insight;
using Guanxi.Value.Standings;
using Guanxi.Warehouse;

namespace Guanxi.Value.Runs;

/// <summary>Which purchase model to believe: the candidate that foretold the last quarter of the span best, fitted anew on all of it.</summary>
internal sealed record ModelChoice
{
    private static readonly WarehouseQuery Rhythm = WarehouseQuery.Of(typeof(ModelChoice).Assembly, "purchase_rhythm");
    private static readonly PurchaseModelKind[] Candidates = [PurchaseModelKind.MbgNbd, PurchaseModelKind.BgNbd, PurchaseModelKind.Nbd];
    private const int LeastTrainingDays = 90, LeastHeldOutDays = 30;

    /// <summary>Null where no model is identified.</summary>
    public ModelFit<IPurchaseModel>? Fit { get; private init; }

    /// <summary>Refused, with the reason.</summary>
    public required IReadOnlyDictionary<string, string> NotIdentified { get; init; }

    /// <summary>ln L of the held-out time, by candidate.</summary>
    public IReadOnlyDictionary<string, double> HeldOut { get; private init; } = new Dictionary<string, double>();

    /// <summary>Expected against actual purchases of the held-out time under the chosen model, less one.</summary>
    public double? Bias { get; private init; }

    /// <summary>How long the fit to all histories took; those of the trial come on top.</summary>
    public double FitSeconds { get; private init; }

    /// <summary>The same with the last good parameters in the place of a fit.</summary>
    public ModelChoice With(IPurchaseModel known) => this with { Fit = PurchaseFit.Known(known) };

    public static async Task<ModelChoice> Of(PurchaseCohort all, DataWarehouse warehouse, DateOnly first, DateOnly asOf, int leastBuyers, CancellationToken ct)
    {
        var span = asOf.DayNumber - first.DayNumber;
        var split = asOf.AddDays(-Math.Max(LeastHeldOutDays, span / 4));
        var trial = split.DayNumber - first.DayNumber >= LeastTrainingDays ? await Trial.Of(warehouse, split, asOf, leastBuyers, ct) : null;
        var order = trial is null ? Candidates : [.. Candidates.OrderByDescending(k => trial.HeldOut.GetValueOrDefault(Labels.Of(k), double.NegativeInfinity))];
        var timer = Stopwatch.StartNew();
        var (fit, refused) = PurchaseFit.FirstIdentified(all, order);
        timer.Stop();
        var reasons = new Dictionary<string, string>(trial?.NotIdentified ?? []);
        foreach (var no in refused) reasons[Labels.Of(no.Model.Kind)] = Labels.Of(no.NotIdentified!.Value);
        if (fit is not null) reasons.Remove(Labels.Of(fit.Model.Kind));
        return new()
        {
            Fit = fit, FitSeconds = timer.Elapsed.TotalSeconds, NotIdentified = reasons, HeldOut = trial?.HeldOut ?? [],
            Bias = fit is not null && trial is not null && trial.Bias.TryGetValue(Labels.Of(fit.Model.Kind), out var bias) ? bias : null,
        };
    }

    /// <summary>The candidates fitted up to a day and judged by what came after it, on customers who were there by then.</summary>
    private sealed record Trial(Dictionary<string, double> HeldOut, Dictionary<string, double> Bias, Dictionary<string, string> NotIdentified)
    {
        public static async Task<Trial?> Of(DataWarehouse warehouse, DateOnly split, DateOnly asOf, int leastBuyers, CancellationToken ct)
        {
            var before = await Read(warehouse, split, ct);
            if (before.Ids.Count < leastBuyers) return null;
            var (known, after) = (before.Cohort(), (await Read(warehouse, asOf, ct)).Only(before.Ids));
            var later = after.Cohort();
            double horizon = asOf.DayNumber - split.DayNumber, actual = later.RepeatPurchases - known.RepeatPurchases;
            var trial = new Trial([], [], []);
            foreach (var kind in Candidates)
            {
                ct.ThrowIfCancellationRequested();
                var (name, fit) = (Labels.Of(kind), PurchaseFit.Fit(kind, known));
                if (fit.NotIdentified is { } reason)
                {
                    trial.NotIdentified[name] = Labels.Of(reason);
                    continue;
                }
                // L(later) / L(before) is the likelihood of what happened in between.
                trial.HeldOut[name] = PurchaseFit.LogLikelihood(fit.Model, later) - fit.LogLikelihood;
                if (actual > 0) trial.Bias[name] = Expected(fit.Model, known, horizon) / actual - 1;
            }
            return trial;
        }

        private static double Expected(IPurchaseModel model, PurchaseCohort cohort, double horizon)
        {
            var sum = 0.0;
            for (var row = 0; row < cohort.Rows; row++) sum += cohort.WeightOf(row) * model.ExpectedPurchases(cohort[row], horizon);
            return sum;
        }

        private static async Task<Columns> Read(DataWarehouse warehouse, DateOnly until, CancellationToken ct)
        {
            var columns = new Columns([], [], [], []);
            await warehouse.Read(Rhythm.Sql, [until], row =>
            {
                var (observed, days) = (row.GetInt64(1), (int)row.GetInt64(3));
                columns.Add(row.GetInt64(0), days - 1, days > 1 ? observed - row.GetInt64(2) : 0, observed);
                return true;
            }, ct);
            return columns;
        }
    }

    private sealed record Columns(List<long> Ids, List<int> Repeats, List<double> LastAt, List<double> Observed)
    {
        public void Add(long id, int repeats, double lastAt, double observed)
        {
            Ids.Add(id);
            Repeats.Add(repeats);
            LastAt.Add(lastAt);
            Observed.Add(observed);
        }

        public PurchaseCohort Cohort() => PurchaseCohort.Of(CollectionsMarshal.AsSpan(Repeats), CollectionsMarshal.AsSpan(LastAt), CollectionsMarshal.AsSpan(Observed));

        /// <summary>Those with one of these ids; both in order.</summary>
        public Columns Only(List<long> ids)
        {
            var only = new Columns([], [], [], []);
            for (int i = 0, k = 0; i < Ids.Count && k < ids.Count; i++)
            {
                if (Ids[i] != ids[k]) continue;
                only.Add(Ids[i], Repeats[i], LastAt[i], Observed[i]);
                k++;
            }
            return only;
        }
    }
}
