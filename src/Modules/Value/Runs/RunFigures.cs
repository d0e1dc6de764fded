using Guanxi.Insight;
using Guanxi.Value.Dashboard;
using Guanxi.Value.Rfm;
using Guanxi.Value.Standings;
using Guanxi.Value.States;

namespace Guanxi.Value.Runs;

/// <summary>The dashboard's figures over all customers, counted while they are at hand.</summary>
internal static class RunFigures
{
    public static Figures Of(PurchaseHistories h, Scores s, Assignments a, Relationships r, RfmColumns rfm, PreviousLabels? month)
    {
        var values = new long[h.Count];
        for (var i = 0; i < h.Count; i++) values[i] = s.Historic[i] + s.Current[i];
        var eighty = ConcentrationCurve.CustomersFor(values, 0.8);
        var before = month?.Places(h.CustomerId);
        return new()
        {
            Customers = h.Count,
            Totals = new() { HistoricMinor = Sum(s.Historic), CurrentMinor = Sum(s.Current), PotentialMinor = Sum(s.Potential), RiskMinor = Sum(s.Risk) },
            Curve = [.. ConcentrationCurve.Of(values).Select(p => new CurvePoint(p.Customers, p.Value, p.Least))],
            CustomersForEighty = double.IsNaN(eighty) ? null : eighty,
            Classes = Labels.Classes.Select((label, n) => (label, n)).ToDictionary(c => c.label, c => a.Class.Count(k => (int)k == c.n)),
            Lists = Lists(), ByPlace = ByPlace(),
            Grades = Groups(Labels.Grades, i => (int)a.Grade[i]), Stages = Groups(Labels.Stages, i => (int)a.Stage[i].Stage), States = Groups(Labels.States, i => (int)r.State[i].State),
            Loyalties = Groups(Labels.Loyalties, i => (int)r.Loyalty.Type[i].Type),
            Rfm = Cells(1000, rfm.Scores.Cell), Octants = Cells(8, i => (int)rfm.Octant[i]),
            GradeMoves = before is null ? [] : Moves(Labels.Grades, i => (int)a.Grade[i], i => (int)month!.Grade(i)),
            StageMoves = before is null ? [] : Moves(Labels.Stages, i => (int)a.Stage[i].Stage, i => (int)month!.Stage(i)),
        };

        Dictionary<string, int> Lists()
        {
            var counts = Grades.WorkLists.All.ToDictionary(l => l, _ => 0);
            for (var i = 0; i < h.Count; i++)
                Grades.WorkLists.Count(counts, a.Class[i], a.Grade[i], a.Stage[i].Stage, s.Current[i], s.Total[i], a.Traits[i], before is null || before[i] < 0 ? null : month!.Grade(before[i]));
            return counts;
        }

        long[] ByPlace()
        {
            var byPlace = new long[h.Count];
            for (var i = 0; i < h.Count; i++) byPlace[a.Place[i]] = s.Total[i];
            var sums = new long[Figures.Steps + 1];
            var (sum, k) = (0L, 0);
            for (var step = 1; step <= Figures.Steps; step++)
            {
                for (var end = (int)((long)h.Count * step / Figures.Steps); k < end; k++) sum += byPlace[k];
                sums[step] = sum;
            }
            return sums;
        }

        Dictionary<string, GroupSum> Groups(string[] labels, Func<int, int> of)
        {
            var (count, sum) = (new int[labels.Length], new long[labels.Length]);
            for (var i = 0; i < h.Count; i++)
            {
                count[of(i)]++;
                sum[of(i)] += s.Total[i];
            }
            return labels.Select((label, n) => (label, n)).ToDictionary(p => p.label, p => new GroupSum(count[p.n], sum[p.n]));
        }

        Dictionary<string, GroupSum> Cells(int many, Func<int, int> of) => Groups([.. Enumerable.Range(0, many).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))], of)
            .Where(g => g.Value.Customers > 0).ToDictionary();

        List<Movement> Moves(string[] labels, Func<int, int> now, Func<int, int> then)
        {
            // The last row is for those who were not there.
            var (count, sum) = (new int[labels.Length + 1, labels.Length], new long[labels.Length + 1, labels.Length]);
            for (var i = 0; i < h.Count; i++)
            {
                var from = before[i] < 0 ? labels.Length : then(before[i]);
                count[from, now(i)]++;
                sum[from, now(i)] += s.Total[i];
            }
            var moves = new List<Movement>();
            for (var from = 0; from <= labels.Length; from++)
                for (var to = 0; to < labels.Length; to++)
                    if (count[from, to] > 0) moves.Add(new(from == labels.Length ? "" : labels[from], labels[to], count[from, to], sum[from, to]));
            return moves;
        }
    }

    private static long Sum(long[] values)
    {
        var sum = 0L;
        foreach (var value in values) sum = checked(sum + value);
        return sum;
    }
}
