using System.Globalization;
using Guanxi.Data;
using Guanxi.Insight;
using Guanxi.Warehouse;

namespace Guanxi.Value.Choosing;

/// <summary>The measures of all customers who ever bought, as of one run: what fit scores are made of under any settings. Four bytes a customer and measure; made when somebody asks, not in the run.</summary>
internal sealed class FitTable
{
    private readonly long[] customers;
    private readonly float[][] measures;

    private FitTable(DateOnly day, int count) => (Day, customers, measures) = (day, new long[count], [.. FitScoring.All.Select(_ => Unknown(count))]);

    /// <summary>The last day that counts.</summary>
    public DateOnly Day { get; }
    public int Count => customers.Length;
    public long MinorPerMajor { get; private init; }
    public bool ContactsKept { get; private init; }

    /// <summary>Null where too few customers are loyal.</summary>
    public Likeness? Likeness { get; private init; }

    /// <summary>How many of the customers are loyal.</summary>
    public int Loyal { get; private init; }

    public static async Task<FitTable> Of(DataWarehouse warehouse, IDatabase database, DateOnly day, long minorPerMajor)
    {
        var traits = await FitTraits.Of(warehouse, day, 0, default);
        var loyalIds = await LoyalOn(database, day);
        return await Task.Run(() =>
        {
            var loyal = new bool[traits.Count];
            for (var i = 0; i < loyal.Length; i++) loyal[i] = loyalIds.Contains(traits.Customer(i));
            double[][] compared = [.. FitTraits.Compared.Select((_, t) => Enumerable.Range(0, traits.Count).Select(i => traits.Trait(i, t, minorPerMajor)).ToArray())];
            var likeness = Insight.Likeness.Of(compared, loyal);
            var table = new FitTable(day, traits.Count) { MinorPerMajor = minorPerMajor, ContactsKept = traits.AnyContacts, Likeness = likeness, Loyal = loyal.Count(l => l) };
            table.Fill(traits, compared, likeness);
            return table;
        });
    }

    public long Customer(int place) => customers[place];

    /// <summary>Negative where the customer never bought.</summary>
    public int PlaceOf(long customer) => Array.BinarySearch(customers, customer);

    /// <summary>In the criterion's own unit; NaN where the data say nothing.</summary>
    public double Measure(int place, FitCriterion criterion) => measures[(int)criterion][place];

    /// <summary>Score and share known of the customer at a place, with what people judged.</summary>
    public (double Score, double Known) Score(int place, FitSettings settings, double[] weights, int[]? judged)
    {
        Span<double> points = stackalloc double[FitScoring.All.Length];
        for (var c = 0; c < points.Length; c++) points[c] = settings.Of((FitCriterion)c).Points(measures[c][place], judged?[c] ?? 0);
        return FitScore.Of(points, weights);
    }

    private void Fill(FitTraits traits, double[][] compared, Likeness? likeness)
    {
        var spend = new double[Count];
        for (var i = 0; i < Count; i++) (customers[i], spend[i]) = (traits.Customer(i), traits.NetMinor(i));
        var paid = Percentiles.Within(spend, new byte[Count], 1);
        FitCriterion[] own = [FitCriterion.Need, FitCriterion.CostToServe, FitCriterion.Risk, FitCriterion.Growth];
        Parallel.For(0, (Count + 4095) / 4096, chunk =>
        {
            var at = new double[compared.Length];
            for (var i = chunk * 4096; i < Math.Min(Count, (chunk + 1) * 4096); i++)
            {
                foreach (var criterion in own) measures[(int)criterion][i] = (float)traits.Measure(i, criterion, ContactsKept);
                measures[(int)FitCriterion.AbilityToPay][i] = (float)paid[i];
                if (likeness is null) continue;
                for (var t = 0; t < at.Length; t++) at[t] = compared[t][i];
                measures[(int)FitCriterion.Likeness][i] = (float)likeness.Rank(likeness.Distance(at));
            }
        });
    }

    private static float[] Unknown(int count)
    {
        var values = new float[count];
        Array.Fill(values, float.NaN);
        return values;
    }

    private static async Task<HashSet<long>> LoyalOn(IDatabase database, DateOnly day)
    {
        using var snapshot = await database.OpenSnapshot(default);
        return await Task.Run(() =>
        {
            using var rows = snapshot.Read(string.Create(CultureInfo.InvariantCulture, $"SELECT customer_id FROM value_standing WHERE as_of = '{day:yyyy-MM-dd}' AND state = 'loyal' ORDER BY customer_id"));
            var found = new HashSet<long>();
            while (rows.Next()) found.Add(rows.Number(0));
            return found;
        });
    }
}
