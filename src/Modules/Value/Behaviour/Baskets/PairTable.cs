using Guanxi.Insight;
using Guanxi.Warehouse;

namespace Guanxi.Value.Behaviour.Baskets;

/// <summary>What pairs are counted of, and what makes a basket.</summary>
internal sealed record PairBasis(BasketItem Item, BasketKind Basket, int Months)
{
    public long ItemNumber => Item == BasketItem.Product ? 1 : 2;
    public DateOnly DayBefore(DateOnly day) => day.AddMonths(-Months);
}

/// <summary>How often the commonest items are bought, alone and two together.</summary>
internal sealed class PairTable
{
    /// <summary>Items that pairs are counted of: pairs grow with the square, so what few buy is left out.</summary>
    public const int MostItems = 200;

    /// <summary>Fewer baskets say nothing of pairs; fewer together nothing of one pair.</summary>
    public const int LeastBaskets = 100, LeastTogether = 5;

    private static readonly WarehouseQuery Query = WarehouseQuery.Of(typeof(PairTable).Assembly, "basket_pairs");
    private readonly Dictionary<long, (PairItem Item, long Baskets)> items;
    private readonly List<(long A, long B, long Baskets)> pairs;

    private PairTable(DateOnly day, Dictionary<long, (PairItem, long)> items, List<(long, long, long)> pairs, long baskets, long allItems) =>
        (Day, this.items, this.pairs, Baskets, AllItems) = (day, items, pairs, baskets, allItems);

    public DateOnly Day { get; }

    /// <summary>Baskets with any item.</summary>
    public long Baskets { get; }

    /// <summary>Items in any basket, those left out included.</summary>
    public long AllItems { get; }
    public int Items => items.Count;
    public bool Enough => Baskets >= LeastBaskets;

    public PairItem? Find(long item) => items.TryGetValue(item, out var found) ? found.Item : null;

    public static async Task<PairTable> Read(DataWarehouse warehouse, object[] reach, PairBasis basis, DateOnly day)
    {
        var (items, pairs, baskets, all) = (new Dictionary<long, (PairItem, long)>(), new List<(long, long, long)>(), 0L, 0L);
        await warehouse.Read(Query.Sql, [day, .. reach, basis.DayBefore(day), basis.ItemNumber, basis.Basket == BasketKind.Order ? 1L : 2L, (long)MostItems], row =>
        {
            var (a, b, count) = (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
            (baskets, all) = (row.GetInt64(3), row.GetInt64(4));
            if (a != b) pairs.Add((a, b, count));
            else items[a] = (basis.Item == BasketItem.Product ? new(new(a), row.GetString(5), row.GetString(6)) : new(new(a), "", row.GetString(7)), count);
            return true;
        }, default);
        return new(day, items, pairs, baskets, all);
    }

    /// <summary>Pairs in at least a share of all baskets that meet more often than chance explains, those surest of it first. The bound is so strict that chance alone lets a pair through in one of twenty such lists.</summary>
    public IReadOnlyList<ItemPair> BeyondChance(double leastSupport)
    {
        if (!Enough) return [];
        var least = Math.Max(LeastTogether, (long)Math.Ceiling(leastSupport * Baskets));
        var asked = pairs.Where(p => p.Baskets >= least).ToList();
        var level = 1 - 0.05 / Math.Max(1, asked.Count);
        return
        [
            .. asked.Where(p => Rule(p, level).Low > 1).Select(p => (Pair: p, Rule: Rule(p, 0.95))).OrderByDescending(p => p.Rule.Low).ThenBy(p => p.Pair.A).ThenBy(p => p.Pair.B)
                .Select(p => new ItemPair(items[p.Pair.A].Item, items[p.Pair.B].Item, p.Pair.Baskets, items[p.Pair.A].Baskets, items[p.Pair.B].Baskets,
                    p.Rule.Support, p.Rule.Confidence, p.Rule.ConfidenceBack, p.Rule.Lift, p.Rule.Low, p.Rule.High)),
        ];
    }

    /// <summary>Rules that lead from one item to another, each pair in both directions, the strongest first.</summary>
    public IEnumerable<ItemPair> Leads(double leastSupport) => BeyondChance(leastSupport).SelectMany(p => (ItemPair[])[p, p.Turned]).OrderByDescending(p => p.Confidence).ThenBy(p => p.First.Id).ThenBy(p => p.Second.Id);

    private Association Rule((long A, long B, long Baskets) pair, double level) => Association.Of(pair.Baskets, items[pair.A].Baskets, items[pair.B].Baskets, Baskets, level);
}
