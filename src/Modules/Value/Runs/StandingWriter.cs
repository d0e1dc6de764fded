using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Insight;
using Guanxi.Value.Loyalty;
using Guanxi.Value.Reasons;
using Guanxi.Value.Rfm;
using Guanxi.Value.Standings;
using Guanxi.Value.States;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Value.Runs;

/// <summary>Writes every customer's standing and face: in turns that let people go first, or as one where people need not wait for it.</summary>
internal sealed class StandingWriter(IServiceScopeFactory scopes, IDatabase database, WriteGate gate)
{
    private static readonly string[] StandingColumns =
    [
        nameof(Standing.CustomerId), nameof(Standing.AsOf), nameof(Standing.RunId), nameof(Standing.HistoricMinor), nameof(Standing.CurrentMinor), nameof(Standing.PotentialMinor),
        nameof(Standing.PotentialLowMinor), nameof(Standing.PotentialHighMinor), nameof(Standing.Place), nameof(Standing.Grade), nameof(Standing.GradeByEdges), nameof(Standing.Class),
        nameof(Standing.Colour), nameof(Standing.Stage), nameof(Standing.StageCandidate), nameof(Standing.StageRule), nameof(Standing.State), nameof(Standing.StateByFigures), nameof(Standing.Loyalty), nameof(Standing.LoyaltyType), nameof(Standing.Rfm), nameof(Standing.RfmOctant), nameof(Standing.Churn), nameof(Standing.RiskMinor), nameof(Standing.Evidence), nameof(Standing.Traits),
    ];

    private static readonly string[] FaceColumns =
    [
        nameof(CustomerFace.CustomerId), nameof(CustomerFace.Grade), nameof(CustomerFace.Colour), nameof(CustomerFace.Stage), nameof(CustomerFace.State), nameof(CustomerFace.ValueMinor),
        nameof(CustomerFace.RiskMinor), nameof(CustomerFace.Churn), nameof(CustomerFace.LastPurchaseOn), nameof(CustomerFace.AsOf),
    ];

    /// <param name="faces">Also what the customer list shows: not for a day before the newest run.</param>
    public async Task Write(Id<InsightRun> run, PurchaseHistories h, Scores s, Assignments a, Relationships r, RfmColumns rfm, ValueSettings settings, bool faces, Action<long> progress, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        var turns = new BatchTurns(db, gate);
        var (standings, shown) = (BulkTarget.For<Standing>(db, StandingColumns, upsert: true), BulkTarget.For<CustomerFace>(db, FaceColumns, upsert: true));
        await database.WriteMuch(db, () => turns.Whole(async () =>
        {
            await ForgetOthers(db, turns, h, r, faces, ct);
            await WriteStandings();
            if (faces) await WriteFaces();
        }, ct), ct);

        async Task WriteStandings()
        {
            var next = Task.Run(() => Rows(0, Batches.Rows), ct);
            for (var from = 0; from < h.Count;)
            {
                var rows = await next;
                from += rows.Length;
                // The next turn's rows are made while this one's are written.
                var (following, count) = (from, turns.Rows);
                if (following < h.Count) next = Task.Run(() => Rows(following, count), ct);
                await turns.Take(() => database.Write(db, standings, rows, ct), ct);
                progress(faces ? from / 2 : from);
            }
        }

        async Task WriteFaces()
        {
            // Faces have an index by value and others that follow it: in order of value their pages are touched one after the other, in half the time.
            var faceTurns = new BatchTurns(db, gate, most: 200_000);
            var byPlace = new int[h.Count];
            for (var i = 0; i < h.Count; i++) byPlace[a.Place[i]] = i;
            for (var from = 0; from < h.Count;)
            {
                var some = byPlace.AsMemory(from, Math.Min(faceTurns.Rows, h.Count - from)).ToArray();
                await faceTurns.Take(() => database.Write(db, shown, some.Select(Face), ct), ct);
                from += some.Length;
                progress((h.Count + from) / 2);
            }
            // Who never bought is something to the firm too: nothing but that is known.
            foreach (var some in r.Prospects.Chunk(Batches.Rows))
                await faceTurns.Take(() => database.Write(db, shown, some.Select(p => new object?[] { p.CustomerId, null, null, null, Labels.Of(p.State), null, null, null, null, h.AsOf }), ct), ct);
        }

        object?[][] Rows(int from, int count) => [.. Enumerable.Range(from, Math.Min(count, h.Count - from)).Select(i => Row(run, h, s, a, r, rfm, settings, i))];

        object?[] Face(int i) =>
        [
            h.CustomerId[i], Labels.Grades[(int)a.Grade[i]], Word(Labels.Colours[(int)a.Colour[i]]), Labels.Stages[(int)a.Stage[i].Stage], Labels.Of(r.State[i].State), s.Total[i], s.Risk[i],
            Told(s.Churn[i]), h.PurchaseDays[i] == 0 ? null : h.AsOf.AddDays(-h.Gap[i]), h.AsOf,
        ];
    }

