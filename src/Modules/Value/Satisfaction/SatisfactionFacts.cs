using Guanxi.Insight;
using Guanxi.Value.Behaviour;
using Guanxi.Value.Loyalty;
using Guanxi.Warehouse;

namespace Guanxi.Value.Satisfaction;

/// <summary>A period, and the same one a year before.</summary>
/// <param name="AsOf">The last day that the figures know of.</param>
internal sealed record SatisfactionPeriod(DateOnly From, DateOnly To, DateOnly AsOf)
{
    /// <summary>Parameters 5 to 8 of the questions.</summary>
    public object[] Arguments => [From.AddDays(-1), To, From.AddYears(-1).AddDays(-1), To.AddYears(-1)];

    /// <summary>The usual one up to a day: 90 days, or so many that the first of the period's buyers were watched for the whole repurchase window.</summary>
    public static SatisfactionPeriod UpTo(DateOnly to, SatisfactionSettings settings, DateOnly asOf) => new(to.AddDays(-Math.Max(89, settings.ReturnDays)), to, asOf);

    /// <summary>What was asked for, as far as the figures know of it.</summary>
    public static SatisfactionPeriod Asked(DateOnly? from, DateOnly? to, SatisfactionSettings settings, DateOnly day)
    {
        var until = to is { } asked && asked < day ? asked : day;
        var period = UpTo(until, settings, day);
        return from is { } first && first <= until ? period with { From = first } : period;
    }

    /// <summary>As long, and just before.</summary>
    public SatisfactionPeriod Earlier => new(From.AddDays(-(To.DayNumber - From.DayNumber + 1)), From.AddDays(-1), AsOf);
}

/// <summary>Answers of one customer (0: of somebody unknown) about one shop and one person who sold, handled or visited (0: about nobody).</summary>
internal sealed record AnswerFacts(long CustomerId, long UnitId, long OwnerId, int Rated, int Praised, int Asked, int NamedFirst, int Troubled, int Silent, long PersonId = 0);

/// <summary>What one customer bought in the period and a year before, and whether it came back.</summary>
internal sealed record BuyerFacts(long CustomerId, long UnitId, long OwnerId, int Purchases, long NetMinor, int BeforePurchases, long BeforeMinor, int AgainDays, int WatchedDays, int Stood, string Category = "");

/// <summary>How one customer buys when prices move.</summary>
internal sealed record PriceFacts(long CustomerId, PriceSlope? Slope, int Lines, int Offers, double UsualOffers);

/// <summary>What the six measures of a period are made of, customer by customer.</summary>
internal sealed class SatisfactionFacts
{
    private static readonly WarehouseQuery Answered = WarehouseQuery.Of(typeof(SatisfactionFacts).Assembly, "satisfaction_answers");
    private static readonly WarehouseQuery Bought = WarehouseQuery.Of(typeof(SatisfactionFacts).Assembly, "satisfaction_customers");
    private static readonly WarehouseQuery Categories = WarehouseQuery.Of(typeof(SatisfactionFacts).Assembly, "satisfaction_categories");
    private static readonly WarehouseQuery Signs = WarehouseQuery.Of(typeof(SatisfactionFacts).Assembly, "loyalty_signs");

    /// <summary>Customers whose purchases tell what is usually paid.</summary>
    private const int Enough = 60_000;

    public required SatisfactionPeriod Period { get; init; }
    public required IReadOnlyList<AnswerFacts> Answers { get; init; }
    public required IReadOnlyList<BuyerFacts> Buyers { get; init; }

    /// <summary>By customer.</summary>
    public required IReadOnlyDictionary<long, PriceFacts> Prices { get; init; }

    /// <summary>How some customers buy when prices move, of those of whom it is known.</summary>
    public IReadOnlyList<PriceFacts> PricesOf(IEnumerable<BuyerFacts> buyers) => [.. buyers.Select(b => Prices.GetValueOrDefault(b.CustomerId)).OfType<PriceFacts>()];

    /// <summary>The six measures and the index of all of them together.</summary>
    public SatisfactionOf Measured(SatisfactionSettings settings) => SixMeasures.Of(Answers, Buyers, Prices.Values, SixMeasures.SoldInBoth(Buyers), settings.ReturnDays, settings);

    public static async Task<SatisfactionFacts> Read(DataWarehouse warehouse, Actor actor, SatisfactionPeriod period)
    {
        object[] arguments = [period.AsOf, .. WarehouseReach.Of(actor), .. period.Arguments];
        var buyers = await warehouse.Read(Bought.Sql, arguments, r => new BuyerFacts(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), (int)r.GetInt64(3), r.GetInt64(4), (int)r.GetInt64(5), r.GetInt64(6), (int)r.GetInt64(7), (int)r.GetInt64(8), (int)r.GetInt64(9)), default);
        return new()
        {
            Period = period, Buyers = buyers,
            Answers = await warehouse.Read(Answered.Sql, arguments[..6], r => new AnswerFacts(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), (int)r.GetInt64(3), (int)r.GetInt64(4), (int)r.GetInt64(5), (int)r.GetInt64(6), (int)r.GetInt64(7), (int)r.GetInt64(8), r.GetInt64(9)), default),
            Prices = await ReadPrices(warehouse, period, buyers),
        };
    }

    /// <summary>By category of goods, each customer once for each category.</summary>
    public static Task<IReadOnlyList<BuyerFacts>> ReadCategories(DataWarehouse warehouse, Actor actor, SatisfactionPeriod period) => warehouse.Read(Categories.Sql, [period.AsOf, .. WarehouseReach.Of(actor), .. period.Arguments],
        r => new BuyerFacts(r.GetInt64(1), 0, 0, (int)r.GetInt64(2), r.GetInt64(3), (int)r.GetInt64(4), r.GetInt64(5), (int)r.GetInt64(6), (int)r.GetInt64(7), 0, r.GetString(0)), default);

    // Prices move seldom: two years up to the end of the period, as loyalty reads them.
    private static async Task<IReadOnlyDictionary<long, PriceFacts>> ReadPrices(DataWarehouse warehouse, SatisfactionPeriod period, IReadOnlyList<BuyerFacts> buyers)
    {
        Dictionary<long, PriceFacts> prices = [];
        if (buyers.Count == 0) return prices;
        var within = buyers.Where(b => b.Purchases > 0).Select(b => b.CustomerId).ToHashSet();
        var last = period.To < period.AsOf ? period.To : period.AsOf;
        var days = last.DayNumber - LoyaltySigns.Start(last).DayNumber;
        await warehouse.Read(Signs.Sql, [last, LoyaltySigns.Start(last), new string('0', days), (long)Math.Max(1, buyers.Count / Enough)], r =>
        {
            if (!within.Contains(r.GetInt64(0))) return true;
            var sums = new PriceSums(r.GetInt64(3), r.GetInt64(6), r.GetInt64(7), r.GetInt64(8), r.GetInt64(9), r.GetInt64(10), r.GetInt64(11), r.GetInt64(12));
            prices[r.GetInt64(0)] = new(r.GetInt64(0), PriceSlope.Of(sums), (int)r.GetInt64(3), (int)r.GetInt64(4), r.GetInt64(5) / 1e6);
            return true;
        }, default);
        return prices;
    }
}
