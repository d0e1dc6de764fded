using Guanxi.Insight;
using Guanxi.Insight.Numerics;

namespace Guanxi.Tests.Evidence;

/// <summary>A firm to be drawn: how its customers live. Each has one law, and the same seed draws the same firm.</summary>
/// <param name="Truth">The model with its true parameters, in days; null where none of the product's models is true.</param>
/// <param name="Draw">One customer's rate, how he leaves, and how the season bends his rate at a day of the firm.</param>
internal sealed record FirmPlan(string Key, Said Name, int Customers, int Seed, IPurchaseModel? Truth, Func<Random, Living> Draw)
{
    /// <summary>The firm's days up to the day of the standing; customers arrive over the first part.</summary>
    public const int Days = 900, Arrivals = 600;
    public static readonly DateOnly AsOf = new(2025, 12, 31);

    public static readonly FirmPlan Bg = new("bg", ("BG/NBD customers", "BG/NBD 客户"), 4_000, 11, new BgNbd(.8, 60, .8, 3), r => new(RandomDraws.Gamma(r, .8, 60), RandomDraws.Beta(r, .8, 3), AlsoFirst: false));
    public static readonly FirmPlan Mbg = new("mbg", ("MBG/NBD customers", "MBG/NBD 客户"), 4_000, 12, new MbgNbd(.9, 60, .8, 3), r => new(RandomDraws.Gamma(r, .9, 60), RandomDraws.Beta(r, .8, 3), AlsoFirst: true));
    public static readonly FirmPlan Pareto = new("pareto", ("Pareto/NBD customers", "Pareto/NBD 客户"), 4_000, 13, new ParetoNbd(.9, 50, .8, 300), r => new(RandomDraws.Gamma(r, .9, 50), Rate: RandomDraws.Gamma(r, .8, 300)));
    public static readonly FirmPlan Heavy = new("heavy", ("heavy tails: rates lognormal, σ = 1.3", "厚尾：购买率对数正态，σ = 1.3"), 4_000, 14, null, r => new(Math.Exp(-4.3 + 1.3 * RandomDraws.Normal(r)), Rate: Math.Exp(-6 + .8 * RandomDraws.Normal(r))));
    public static readonly FirmPlan Season = new("season", ("a season: three times as much in November and December", "有季节：11、12 月为三倍"), 4_000, 15, null, r => new(RandomDraws.Gamma(r, .9, 60), Rate: RandomDraws.Gamma(r, .8, 300), Bent: true));
    public static readonly FirmPlan Small = new("small", ("too small: 25 customers", "太小：25 位客户"), 25, 16, null, Mbg.Draw);
    public static readonly FirmPlan Once = new("once", ("nobody buys twice", "无人重复购买"), 2_000, 17, null, _ => new(0, 0));

    public static readonly FirmPlan[] All = [Bg, Mbg, Pareto, Heavy, Season, Small, Once];

    /// <summary>All customers, each from the day of his first purchase; the days run on for a year after the standing.</summary>
    public (DateOnly First, DrawnCustomer Customer)[] Drawn()
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, Customers).Select(_ =>
        {
            var first = AsOf.AddDays(-Days + random.Next(Arrivals));
            return (first, Customer(random, Draw(random), first));
        })];
    }

    private static DrawnCustomer Customer(Random random, Living living, DateOnly first)
    {
        // Each customer's purchases are Gamma around an own level, and the levels inverse Gamma: the Gamma-Gamma model.
        var level = RandomDraws.Gamma(random, 4, 1);
        List<(int, long)> purchases = [(0, Spend())];
        var gone = living.Rate > 0 ? RandomDraws.Exponential(random, living.Rate) : living is { PerPurchase: { } p, AlsoFirst: true } && random.NextDouble() < p ? 0 : double.PositiveInfinity;
        var (most, end) = (living.Bent ? 3.0 : 1, (double)(AsOf.AddDays(366).DayNumber - first.DayNumber));
        for (var t = living.Purchases > 0 ? RandomDraws.Exponential(random, most * living.Purchases) : double.PositiveInfinity; t < Math.Min(gone, end); t += RandomDraws.Exponential(random, most * living.Purchases))
        {
            var day = (int)Math.Ceiling(t);
            if (living.Bent && random.NextDouble() * most > (first.AddDays(day).Month >= 11 ? 3 : 1)) continue;
            if (purchases[^1].Item1 < day) purchases.Add((day, Spend()));
            if (living.PerPurchase is { } leaves && random.NextDouble() < leaves) gone = t;
        }
        return new(living.Purchases, gone, purchases);

        long Spend() => Math.Max(1, (long)Math.Round(100 * RandomDraws.Gamma(random, 6, level / 12)));
    }
}

/// <summary>How one customer lives.</summary>
/// <param name="Purchases">A day.</param>
/// <param name="PerPurchase">Chance to leave after a purchase; null for who leaves by time.</param>
/// <param name="Rate">At which he leaves by time; 0 for who doesn't.</param>
/// <param name="AlsoFirst">May leave after the first purchase, too.</param>
/// <param name="Bent">Three times as many purchases in November and December.</param>
internal readonly record struct Living(double Purchases, double? PerPurchase = null, double Rate = 0, bool AlsoFirst = false, bool Bent = false);