    /// <summary>Standings of this day, and faces, of customers that have no business any more: an import was taken back.</summary>
    private async Task ForgetOthers(GuanxiDb db, BatchTurns turns, PurchaseHistories h, Relationships r, bool faces, CancellationToken ct)
    {
        var stay = new HashSet<long>(h.CustomerId);
        var day = h.AsOf;
        var gone = (await db.Set<Standing>().Where(s => s.AsOf == day).Select(s => s.CustomerId).ToListAsync(ct)).Where(id => !stay.Contains(id.Value)).ToList();
        foreach (var some in gone.Chunk(Batches.Rows))
            await turns.Take(() => db.Set<Standing>().Where(s => s.AsOf == day && some.Contains(s.CustomerId)).ExecuteDeleteAsync(ct), ct);
        if (!faces) return;
        foreach (var (id, _) in r.Prospects) stay.Add(id);
        var faceless = (await db.Set<CustomerFace>().Select(f => f.CustomerId).ToListAsync(ct)).Where(id => !stay.Contains(id.Value)).ToList();
        foreach (var some in faceless.Chunk(Batches.Rows))
            await turns.Take(() => db.Set<CustomerFace>().Where(f => some.Contains(f.CustomerId)).ExecuteDeleteAsync(ct), ct);
    }

    private static object?[] Row(Id<InsightRun> run, PurchaseHistories h, Scores s, Assignments a, Relationships r, RfmColumns rfm, ValueSettings settings, int i)
    {
        var stage = a.Stage[i];
        return
        [
            h.CustomerId[i], h.AsOf, run.Value, s.Historic[i], s.Current[i], s.Potential[i], s.Low[i], s.High[i], a.Place[i] + 1,
            Labels.Grades[(int)a.Grade[i]], Labels.Grades[(int)a.ByEdges[i]], Labels.Classes[(int)a.Class[i]], Labels.Colours[(int)a.Colour[i]],
            Labels.Stages[(int)stage.Stage], Labels.Stages[(int)stage.Candidate], Labels.Rules[(int)stage.DecidedBy], Labels.Of(r.State[i].State), Labels.Of(r.State[i].ByFigures), Whole(r.Loyalty.Index[i]), Labels.Loyalties[(int)r.Loyalty.Type[i].Type], rfm.Scores.Cell(i), (int)rfm.Octant[i], Told(s.Churn[i]), s.Risk[i],
            Evidence(h, s, a, r, settings, i).Stored(), Traits.WithLoyalty(a.Traits[i], r.Loyalty.Type[i].ByFigures),
        ];
    }

    private static StandingEvidence Evidence(PurchaseHistories h, Scores s, Assignments a, Relationships r, ValueSettings settings, int i)
    {
        var (recent, before) = Assignments.Windows(h, settings, i);
        return new()
        {
            Repeats = h.Repeats(i), LastAt = h.LastAt(i), Observed = h.Observed[i],
            NetMinor = h.Net[i], CurrentNetMinor = h.CurrentNet[i], ServiceCostMinor = h.Service[i], ReferralMinor = h.Referral[i], PurchasesInYear = h.CurrentPurchases[i],
            ExpectedPurchases = Math.Round(s.Purchases[i], 4), ExpectedMarginMinor = Math.Round(s.Margin[i], 2), Alive = Math.Round(s.Alive[i], 4), PlanningDays = s.PlanningDays[h.Kind[i]],
            Gap = h.Gap[i], ExpectedGap = Math.Round(s.ExpectedGap[i], 1), GapTail = Math.Round(s.GapTail[i], 4),
            Recent = h.Recent[i], Before = h.Before[i], RecentDays = recent, BeforeDays = before, ChangeP = Math.Round(a.Change[i].PValue, 4), Loyalty = LoyaltyEvidence.Of(r.Loyalty, i, r.Loyalty.Signs.HasLapsed(i, h.Gap[i], settings)),
            TwoYearPurchases = h.TwoYearPurchases[i], TwoYearMarginMinor = h.TwoYearMargin[i],
            Reasons = RiskReasons.Of(h, s, a, settings, i),
        };
    }

    private static string? Word(string word) => word.Length == 0 ? null : word;

    private static int? Whole(double index) => double.IsNaN(index) ? null : (int)Math.Round(index);

    private static object? Told(double churn) => double.IsNaN(churn) ? null : churn;
}
