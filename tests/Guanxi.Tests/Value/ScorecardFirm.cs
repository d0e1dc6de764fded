using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Sales;
using Guanxi.Tests.Service;
using Guanxi.Staff;
using Guanxi.Value;

namespace Guanxi.Tests.Value;

/// <summary>A firm of some years with sales, returns, contacts, complaints, owners and a shop, written down twice: in the database, and as lists to count naively.</summary>
public sealed class ScorecardFirm : IAsyncLifetime
{
    public static readonly DateOnly Today = new(2026, 3, 31);
    public static readonly Id<Person> Seller = Id<Person>.New();
    internal static readonly ValueSettings Settings = new() { ContactCostMinor = 300, VisitCostMinor = 5_000, GiftCostMinor = 2_000, ComplaintCostMinor = 900 };
    private readonly SemaphoreSlim one = new(1, 1);
    private bool ran;

    internal GuanxiApp App { get; } = new();
    internal Id<Unit> Shop { get; private set; }
    internal List<Customer> Customers { get; } = [];

    /// <summary>As the customers were registered, before anything about them was changed.</summary>
    internal Dictionary<Id<Customer>, double> Completeness { get; } = [];
    internal HashSet<Id<Customer>> RegisteredLater { get; } = [];

    /// <summary>Net in minor units; negative for what came back.</summary>
    internal List<(Customer Customer, DateOnly On, long Net)> Sales { get; } = [];
    internal List<(Customer Customer, DateOnly On)> Contacts { get; } = [];
    internal List<(Customer Customer, DateOnly On, long Minor)> Costs { get; } = [];

    internal Actor Someone(string reach) => reach switch
    {
        "All" => GuanxiApp.Someone(Scope.All, ValueRights.Read),
        "Own" => GuanxiApp.Someone(Scope.Own, ValueRights.Read) with { Id = Seller, Units = [Shop] },
        _ => GuanxiApp.Someone(Scope.Team, ValueRights.Read) with { Id = Seller, Units = [Shop] },
    };

    /// <summary>The same rule again, in other words.</summary>
    internal bool Sees(string reach, Customer c) => reach switch
    {
        "All" => true,
        "Own" => c.OwnerId == Seller,
        "Shop" => c.UnitId == Shop,
        _ => c.OwnerId == Seller || c.UnitId == Shop,
    };

