using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Sales;
using Guanxi.Tests.Sales;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Warehouse;

/// <summary>A small firm's books, written as its people would write them.</summary>
internal sealed class Books(GuanxiApp app)
{
    private int number;

    public async Task<Books> Of(string currency, decimal margin = 1m)
    {
        await app.Use(async db =>
        {
            await db.Change(new FirmSettings { BaseCurrency = currency, MarginShare = margin }, default);
            await db.Save(Actor.System, "Given", 0, default);
        });
        return this;
    }

    public Task<Customer> Customer(Id<Person>? owner = null) => app.Given(SalesGiven.Customer(owner));

    public async Task<Order> Sale(Customer customer, DateOnly on, decimal price, string currency = "CNY", Product? product = null, decimal quantity = 1)
    {
        var order = Order.Sale(Head(customer, on, currency), [new SoldItem(product?.Id, product is null ? "Tea" : null, Quantity.Milli(quantity), Quantity.Micro(price))]);
        return await app.Given(order);
    }

    public async Task<Order> Return(Order sale, DateOnly on, decimal quantity = 1)
    {
        var lines = await app.Use(db => db.Set<OrderLine>().AsNoTracking().Where(l => l.CustomerId == sale.CustomerId && l.OrderId == sale.Id).ToListAsync());
        var head = new OrderHead { CustomerId = sale.CustomerId, Number = $"R{++number}", Currency = sale.Total.Currency, OrderedOn = on, OrderedAt = At(on) };
        return await app.Given(Order.Return(head, sale, lines, [], [new(1, Quantity.Milli(quantity))]));
    }

    public Task<Order> Adjust(Customer customer, DateOnly on, decimal amount, string currency = "CNY") =>
        app.Given(Order.Adjustment(Head(customer, on, currency), Money.Of(amount, currency), "Goodwill"));

    public Task<ExchangeRate> Rate(string currency, DateOnly from, decimal rate) => app.Given(ExchangeRate.Of(currency, from, rate));

    /// <summary>Another customer brought this one.</summary>
    public Task Refer(Customer customer, Customer referrer) => app.Use(async db =>
    {
        (await db.Set<Customer>().FirstAsync(c => c.Id == customer.Id)).ReferBy(referrer.Id);
        await db.Save(Actor.System, "Given", 0, default);
    });

    /// <summary>More is known of a customer than before.</summary>
    public Task Know(Customer customer, string? city = "Hangzhou") => app.Use(async db =>
    {
        var known = await db.Set<Customer>().FirstAsync(c => c.Id == customer.Id);
        var facts = CustomerFacts.Of(known);
        (facts.City, facts.Address, facts.Source) = (city, "1 Lake Road", null);
        known.Change(facts, TimeProvider.System.GetUtcNow());
        await db.Save(Actor.System, "Given", 0, default);
    });

    public Task Delete(Order order) => app.Use(async db =>
    {
        db.Remove(await db.Set<Order>().FirstAsync(o => o.CustomerId == order.CustomerId && o.Id == order.Id));
        await db.Save(Actor.System, "Given", 0, default);
    });

    /// <summary>Whether anything is booked on the customer.</summary>
    public Task<bool> IsNeeded(Customer customer) => app.Use(async db => await db.Set<Order>().AnyAsync(o => o.CustomerId == customer.Id) || !await db.Set<Customer>().AnyAsync(c => c.Id == customer.Id));

    /// <summary>As an import that is taken back removes its customers.</summary>
    public Task Remove(Customer customer) => app.Use(db => db.Turn(app.Services.GetRequiredService<WriteGate>(), Actor.System, "Given", () => app.Services.GetRequiredService<CustomerWriter>().Remove(db, [customer.Id], default), default));

    private OrderHead Head(Customer customer, DateOnly on, string currency) =>
        new() { CustomerId = customer.Id, Number = $"S{++number}", Currency = currency, OrderedOn = on, OrderedAt = At(on) };

    private static DateTimeOffset At(DateOnly on) => new(on.ToDateTime(new(4, 0)), TimeSpan.Zero);
}
