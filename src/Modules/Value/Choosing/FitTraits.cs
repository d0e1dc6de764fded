using Guanxi.Insight;
using Guanxi.Warehouse;

namespace Guanxi.Value.Choosing;

/// <summary>What the warehouse knows of customers that fit is made of, column by column, in order of id.</summary>
internal sealed class FitTraits
{
    /// <summary>Traits by which customers are compared with the loyal ones, in this order.</summary>
    public static readonly string[] Compared = ["frequency", "margin", "breadth", "regularity", "tenure"];

    private static readonly WarehouseQuery Traits = WarehouseQuery.Of(typeof(FitTraits).Assembly, "fit_traits");

    // Two gaps are the fewest that can differ.
    private const int LeastGaps = 2;
    private readonly List<Row> rows = [];

    /// <summary>Of all customers who ever bought, or of one.</summary>
    public static async Task<FitTraits> Of(DataWarehouse warehouse, DateOnly day, long customer, CancellationToken ct)
    {
        var found = new FitTraits();
        await warehouse.Read(Traits.Sql, [day, day.AddYears(-1), day.AddYears(-2), customer], r =>
        {
            found.rows.Add(new(r.GetInt64(0), (int)r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), (int)r.GetInt64(4), (int)r.GetInt64(5), (int)r.GetInt64(6), (int)r.GetInt64(7), r.GetInt64(8), (int)r.GetInt64(9),
                (int)r.GetInt64(10), r.GetInt64(11), r.GetInt64(12), (int)r.GetInt64(13)));
            return true;
        }, ct);
        return found;
    }

    public int Count => rows.Count;
    public long Customer(int i) => rows[i].CustomerId;
    public long NetMinor(int i) => rows[i].NetMinor;
    public bool AnyContacts => rows.Exists(r => r.Contacts > 0);

    /// <summary>The measure of a criterion that one customer's own data say, in its unit; NaN where they say nothing.</summary>
    /// <param name="contactsKept">Who keeps no record of contacts does not serve everybody for nothing.</param>
    public double Measure(int i, FitCriterion criterion, bool contactsKept) => (criterion, rows[i]) switch
    {
        (FitCriterion.Need, var r) => r.Purchases,
        (FitCriterion.CostToServe, { Purchases: > 0 } r) when contactsKept => (double)r.Contacts / r.Purchases,
        (FitCriterion.Risk, { Purchases: > 0 } r) => 100.0 * (r.ReturnDays + r.Complaints) / r.Purchases,
        (FitCriterion.Growth, { BeforeMinor: > 0, Observed: >= 730 } r) => 100.0 * (r.NetMinor - r.BeforeMinor) / r.BeforeMinor,
        _ => double.NaN,
    };

    /// <summary>Traits in the order of <see cref="Compared"/>: counts and money as logarithms, because a tenth more is a tenth more for large and small.</summary>
    /// <param name="minorPerMajor">Of the base currency.</param>
    public double Trait(int i, int trait, long minorPerMajor)
    {
        var r = rows[i];
        return trait switch
        {
            0 => Math.Log(1 + r.TwoYearPurchases),
            1 => Math.Log(1 + Math.Max(0, (double)r.TwoYearMarginMinor / minorPerMajor)),
            2 => Math.Log(1 + r.Products),
            3 => Regularity(r),
            _ => Math.Log(1 + r.Observed),
        };
    }

    /// <summary>1 for who comes by the clock, towards 0 the more the gaps differ.</summary>
    private static double Regularity(Row r)
    {
        if (r.Gaps < LeastGaps) return double.NaN;
        var mean = (double)r.GapDays / r.Gaps;
        var variance = Math.Max(0, (double)r.GapSquares / r.Gaps - mean * mean);
        return 1 / (1 + Math.Sqrt(variance) / mean);
    }

    private readonly record struct Row(
        long CustomerId, int Purchases, long NetMinor, long BeforeMinor, int ReturnDays, int Contacts, int Complaints, int TwoYearPurchases, long TwoYearMarginMinor, int Products, int Gaps, long GapDays, long GapSquares, int Observed);
}
