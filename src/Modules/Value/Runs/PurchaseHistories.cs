using Guanxi.Insight;
using Guanxi.Warehouse;

namespace Guanxi.Value.Runs;

/// <summary>Everybody's history as of a day, column by column: a million customers are two hundred megabytes, not a million objects.</summary>
internal sealed class PurchaseHistories
{
    private static readonly WarehouseQuery History = WarehouseQuery.Of(typeof(PurchaseHistories).Assembly, "purchase_history");
    private static readonly WarehouseQuery Span = WarehouseQuery.Of(typeof(PurchaseHistories).Assembly, "span");

    private PurchaseHistories(int count, DateOnly asOf, long minorPerMajor)
    {
        (Count, AsOf, MinorPerMajor) = (count, asOf, minorPerMajor);
        (CustomerId, Net, LaterNet, Margin, CurrentMargin, CurrentNet, CurrentReturned, RecentNet, Service, CurrentService, Referral, CurrentReferral, TwoYearMargin) =
            (new long[count], new long[count], new long[count], new long[count], new long[count], new long[count], new long[count], new long[count], new long[count], new long[count], new long[count], new long[count], new long[count]);
        (Kind, Observed, Gap, PurchaseDays, CurrentPurchases, Recent, Before, ContactGap, OpenComplaintDays, UnhappyDays, ComplaintGap, ReturnGap, TwoYearPurchases, CurrentContacts) =
            (new byte[count], new int[count], new int[count], new int[count], new int[count], new int[count], new int[count], new int[count], new int[count], new int[count], new int[count], new int[count], new int[count], new int[count]);
    }

    public int Count { get; }
    public DateOnly AsOf { get; }
    public long MinorPerMajor { get; }
    public long[] CustomerId { get; }

    /// <summary>0 individual, 1 organisation.</summary>
    public byte[] Kind { get; }

    /// <summary>T and the current gap in days; where there was no purchase, from the first document.</summary>
    public int[] Observed { get; }
    public int[] Gap { get; }

    /// <summary>x + 1; 0 for who only brought back.</summary>
    public int[] PurchaseDays { get; }
    public long[] Net { get; }

    /// <summary>Net after the first purchase day: what the repeat purchases left.</summary>
    public long[] LaterNet { get; }
    public long[] Margin { get; }
    public long[] CurrentMargin { get; }
    public long[] CurrentNet { get; }
    public long[] CurrentReturned { get; }
    public long[] RecentNet { get; }

    /// <summary>Cost to serve, and credit for the customers whom this one brought; of all time and of the current year.</summary>
    public long[] Service { get; }
    public long[] CurrentService { get; }
    public long[] Referral { get; }
    public long[] CurrentReferral { get; }
    public int[] CurrentPurchases { get; }

    /// <summary>Repeat purchase days in the recent window, and in the one before it.</summary>
    public int[] Recent { get; }
    public int[] Before { get; }

    /// <summary>Contacts in the current year.</summary>
    public int[] CurrentContacts { get; }

    /// <summary>Days since the last contact; −1 without one.</summary>
    public int[] ContactGap { get; }

    /// <summary>Days since the oldest open complaint came in, and since one ended badly; −1 without one.</summary>
    public int[] OpenComplaintDays { get; }
    public int[] UnhappyDays { get; }

    /// <summary>Days since the last complaint came in, and since goods last came back; −1 without one.</summary>
    public int[] ComplaintGap { get; }
    public int[] ReturnGap { get; }

    /// <summary>Purchase days and margin of the last two years.</summary>
    public int[] TwoYearPurchases { get; }
    public long[] TwoYearMargin { get; }

    public int Repeats(int i) => Math.Max(0, PurchaseDays[i] - 1);
    public int LastAt(int i) => PurchaseDays[i] > 1 ? Observed[i] - Gap[i] : 0;
    public PurchaseHistory Of(int i) => new(Repeats(i), LastAt(i), Observed[i]);

    /// <param name="planningDays">Length of the recent window; the one before is three times as long.</param>
    /// <param name="terms">Without any, serving costs nothing and referrals bring nothing: enough for who counts purchases.</param>
    /// <param name="oneIn">One customer in so many is read.</param>
    public static async Task<PurchaseHistories> Read(DataWarehouse warehouse, DateOnly asOf, long minorPerMajor, CancellationToken ct, int planningDays = 90, LedgerTerms? terms = null, int oneIn = 1)
    {
        var rows = new List<PurchaseHistories>(1);
        // Blocks of columns while the number of customers is not known yet; put together once it is.
        const int Block = 65_536;
        var (block, used) = (new PurchaseHistories(Block, asOf, minorPerMajor), 0);
        await warehouse.Read(History.Sql, [asOf, asOf.AddYears(-1), asOf.AddDays(-planningDays), asOf.AddDays(-4 * planningDays), asOf.AddYears(-2), .. (terms ?? new()).Arguments, (long)oneIn], row =>
        {
            if (used == Block)
            {
                rows.Add(block);
                (block, used) = (new PurchaseHistories(Block, asOf, minorPerMajor), 0);
            }
            block.Fill(used++, row);
            return true;
        }, ct);
        var all = new PurchaseHistories(rows.Count * Block + used, asOf, minorPerMajor);
        for (var b = 0; b <= rows.Count; b++) all.Take(b < rows.Count ? rows[b] : block, b * Block, b < rows.Count ? Block : used);
        return all;
    }

