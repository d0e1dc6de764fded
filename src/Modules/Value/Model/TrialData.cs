using System.Data.Common;
using Guanxi.Insight;
using Guanxi.Warehouse;

namespace Guanxi.Value.Model;

/// <summary>What the trial of the models goes by: of each customer how often and when last, by two origins and by the end, read in one walk.</summary>
internal sealed class TrialData
{
    /// <summary>More customers than these tell no more of four parameters, and Pareto/NBD takes its time for each.</summary>
    public const int Enough = 100_000;

    private static readonly WarehouseQuery Query = WarehouseQuery.Of(typeof(TrialData).Assembly, "trial");

    // Ids made one in a millisecond are all multiples of a power of two: a prime leaves the same share of any of them.
    private static readonly int[] Shares = [1, 3, 5, 7, 11, 13, 17, 23, 31, 41, 53, 71, 97, 131, 173, 229, 307, 409, 541, 727, 997];

    private readonly List<int> observed = [];
    private readonly List<int>[] days = [[], [], []];
    private readonly List<int>[] last = [[], [], []];

    private TrialData(DateOnly[] cuts, int oneIn) => (Cuts, OneIn) = (cuts, oneIn);

    /// <summary>The earlier origin, the later one, the end. The origins are the same day where the time allows only one.</summary>
    public DateOnly[] Cuts { get; }

    /// <summary>One customer in so many is looked at.</summary>
    public int OneIn { get; }

    /// <summary>Net sales after the first purchase day up to the later origin, and after it; minor units.</summary>
    public List<long> RepeatNet { get; } = [];
    public List<long> HeldOutNet { get; } = [];

    /// <summary>The share of so many customers that is enough.</summary>
    public static int ShareOf(double customers, int enough = Enough) => Shares.FirstOrDefault(s => customers / s <= enough, Shares[^1]);

    public static async Task<TrialData> Read(DataWarehouse warehouse, DateOnly earlier, DateOnly later, DateOnly end, int oneIn, CancellationToken ct)
    {
        var data = new TrialData([earlier, later, end], oneIn);
        await warehouse.Read(Query.Sql, [earlier, later, end, (long)oneIn], data.Take, ct);
        return data;
    }

    /// <summary>Customers who had bought by an origin, with their histories by then and by the cut after it.</summary>
    public TrialWindow From(int cut) => TrialWindow.Of(this, cut, cut + 1);

    internal IReadOnlyList<int> Observed => observed;
    internal IReadOnlyList<int> DaysBy(int cut) => days[cut];
    internal IReadOnlyList<int> LastBy(int cut) => last[cut];

    private bool Take(DbDataReader row)
    {
        observed.Add((int)row.GetInt64(1));
        for (var cut = 0; cut < 3; cut++)
        {
            days[cut].Add((int)row.GetInt64(2 + 2 * cut));
            last[cut].Add((int)row.GetInt64(3 + 2 * cut));
        }
        RepeatNet.Add(row.GetInt64(8));
        HeldOutNet.Add(row.GetInt64(9));
        return true;
    }
}

/// <summary>The customers of an origin: what was known of each by then, and what came after it.</summary>
internal sealed class TrialWindow
{
    private TrialWindow(int count) => (Place, Repeats, LastAt, Observed, Later) = (new int[count], new int[count], new double[count], new double[count], new int[count]);

    public required DateOnly Origin { get; init; }
    public required DateOnly Until { get; init; }
    public int Days => Until.DayNumber - Origin.DayNumber;
    public int Customers => Place.Length;

    /// <summary>Place in the columns of the <see cref="TrialData"/>.</summary>
    public int[] Place { get; }

    /// <summary>x, t_x and T by the origin.</summary>
    public int[] Repeats { get; }
    public double[] LastAt { get; }
    public double[] Observed { get; }

    /// <summary>Purchases after the origin.</summary>
    public int[] Later { get; }

    public PurchaseCohort Known { get; private set; } = null!;

    /// <summary>The same customers' histories at the end: L(after) / L(known) is the likelihood of what came in between.</summary>
    public PurchaseCohort After { get; private set; } = null!;

    public static TrialWindow Of(TrialData data, int from, int to)
    {
        var (known, later) = (data.DaysBy(from), data.DaysBy(to));
        var (lastKnown, lastLater) = (data.LastBy(from), data.LastBy(to));
        var there = Enumerable.Range(0, known.Count).Where(i => known[i] > 0).ToArray();
        var (origin, until, end) = (data.Cuts[from], data.Cuts[to], data.Cuts[^1]);
        var window = new TrialWindow(there.Length) { Origin = origin, Until = until };
        if (there.Length == 0) return window;
        var (x, tx, t) = (new int[there.Length], new double[there.Length], new double[there.Length]);
        for (var k = 0; k < there.Length; k++)
        {
            var i = there[k];
            window.Place[k] = i;
            (window.Repeats[k], window.LastAt[k], window.Observed[k]) = (known[i] - 1, lastKnown[i], data.Observed[i] - (end.DayNumber - origin.DayNumber));
            (x[k], tx[k], t[k]) = (later[i] - 1, lastLater[i], data.Observed[i] - (end.DayNumber - until.DayNumber));
            window.Later[k] = later[i] - known[i];
        }
        (window.Known, window.After) = (PurchaseCohort.Of(window.Repeats, window.LastAt, window.Observed), PurchaseCohort.Of(x, tx, t));
        return window;
    }
}
