using System.Diagnostics;
using Guanxi.Data;
using Guanxi.Insight;
using Guanxi.Jobs;
using Guanxi.Value.Choosing;
using Guanxi.Value.Churn;
using Guanxi.Value.History;
using Guanxi.Value.Loyalty;
using Guanxi.Value.Model;
using Guanxi.Value.Rfm;
using Guanxi.Value.Standings;
using Guanxi.Value.States;
using Guanxi.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Runs;

/// <summary>What a run is asked for.</summary>
internal sealed record InsightArgument(DateOnly? AsOf);

/// <summary>One run of the insight: warehouse → histories → model → money → labels → standings. The same facts and day give the same result.</summary>
internal sealed class InsightJob(GuanxiDb db, IDatabase database, WriteGate gate, DataWarehouse warehouse, StandingWriter writer, OldStandings old, Grades.HandGrades hands, IEnumerable<IRunWatch> watches, TimeProvider clock) : IJob
{
    public const string KindName = "insight";

    public string Kind => KindName;
    public string? Lease => DataWarehouse.Lease;

    public async Task<object?> Run(JobRun job, CancellationToken ct)
    {
        var seconds = new Dictionary<string, double>();
        var (firm, settings) = (await db.Setting<FirmSettings>(ct), await db.Setting<ValueSettings>(ct));
        var minor = Currencies.Known(firm.BaseCurrency) ? Currencies.MinorPerMajor(firm.BaseCurrency) : 100;

        var build = await Step("warehouse", () => warehouse.Refresh((_, rows) => job.Report(rows, 0, "value.phase.warehouse"), ct));
        var (first, last) = await PurchaseHistories.FirstAndLast(warehouse, ct);
        if (first is null || last is null)
        {
            // The only import was taken back: what was told of its customers is told no longer.
            await old.ForgetAll(ct);
            throw new RefusedException("value.run.no_purchases");
        }
        var today = firm.DayOf(clock.GetUtcNow());
        // Nothing is known of the days after the last document: who loads an old file sees his customers as they were then.
        var asOf = job.Job.ArgumentAs<InsightArgument>().AsOf ?? (last.Value < today ? last.Value : today);

        job.Report(0, 0, "value.phase.histories");
        var histories = await Step("histories", () => PurchaseHistories.Read(warehouse, asOf, minor, ct, settings.PlanningDays, LedgerTerms.Of(settings)));
        Refuse.If(histories.Count == 0, "value.run.no_purchases");
        job.Report(0, 0, "value.phase.model");
        var (cohort, rowOf, enough, choice, spend) = await Step("model", () => Choose(histories, first.Value, settings, ct));
        if (choice.Fit is not null) seconds["fit"] = Math.Round(choice.FitSeconds, 3);
        job.Report(0, 0, "value.phase.backtest");
        var sheet = await Step("backtest", () => Sheets.Of(choice, spend, warehouse, minor, ct));
        job.Report(0, 0, "value.phase.score");
        var seed = asOf.DayNumber;
        var scores = await Step("score", () => Task.Run(() => Scores.Of(histories, cohort, rowOf, choice.Fit, spend, settings, seed), ct));
        job.Report(0, 0, "value.phase.churn");
        var trial = await Step("churn", () => ChurnTrial.Of(choice, warehouse, first.Value, histories, scores.PlanningDays, settings, ct));
        if (trial.Used is { } trees) await Step("trees", () => Task.Run(() => { trees.Tell(histories, scores); return true; }, ct));
        var (run, summary) = (Id<InsightRun>.New(), new RunSummary());
        var (labels, relationships, rfm, figures, comparedWith, compared, newest) = await Step("label", () => Label(histories, scores, settings, today, ct));
        await Step("write", async () =>
        {
            await writer.Write(run, histories, scores, labels, relationships, rfm, settings, newest, done => job.Report(done, histories.Count, "value.phase.write"), ct);
            if (newest) await old.Forget(asOf, ct);
            return true;
        });
        // Whoever wants to work on all customers does so while they are at hand: reading them back would take as long as the run.
        if (newest) await Step("watch", async () =>
        {
            job.Report(0, 0, "value.phase.watch");
            var reading = new RunReading(histories, scores, labels, compared, spend, choice.Fit?.Model, settings);
            foreach (var watch in watches) await watch.Watch(reading, job.Actor, ct);
            return true;
        });
        summary = new()
        {
            RunId = run, AsOf = asOf, RanAt = clock.GetUtcNow(), ComparedWith = comparedWith, Figures = figures, HeldOut = choice.HeldOut, Seconds = seconds,
            RfmRule = settings.RfmRule.ToString(), Rfm = rfm.Scales, Months = await MonthFigures.Of(warehouse, asOf, ct),
            Terms = LedgerTerms.Of(settings), Edges = GradeEdges.Of(settings), MedianPotentialShare = labels.MedianPotentialShare,
            Parameters = Named(choice.Fit?.Model.Parameters), SpendParameters = Named(spend.Model?.Parameters),
            Model = new()
            {
                Model = choice.Fit is { } fit ? Labels.Of(fit.Model.Kind) : "", From = first, To = asOf, Customers = (int)cohort.Customers, RepeatPurchases = (long)cohort.RepeatPurchases,
                EnoughData = enough && choice.Fit is not null, Bias = choice.Bias, NotIdentified = choice.NotIdentified, Spend = spend.Name,
                Churn = trial.Used is null ? "model" : "trees", PlanningDays = scores.PlanningDays[0], PlanningDaysOfOrganisations = scores.PlanningDays[^1], HorizonMonths = settings.HorizonMonths,
            },
        };
        await db.Turn(gate, job.Actor, nameof(RunInsight), async () =>
        {
            await Correction.Keep(db, summary, firm, job.Actor, ct);
            await db.Set<InsightRun>().Where(r => r.AsOf == asOf).ExecuteDeleteAsync(ct);
            db.Add(InsightRun.Of(run, asOf, summary.RanAt, summary.Model.Model, StoredJson.Write(summary)));
            db.Add(KeptSheet.Of(run, sheet with { Trees = trial.Sheet }));
            db.Tell(new InsightRan(asOf, histories.Count));
        }, ct);
        return Receipt(summary, firm.BaseCurrency, minor, build);

        async Task<T> Step<T>(string name, Func<Task<T>> work)
        {
            ct.ThrowIfCancellationRequested();
            var timer = Stopwatch.StartNew();
            var result = await work();
            seconds[name] = Math.Round(timer.Elapsed.TotalSeconds, 3);
            return result;
        }
    }