    /// <summary>Evaluates two years ago, a year ago and today, then changes facts of some customers: what is known later was not known then.</summary>
    public async Task Ran()
    {
        await one.WaitAsync();
        try
        {
            if (ran) return;
            foreach (var day in (DateOnly[])[Today.AddYears(-2).AddDays(-4), Today.AddYears(-1).AddDays(-3), Today.AddYears(-1), Today.AddMonths(-3)]) await Insight.Run(App, day);
            await App.Use(async db =>
            {
                foreach (var customer in Customers.Where((_, i) => i % 7 == 0))
                {
                    db.Attach(customer);
                    var facts = CustomerFacts.Of(customer);
                    // Some lose what was known, others gain it.
                    (facts.Email, facts.Address) = (facts.Email is null ? "now@known.example" : null, facts.Address is null ? "1 Lake Road" : facts.Address);
                    customer.Change(facts, TimeProvider.System.GetUtcNow());
                }
                await db.Save(Actor.System, "Given", 0, default);
            });
            await Insight.Run(App, Today);
            ran = true;
        }
        finally { one.Release(); }
    }

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        Shop = (await App.Run(new OpenUnit { Name = "Lakeside", Kind = UnitKind.Shop })).Value;
        await App.Use(async db =>
        {
            await db.Change(new FirmSettings { BaseCurrency = "CNY", MarginShare = 1 }, default);
            await db.Change(Settings, default);
            await db.Save(Actor.System, "Given", 0, default);
        });
        var random = new Random(20260331);
        for (var c = 0; c < 180; c++) Customers.Add(Register(c, random));
        await App.GivenAll(Customers);
        foreach (var customer in Customers) Completeness[customer.Id] = Guanxi.Customers.Completeness.Of(customer).Share;
        var orders = new List<Order>();
        var entries = new List<ContactEntry>();
        var complaints = new List<object>();
        foreach (var customer in Customers)
        {
            for (var on = Today.AddDays(-random.Next(1_200)); on <= Today.AddDays(30); on = on.AddDays(random.Next(5) == 0 ? 420 : random.Next(5, 200)))
            {
                var minor = random.Next(5_000, 90_000);
                var sale = Sale(customer, on, minor, orders.Count);
                orders.Add(sale);
                Sales.Add((customer, on, minor));
            }
            for (var n = random.Next(8); n > 0; n--)
            {
                var (on, channel) = (Today.AddDays(20 - random.Next(700)), (ContactChannel)random.Next(Enum.GetValues<ContactChannel>().Length));
                entries.Add(ContactEntry.Log(customer.Id, new(channel, ContactDirection.ToCustomer), Seller, At(on), on, TimeProvider.System.GetUtcNow()));
                Contacts.Add((customer, on));
                Costs.Add((customer, on, channel switch
                {
                    ContactChannel.Gift => Settings.GiftCostMinor,
                    ContactChannel.Visit or ContactChannel.Meeting or ContactChannel.Event or ContactChannel.StoreVisit => Settings.VisitCostMinor,
                    _ => Settings.ContactCostMinor,
                }));
            }
            if (random.Next(4) > 0) continue;
            var (received, paid) = (Today.AddDays(-random.Next(500)), random.Next(40) * 10_000L);
            complaints.AddRange(ComplaintGiven.Open(customer.Id, At(received)).Close(At(received.AddDays(9)), paidMinor: paid));
            Costs.AddRange([(customer, received, Settings.ComplaintCostMinor), (customer, received.AddDays(9), paid)]);
        }
        await App.GivenAll(orders);
        await App.GivenAll(entries);
        await App.GivenAll(complaints);
    }

    public ValueTask DisposeAsync()
    {
        one.Dispose();
        return App.DisposeAsync();
    }

    /// <summary>Writes a sale that came in later.</summary>
    internal Task<Order> Sell(Customer customer, DateOnly on, long minor) => App.Given(Sale(customer, on, minor, (int)(Ids.Next() % int.MaxValue)));

    private Customer Register(int c, Random random)
    {
        string? Maybe(string fact) => random.Next(2) == 0 ? fact : null;
        var facts = new CustomerFacts
        {
            Name = $"Customer {c}", Phone = Maybe("+8613800138000"), Email = Maybe($"c{c}@known.example"), City = Maybe("Hangzhou"), Address = Maybe("2 Lake Road"), Source = Maybe("store"), Country = c % 6 == 0 ? "GB" : Maybe("CN"),
            Birthday = random.Next(2) == 0 ? new(1980, 5, 5) : null, Industry = Maybe("Tea"), CreditCode = c % 6 == 0 ? null : Maybe("91350100M000100Y43"),
        };
        var later = c % 9 == 0;
        var customer = Customer.Register($"S{c}", c % 4 == 0 ? CustomerKind.Organisation : CustomerKind.Individual, facts, c % 3 == 0 ? Seller : null, c % 5 == 0 ? Shop : null, At(Today.AddDays(later ? -100 : -1_200)));
        if (later) RegisteredLater.Add(customer.Id);
        return customer;
    }

    private static Order Sale(Customer customer, DateOnly on, long minor, int number) => Order.Sale(
        new OrderHead { CustomerId = customer.Id, Number = $"S{number}", Currency = "CNY", OrderedOn = on, OrderedAt = At(on) }, [new SoldItem(null, "Tea", Quantity.Milli(1), Quantity.Micro(minor / 100m))]);

    private static DateTimeOffset At(DateOnly on) => new(on.ToDateTime(new(4, 0)), TimeSpan.Zero);
}
