using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Retention.Bonds;
using Guanxi.Retention.Losses;
using Guanxi.Sales;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Warehouse;
using Guanxi.Value.Loyalty;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Value;

/// <summary>A firm with twelve customers of each type of loyalty, known by what they do: how often they buy, at which prices, what they say of their own accord, what holds them.</summary>
public sealed class LoyaltyFirm : IAsyncLifetime
{
    public static readonly DateOnly Today = new(2026, 3, 31);
    public const int OfEach = 12;
    private static readonly DateOnly First = Today.AddDays(-900);

    /// <summary>Often and seldom: days of purchase, as days before today.</summary>
    private static readonly int[] Often = [2, 30, 75, 110, 160, 205, 245, 290, 330, 375, 415, 460, 500, 545, 590, 630], Seldom = [20, 300, 600];

    private readonly SemaphoreSlim one = new(1, 1);
    private bool ran;

    public GuanxiApp App { get; } = new();
    public Dictionary<string, Id<Customer>[]> Customers { get; } = [];

    public async Task Ran()
    {
        await one.WaitAsync();
        try
        {
            if (!ran) await Insight.Run(App, Today);
            ran = true;
        }
        finally { one.Release(); }
    }

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        await new Books(App).Of("CNY", 0.4m);
        Product[] goods = [await App.Given(Product.Create("T1", "Tieguanyin", "Tea", null)), await App.Given(Product.Create("C1", "Cup", "Cups", null)), await App.Given(Product.Create("K1", "Kettle", "Kettles", null))];
        _ = (await App.Run(new ChangeLoyaltySettings
        {
            Settings = new() { Campaigns = [.. Enumerable.Range(0, 8).Select(n => new CampaignPeriod($"Week {n}", Today.AddDays(-50 - 85 * n), Today.AddDays(-44 - 85 * n)))] },
        })).Value;
        foreach (var type in (string[])["superior", "latent", "inertia", "monopoly", "incentive", "price", "elastic", "none", "unknown"]) Customers[type] = await Group();
        List<(Id<Customer> Customer, int Before, Product Product, long PriceMinor, int Quantity)> lines = [];
        foreach (var (type, customers) in Customers)
            foreach (var customer in customers) lines.AddRange(Purchases(type, goods).Select(p => (customer, p.Before, p.Product, p.PriceMinor, p.Quantity)));
        await Write(lines);
        await Speak();
        for (var i = 0; i < OfEach; i++)
            await App.Given(Bond.Record(Customers["monopoly"][i], BondForm.FrameworkContract, new("Supply contract", Strength.Strong, First, i % 2 == 0 ? null : Today.AddDays(200)), null, Actor.System.Id, At(First)));
        await Lose(Customers["price"], LossKind.Competitor, LossCause.BetterOffer);
        await Lose([.. Customers["none"], .. Customers["inertia"]], LossKind.Customers, LossCause.NoNeed);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private async Task<Id<Customer>[]> Group()
    {
        var customers = Enumerable.Range(0, OfEach).Select(_ => SalesGiven.Customer()).ToArray();
        await App.Use(async db =>
        {
            foreach (var customer in customers) db.Add(customer);
            await db.Save(Actor.System, "Given", 0, default);
        });
        return [.. customers.Select(c => c.Id)];
    }

    private static IEnumerable<(int Before, Product Product, long PriceMinor, int Quantity)> Purchases(string type, Product[] goods)
    {
        yield return (Today.DayNumber - First.DayNumber, goods[0], 10_000, 5);
        int[] days = type switch
        {
            "superior" or "inertia" or "monopoly" or "unknown" => Often,
            "incentive" => [47, 132, 217, 302, 387, 472, 557, 642, 46, 131, 216, 301],
            _ => Seldom,
        };
        for (var n = 0; n < days.Length; n++)
        {
            if (type == "elastic")
            {
                // A tenth off sells about a third more; not quite, so that there is something to be uncertain about.
                foreach (var (price, quantity) in ((long, int)[])[(8_000, 87), (9_000, 66), (10_000, 50 + n), (11_000, 39), (12_000, 31 - n)]) yield return (days[n], goods[0], price, quantity);
                continue;
            }
            var product = type is "superior" or "latent" ? goods[n % 3] : goods[0];
            yield return (days[n], product, type == "price" ? 8_500 : 10_000, 5);
        }
    }

    private async Task Write(List<(Id<Customer> Customer, int Before, Product Product, long PriceMinor, int Quantity)> lines)
    {
        var database = App.Services.GetRequiredService<IDatabase>();
        var stamp = Micros.Of(TimeProvider.System.GetUtcNow());
        var orders = lines.GroupBy(l => (l.Customer, l.Before)).Select(g => (g.Key.Customer, On: Today.AddDays(-g.Key.Before), Id: Ids.Next(), Lines: g.ToList())).ToList();
        await App.Use(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await database.Write(db, BulkTarget.For<Order>(db, ["CustomerId", "Id", "Number", "Kind", "OrderedAt", "OrderedOn", "Total.Minor", "Total.Currency", "Version", "ChangeStamp"]),
                orders.Select(o => new object?[] { o.Customer.Value, o.Id, $"N{o.Id}", "Sale", At(o.On), o.On, o.Lines.Sum(l => l.PriceMinor * l.Quantity), "CNY", 0, stamp }), default);
            await database.Write(db, BulkTarget.For<OrderLine>(db, ["CustomerId", "OrderId", "LineNo", "ProductId", "Description", "Kind", "QuantityMilli", "UnitPriceMicro", "AmountMinor"]),
                orders.SelectMany(o => o.Lines.Select((l, n) => new object?[] { o.Customer.Value, o.Id, n + 1, l.Product.Id.Value, l.Product.Name, "Sale", l.Quantity * 1000L, l.PriceMinor * 10_000, l.PriceMinor * l.Quantity })), default);
            await transaction.CommitAsync();
        });
    }

    /// <summary>Everybody but the unknown hears of the firm; who is attached calls it before each purchase of the last year, two days ahead.</summary>
    private Task Speak() => App.Use(async db =>
    {
        foreach (var (type, customers) in Customers.Where(c => c.Key != "unknown"))
            foreach (var customer in customers)
            {
                Log(customer, ContactDirection.ToCustomer, 100);
                Log(customer, ContactDirection.ToCustomer, 400);
                if (type is not ("superior" or "latent")) continue;
                foreach (var before in (int[])[22, 302, 602, 42]) Log(customer, ContactDirection.FromCustomer, before);
            }
        await db.Save(Actor.System, "Given", 0, default);

        void Log(Id<Customer> customer, ContactDirection direction, int before) =>
            db.Add(ContactEntry.Log(customer, new(ContactChannel.Call, direction), Actor.System.Id, At(Today.AddDays(-before)), Today.AddDays(-before), At(Today)));
    });

    private Task Lose(IReadOnlyList<Id<Customer>> customers, LossKind kind, LossCause cause) => App.Use(async db =>
    {
        foreach (var customer in customers) db.Add(Loss.Record(customer, new(Today.AddDays(-250), kind, cause, null, null, LossSource.Judgement, null), new(null, null, null, null), Actor.System.Id, At(Today), Today));
        await db.Save(Actor.System, "Given", 0, default);
    });

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new(4, 0)), TimeSpan.Zero);
}