    private async Task<(PurchaseCohort Cohort, int[] RowOf, bool Enough, ModelChoice Choice, SpendChoice Spend)> Choose(
        PurchaseHistories histories, DateOnly first, ValueSettings settings, CancellationToken ct)
    {
        var cohort = histories.Cohort(1, out var rowOf);
        var spend = SpendChoice.Of(histories);
        var enough = cohort.Customers >= settings.LeastBuyers && cohort.RepeatPurchases >= settings.LeastRepeats;
        if (!enough) return (cohort, rowOf, false, new() { NotIdentified = new Dictionary<string, string>() }, spend);
        var choice = await ModelChoice.Of(cohort, warehouse, first, histories.AsOf, settings.LeastBuyers, ct);
        if (choice.Fit is null && await LastGood(ct) is { } known) choice = choice.With(known);
        return (cohort, rowOf, true, choice, spend);
    }

    /// <summary>The model of the newest run that had one.</summary>
    private async Task<IPurchaseModel?> LastGood(CancellationToken ct)
    {
        var summary = StoredJson.Read<RunSummary>(await db.Set<InsightRun>().AsNoTracking().Where(r => r.Model != "").OrderByDescending(r => r.AsOf).Select(r => r.Summary).FirstOrDefaultAsync(ct));
        return summary is null ? null : Labels.Model(summary.Model.Model, summary.Parameters);
    }

    private async Task<(Assignments Labels, Relationships Relationships, RfmColumns Rfm, Dashboard.Figures Figures, DateOnly? ComparedWith, PreviousLabels? Compared, bool Newest)> Label(
        PurchaseHistories histories, Scores scores, ValueSettings settings, DateOnly today, CancellationToken ct)
    {
        var asOf = histories.AsOf;
        var days = await db.Set<InsightRun>().AsNoTracking().Select(r => r.AsOf).Distinct().ToListAsync(ct);
        DateOnly? before = days.Where(d => d < asOf).Order().Cast<DateOnly?>().LastOrDefault();
        var aim = asOf.AddMonths(-1);
        DateOnly? month = days.Where(d => d < asOf && Math.Abs(d.DayNumber - aim.DayNumber) <= 14).OrderBy(d => Math.Abs(d.DayNumber - aim.DayNumber)).Cast<DateOnly?>().FirstOrDefault();
        var previous = before is { } day ? await PreviousLabels.Read(database, day, ct) : null;
        var compared = month is not { } monthDay ? null : monthDay == before ? previous : await PreviousLabels.Read(database, monthDay, ct);
        var newest = days.TrueForAll(d => d <= asOf);
        // The newest standing is the present one, however old the last document is: what people said meanwhile counts.
        var said = newest ? today : asOf;
        var byHand = await hands.On(said, ct);
        var declared = await Declarations.Of(db, said, ct);
        var fit = await (await Judgements.Of(db, said, ct)).Targets(db, ct);
        var relationships = await Relationships.Of(warehouse, histories, scores, await db.Setting<LoyaltySettings>(ct), declared, fit, settings, previous, ct);
        return await Task.Run(() =>
        {
            var labels = Assignments.Of(histories, scores, settings, previous, byHand, declared, relationships.Loyalty.Signs);
            var rfm = RfmColumns.Of(histories, settings);
            return (labels, relationships, rfm, RunFigures.Of(histories, scores, labels, relationships, rfm, compared), month, compared, newest);
        }, ct);
    }

    private static Dictionary<string, double> Named(IReadOnlyList<(string Name, double Value)>? parameters) => (parameters ?? []).ToDictionary(p => p.Name, p => p.Value);

    private static InsightReceipt Receipt(RunSummary run, string currency, long minor, WarehouseBuild build)
    {
        var totals = run.Figures.Totals;
        return new()
        {
            AsOf = run.AsOf, Customers = run.Customers, Model = run.Model.Model, Parameters = run.Parameters, NotIdentified = [.. run.Model.NotIdentified.Keys],
            NotIdentifiedBecause = run.Model.NotIdentified, Spend = run.Model.Spend, SpendParameters = run.SpendParameters, Currency = currency,
            Totals = new((decimal)totals.HistoricMinor / minor, (decimal)totals.CurrentMinor / minor, (decimal)totals.PotentialMinor / minor),
            Grades = run.Figures.Grades.ToDictionary(g => g.Key, g => g.Value.Customers), Stages = run.Figures.Stages.ToDictionary(g => g.Key, g => g.Value.Customers),
            Seconds = new Dictionary<string, double>(run.Seconds) { ["load"] = Math.Round(build.LoadSeconds, 3), ["build"] = Math.Round(build.BuildSeconds, 3) },
        };
    }
}