    /// <summary>Histories of all who ever bought, merged where equal.</summary>
    public PurchaseCohort Cohort(double daysPerUnit = 1) => Cohort(daysPerUnit, out _);

    /// <param name="rowOf">The cohort's row of each customer; −1 for who only brought back.</param>
    public PurchaseCohort Cohort(double daysPerUnit, out int[] rowOf)
    {
        var (x, last, observed) = (new List<int>(Count), new List<double>(Count), new List<double>(Count));
        rowOf = new int[Count];
        for (var i = 0; i < Count; i++)
        {
            rowOf[i] = -1;
            if (PurchaseDays[i] == 0) continue;
            rowOf[i] = x.Count;
            x.Add(Repeats(i));
            last.Add(LastAt(i) / daysPerUnit);
            observed.Add(Observed[i] / daysPerUnit);
        }
        if (x.Count == 0) throw new RefusedException("value.run.no_purchases");
        var cohort = PurchaseCohort.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(x), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(last),
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(observed));
        for (var i = 0; i < Count; i++)
            if (rowOf[i] >= 0) rowOf[i] = cohort.RowOf[rowOf[i]];
        return cohort;
    }

    /// <summary>Mean net sales of the repeat purchases, major units.</summary>
    public double MeanSpend(int i) => PurchaseDays[i] > 1 ? (double)LaterNet[i] / (PurchaseDays[i] - 1) / MinorPerMajor : 0;

    public SpendCohort Spend()
    {
        var (x, m) = (new int[Count], new double[Count]);
        for (var i = 0; i < Count; i++) (x[i], m[i]) = (Repeats(i), MeanSpend(i));
        return SpendCohort.Of(x, m);
    }

    /// <summary>The last day with a document; null where there is none.</summary>
    public static async Task<DateOnly?> LastDay(DataWarehouse warehouse, CancellationToken ct) => (await FirstAndLast(warehouse, ct)).Last;

    public static async Task<(DateOnly? First, DateOnly? Last)> FirstAndLast(DataWarehouse warehouse, CancellationToken ct) =>
        (await warehouse.Read(Span.Sql, [], row => (Day(row, 0), Day(row, 1)), ct)).FirstOrDefault();

    private static DateOnly? Day(System.Data.Common.DbDataReader row, int i) => row.IsDBNull(i) ? null : row.GetFieldValue<DateOnly>(i);

    private void Fill(int i, System.Data.Common.DbDataReader row)
    {
        CustomerId[i] = row.GetInt64(0);
        Kind[i] = (byte)row.GetInt32(1);
        (Observed[i], Gap[i], PurchaseDays[i]) = ((int)row.GetInt64(2), (int)row.GetInt64(3), (int)row.GetInt64(4));
        (Net[i], LaterNet[i], Margin[i], CurrentMargin[i], CurrentNet[i]) = (row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9));
        (CurrentReturned[i], RecentNet[i]) = (row.GetInt64(10), row.GetInt64(11));
        (Service[i], CurrentService[i], Referral[i], CurrentReferral[i]) = (row.GetInt64(12), row.GetInt64(13), row.GetInt64(14), row.GetInt64(15));
        (CurrentPurchases[i], Recent[i], Before[i]) = ((int)row.GetInt64(16), (int)row.GetInt64(17), (int)row.GetInt64(18));
        (ContactGap[i], OpenComplaintDays[i], UnhappyDays[i], ComplaintGap[i], ReturnGap[i]) = ((int)row.GetInt64(19), (int)row.GetInt64(20), (int)row.GetInt64(21), (int)row.GetInt64(22), (int)row.GetInt64(23));
        (TwoYearPurchases[i], TwoYearMargin[i], CurrentContacts[i]) = ((int)row.GetInt64(24), row.GetInt64(25), (int)row.GetInt64(26));
    }

    private void Take(PurchaseHistories from, int at, int count)
    {
        var (mine, theirs) = (Columns, from.Columns);
        for (var c = 0; c < mine.Length; c++) Array.Copy(theirs[c], 0, mine[c], at, count);
    }

    private Array[] Columns =>
    [
        CustomerId, Kind, Observed, Gap, PurchaseDays, Net, LaterNet, Margin, CurrentMargin, CurrentNet, CurrentReturned, RecentNet, Service, CurrentService, Referral, CurrentReferral,
        CurrentPurchases, Recent, Before, ContactGap, OpenComplaintDays, UnhappyDays,
        ComplaintGap, ReturnGap, TwoYearPurchases, TwoYearMargin, CurrentContacts,
    ];
}
