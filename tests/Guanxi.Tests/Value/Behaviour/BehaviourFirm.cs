using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Sales;
using Guanxi.Value;

namespace Guanxi.Tests.Value.Behaviour;

/// <summary>A small firm with orders of several lines, contacts, owners and units, written down twice: in the database, and as lists to count naively.</summary>
public sealed class BehaviourFirm : IAsyncLifetime
{
    public static readonly DateOnly Today = new(2026, 3, 20);
    public static readonly Id<Person> Seller = Id<Person>.New();
    public static readonly Id<Unit> Shop = Id<Unit>.New();
    private readonly SemaphoreSlim one = new(1, 1);
    private bool ran;

    internal GuanxiApp App { get; } = new();
    internal List<Customer> Customers { get; } = [];
    internal List<Product> Products { get; } = [];

    /// <summary>Sales: who, when, which products, net in minor units.</summary>
    internal List<(Customer Customer, DateOnly On, int[] Items, long Minor)> Sales { get; } = [];
    internal List<ContactEntry> Contacts { get; } = [];

    internal static Actor All => GuanxiApp.Someone(Scope.All, ValueRights.Read);
    internal static Actor Own => GuanxiApp.Someone(Scope.Own, ValueRights.Read) with { Id = Seller, Units = [Shop] };
    internal static Actor Team => GuanxiApp.Someone(Scope.Team, ValueRights.Read) with { Id = Seller, Units = [Shop] };
    internal static TheoryData<string> Reaches => ["All", "Own", "Team"];

    internal static Actor Someone(string reach) => reach switch { "All" => All, "Own" => Own, _ => Team };

    /// <summary>The same rule again, in other words.</summary>
    internal static bool Sees(Actor actor, Customer c) => actor.Scope switch
    {
        Scope.All => true,
        Scope.Own => c.OwnerId == actor.Id,
        _ => c.OwnerId == actor.Id || c.UnitId is { } unit && actor.Units.Contains(unit),
    };

    /// <summary>Days with a purchase of each customer within reach, ascending.</summary>
    internal Dictionary<Customer, List<DateOnly>> Days(Actor actor) => Sales.Where(s => Sees(actor, s.Customer)).GroupBy(s => s.Customer)
        .ToDictionary(g => g.Key, g => g.Select(s => s.On).Distinct().Order().ToList());

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
        await App.Use(async db =>
        {
            await db.Change(new FirmSettings { BaseCurrency = "CNY", MarginShare = 1 }, default);
            await db.Save(Actor.System, "Given", 0, default);
        });
        var random = new Random(20260320);
        for (var p = 0; p < 10; p++) Products.Add(Product.Create($"P{p}", $"Product {p}", p == 9 ? null : $"Category {p / 3}", null));
        for (var c = 0; c < 240; c++)
            Customers.Add(Customer.Register($"C{c}", c % 4 == 0 ? CustomerKind.Organisation : CustomerKind.Individual, new() { Name = $"Customer {c}" }, c % 3 == 0 ? Seller : null, c % 5 == 0 ? Shop : null, At(Today.AddDays(-600))));
        await App.GivenAll(Products);
        await App.GivenAll(Customers);
        var orders = new List<Order>();
        foreach (var customer in Customers)
            for (var on = Today.AddDays(-random.Next(500)); on <= Today; on = on.AddDays(random.Next(4) == 0 ? 400 : random.Next(1, 90)))
            {
                // Who takes the first product mostly takes the second; the others meet by chance.
                var items = Enumerable.Range(2, 8).Where(_ => random.Next(7) == 0).ToList();
                if (random.Next(3) == 0) items.AddRange(random.Next(5) > 0 ? [0, 1] : [0]);
                else if (random.Next(8) == 0 || items.Count == 0) items.Add(1);
                Sell(customer, on, [.. items], random.Next(100, 90_000));
                if (random.Next(6) == 0) Sell(customer, on, [random.Next(10)], 500);
            }
        await App.GivenAll(orders);
        foreach (var customer in Customers)
            for (var n = random.Next(9); n > 0; n--)
            {
                var at = At(Today.AddDays(-random.Next(500))).AddMinutes(random.Next(300));
                var note = new ContactNote((ContactChannel)random.Next(4), (ContactDirection)random.Next(2));
                Contacts.Add(ContactEntry.Log(customer.Id, note, Seller, at, DateOnly.FromDateTime(at.UtcDateTime), at));
            }
        await App.GivenAll(Contacts);

        void Sell(Customer customer, DateOnly on, int[] items, int minor)
        {
            Sales.Add((customer, on, items, (long)minor * items.Length));
            var head = new OrderHead { CustomerId = customer.Id, Number = $"S{orders.Count}", Currency = "CNY", OrderedOn = on, OrderedAt = At(on) };
            orders.Add(Order.Sale(head, [.. items.Select(i => new SoldItem(Products[i].Id, null, Quantity.Milli(1), Quantity.Micro(minor / 100m)))]));
        }
    }

    public ValueTask DisposeAsync()
    {
        one.Dispose();
        return App.DisposeAsync();
    }

    private static DateTimeOffset At(DateOnly on) => new(on.ToDateTime(new(4, 0)), TimeSpan.Zero);
}
