using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Retention.Warnings.Alerts;
using Guanxi.Retention.Warnings.Settings;
using Guanxi.Retention.Warnings.Signals;
using Guanxi.Tests.Value;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Retention;

/// <summary>A firm of two hundred and fifty customers, some of whom give signs of leaving.</summary>
internal sealed class WatchedFirm(GuanxiApp app)
{
    public const int Regular = 0, Pausing = 1, Saving = 2, Gone = 3;
    public static readonly DateOnly Today = new(2026, 3, 31);
    public static readonly Id<Person> Seller = Id<Person>.New();

    public GuanxiApp App => app;
    public Id<Customer>[] Customers { get; private set; } = [];

    public static async Task<WatchedFirm> Of(GuanxiApp app)
    {
        var firm = new WatchedFirm(app);
        firm.Customers = await Ledger.Write(app, [.. Enumerable.Range(0, 250).Select(Live)], "CNY", i => i is Pausing or Gone || i % 3 == 0 ? Seller : null);
        return firm;
    }

    public Task<Guanxi.Value.InsightReceipt> Run(int daysLater = 0) => Value.Insight.Run(app, Today.AddDays(daysLater));

    public Task Settings(Func<WarningSettings, WarningSettings> change) => app.Use(async db =>
    {
        await db.Change(change(await db.Setting<WarningSettings>(default)), default);
        await db.Save(Actor.System, "Given", 0, default);
    });

    /// <summary>A purchase more.</summary>
    public async Task Buys(int customer, int daysLater, decimal price = 900m) =>
        await app.Given(Guanxi.Sales.Order.Sale(new() { CustomerId = Customers[customer], Number = $"L{Ids.Next()}", Currency = "CNY", OrderedOn = Today.AddDays(daysLater), OrderedAt = new(Today.AddDays(daysLater).ToDateTime(new(4, 0)), TimeSpan.Zero) },
            [new Guanxi.Sales.SoldItem(null, "Tea", 1_000, (long)(price * 1_000_000))]));

    public Task<List<Alert>> Alerts(int customer, Signal? signal = null) => app.Use(db =>
        db.Set<Alert>().AsNoTracking().Where(a => a.CustomerId == Customers[customer] && (signal == null || a.Signal == signal)).OrderBy(a => a.Id).ToListAsync());

    private static (DateOnly, long)[] Live(int i)
    {
        var start = Today.AddDays(-720);
        return i switch
        {
            Regular => [.. Enumerable.Range(0, 49).Select(n => (start.AddDays(15 * n), 60_000L))],
            // The pause is longer than one in twenty, and not yet beyond hope: then he would be lost already.
            Pausing => [.. Enumerable.Range(0, 12).Select(n => (Today.AddDays(-90 - 25 * (11 - n)), 90_000L))],
            Saving => [.. Enumerable.Range(0, 72).Select(n => (start.AddDays(10 * n), n < 63 ? 50_000L + n * 17 % 9_000 : 9_000L))],
            Gone => [.. Enumerable.Range(0, 25).Select(n => (start.AddDays(12 * n), 80_000L))],
            _ => [.. Wander(new(i), start)],
        };
    }

    private static IEnumerable<(DateOnly, long)> Wander(Random random, DateOnly start)
    {
        var gap = Math.Exp(2.5 + 2.4 * random.NextDouble());
        var spend = Math.Exp(7 + 3 * random.NextDouble());
        for (var day = start.AddDays(random.Next(500)); day <= Today; day = day.AddDays(1 + (int)(-gap * Math.Log(1 - random.NextDouble()))))
        {
            yield return (day, (long)(spend * (0.5 + random.NextDouble())));
            if (random.Next(8) == 0) yield break;
        }
    }
}
