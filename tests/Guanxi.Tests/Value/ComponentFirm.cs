using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Sales;
using Guanxi.Tests.Service;
using Guanxi.Tests.Warehouse;
using Guanxi.Value;

namespace Guanxi.Tests.Value;

/// <summary>A firm whose three years hold all that value is made of: goods with and without category and cost, prices that differ, returns, adjustments, contacts, gifts, complaints, referrals.</summary>
public sealed class ComponentFirm : IAsyncLifetime
{
    public static readonly DateOnly Today = new(2026, 3, 31);
    public static readonly Id<Person> Seller = Id<Person>.New();
    internal static readonly ValueSettings Settings = new() { ContactCostMinor = 317, VisitCostMinor = 5_201, GiftCostMinor = 3_003, ComplaintCostMinor = 777, ReferralShare = 0.35 };
    private readonly SemaphoreSlim one = new(1, 1);
    private bool ran;

    public GuanxiApp App { get; } = new();
    internal List<Customer> Customers { get; } = [];

    /// <summary>Many more with plain sales, so that there is a model and a potential.</summary>
    internal IReadOnlyList<Id<Customer>> Others { get; private set; } = [];

    /// <summary>Each customer's contacts, complaints and compensation, as they were written.</summary>
    internal List<(Id<Customer> Customer, DateOnly On, long CostMinor)> Service { get; } = [];

    /// <summary>Who brought whom.</summary>
    internal Dictionary<Id<Customer>, Id<Customer>> Referrers { get; } = [];

    /// <summary>Computes today once.</summary>
    public async Task Ran()
    {
        await one.WaitAsync();
        try
        {
            if (ran) return;
            await Insight.Run(App, Today);
            ran = true;
        }
        finally { one.Release(); }
    }

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        var books = await new Books(App).Of("CNY", 0.4m);
        await books.Rate("USD", Today.AddYears(-4), 7.12m);
        _ = (await App.Run(new ChangeValueSettings { Settings = Settings })).Value;
        Product?[] goods =
        [
            await App.Given(Product.Create("T1", "Tieguanyin", "Tea", new Money(633, "CNY"))), await App.Given(Product.Create("T2", "Sencha", "Tea", null)), await App.Given(Product.Create("C1", "Cup", "Cups", new Money(1_250, "CNY"))),
            await App.Given(Product.Create("K1", "Kettle", "Kettles", null)), await App.Given(Product.Create("X1", "Odds and ends", null, null)), null,
        ];
        var random = new Random(20260331);
        for (var i = 0; i < 60; i++) Customers.Add(await books.Customer(i % 3 == 0 ? Seller : null));
        foreach (var customer in Customers) await Live(books, customer, goods, random);
        Others = await Ledger.Write(App, [.. Enumerable.Range(0, 150).Select(_ => Plain(random).ToArray())], "CNY", i => i % 2 == 0 ? Seller : null);
        for (var i = 10; i < 40; i += 2)
        {
            var referrer = Customers[random.Next(10)];
            await books.Refer(Customers[i], referrer);
            Referrers[Customers[i].Id] = referrer.Id;
        }
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private async Task Live(Books books, Customer customer, Product?[] goods, Random random)
    {
        // Some only brought back what was never sold here.
        if (random.Next(12) == 0)
        {
            await books.Adjust(customer, Today.AddDays(-random.Next(700)), -random.Next(1, 500));
            return;
        }
        for (var day = Today.AddDays(-random.Next(30, 1_000)); day <= Today; day = day.AddDays(random.Next(5, 160)))
        {
            var product = goods[random.Next(goods.Length)];
            var sale = await books.Sale(customer, day, random.Next(500, 9_000) / 100m, random.Next(8) == 0 ? "USD" : "CNY", product, quantity: random.Next(1, 6));
            if (random.Next(7) == 0) await books.Return(sale, day.AddDays(random.Next(20)));
            if (random.Next(9) == 0) await books.Adjust(customer, day, random.Next(-300, 300) + 0.5m);
            if (random.Next(2) == 0) await Meet(customer, day.AddDays(-random.Next(40)), random);
            if (random.Next(5) == 0) await Complain(customer, day, random);
        }
    }

    private static IEnumerable<(DateOnly, long)> Plain(Random random)
    {
        var (gap, leaves) = (10 + random.Next(90), random.Next(3, 12));
        for (var day = Today.AddDays(-random.Next(20, 900)); day <= Today; day = day.AddDays(1 + (int)(-gap * Math.Log(1 - random.NextDouble()))))
        {
            yield return (day, random.Next(1_000, 40_000));
            if (random.Next(leaves) == 0) yield break;
        }
    }

    private async Task Meet(Customer customer, DateOnly on, Random random)
    {
        var channel = (ContactChannel)random.Next(Enum.GetValues<ContactChannel>().Length);
        await App.Given(ContactEntry.Log(customer.Id, new(channel, ContactDirection.ToCustomer), Seller, At(on), on, TimeProvider.System.GetUtcNow()));
        Service.Add((customer.Id, on, channel switch
        {
            ContactChannel.Gift => Settings.GiftCostMinor,
            ContactChannel.Visit or ContactChannel.Meeting or ContactChannel.Event or ContactChannel.StoreVisit => Settings.VisitCostMinor,
            _ => Settings.ContactCostMinor,
        }));
    }

    private async Task Complain(Customer customer, DateOnly on, Random random)
    {
        var complaint = ComplaintGiven.Open(customer.Id, At(on));
        Service.Add((customer.Id, on, Settings.ComplaintCostMinor));
        if (random.Next(3) > 0)
        {
            var (closed, paid) = (on.AddDays(random.Next(30)), random.Next(3) * 2_500L);
            Service.Add((customer.Id, closed, paid));
            await App.GivenAll(complaint.Close(At(closed), paidMinor: paid));
        }
        else await App.Given(complaint);
    }

    private static DateTimeOffset At(DateOnly on) => new(on.ToDateTime(new(4, 0)), TimeSpan.Zero);
}
