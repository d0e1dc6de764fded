using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Sales;
using Guanxi.Sales.Orders;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Sales;

[Trait("Row", "SAL-5")]
public sealed class PlaceOrderTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task An_order_is_written_with_its_lines_and_told_to_the_modules_above()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var tea = await app.Given(Product.Create($"TEA{Ids.Next()}", "龙井", "茶", new Money(600, "CNY")));

        var id = (await app.Run(Order(customer, new() { ProductId = tea.Id, Quantity = 2, Price = 12.5m }, new() { Description = "Box", Price = 3 }, new()))).Value;

        var order = await app.Use(db => db.Set<Order>().Include(o => o.Lines).SingleAsync(o => o.Id == id));
        order.Total.ShouldBe(new Money(2800, "CNY"));
        order.Lines.Count.ShouldBe(2);
        (await app.Use(db => db.Set<OutboxMessage>().CountAsync(m => m.EventType == typeof(OrderPlaced).FullName && m.Body.Contains(id.ToString())))).ShouldBe(1);
    }

    [Fact]
    public async Task Papers_without_a_number_are_counted_by_day_without_repeats()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var day = new DateOnly(2026, 2, 3);
        var made = new List<Id<Order>>();
        for (var i = 0; i < 3; i++) made.Add((await app.Run(Order(customer, new OrderEntry { Description = "Tea", Price = 1 }) with { OrderedOn = day })).Value);

        var numbers = await app.Use(db => db.Set<Order>().Where(o => made.Contains(o.Id)).OrderBy(o => o.Id).Select(o => o.Number).ToListAsync());
        numbers.ShouldBe(["S20260203-001", "S20260203-002", "S20260203-003"]);
    }

    [Fact]
    public async Task A_customer_has_a_number_once()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var order = Order(customer, new OrderEntry { Description = "Tea", Price = 1 }) with { Number = "K-7" };
        _ = (await app.Run(order)).Value;

        (await app.Run(order)).Refusal.ShouldBe("sales.order.number_taken");
    }

    [Fact]
    public async Task What_has_not_happened_yet_is_no_order()
    {
        var customer = await app.Given(SalesGiven.Customer());

        var outcome = await app.Run(Order(customer, new OrderEntry { Description = "Tea", Price = 1 }) with { OrderedOn = new DateOnly(2999, 1, 1) });

        outcome.Refusal.ShouldBe("sales.order.in_the_future");
        outcome.Fields.ShouldContainKey("OrderedOn");
    }

    [Fact]
    public async Task A_refused_order_leaves_nothing_behind()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var day = new DateOnly(2026, 1, 9);

        (await app.Run(Order(customer, new OrderEntry { Description = "Tea", Price = -1 }) with { OrderedOn = day })).Refusal.ShouldBe("sales.order.price_out_of_range");

        (await app.Use(db => db.Set<Order>().AnyAsync(o => o.CustomerId == customer.Id))).ShouldBeFalse();
        var next = (await app.Run(Order(customer, new OrderEntry { Description = "Tea", Price = 1 }) with { OrderedOn = day })).Value;
        (await app.Use(db => db.Set<Order>().Where(o => o.Id == next).Select(o => o.Number).SingleAsync())).ShouldBe("S20260109-001");
    }

    [Fact]
    public async Task Nobody_writes_orders_for_another_ones_customer()
    {
        var customer = await app.Given(SalesGiven.Customer(owner: Id<Person>.New()));

        (await app.Run(Order(customer, new OrderEntry { Description = "Tea", Price = 1 }), SalesGiven.Seller())).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(Order(customer, new OrderEntry { Description = "Tea", Price = 1 }), GuanxiApp.Someone(Scope.All, "sales.read"))).Refusal.ShouldBe("kernel.right.missing");
        (await app.Run(Order(customer, new OrderEntry { Description = "Tea", Price = 1 }) with { CustomerId = default })).Refusal.ShouldBe("customers.customer.not_found");
    }

    [Fact]
    public async Task A_product_that_does_not_exist_cannot_be_sold()
    {
        var customer = await app.Given(SalesGiven.Customer());

        (await app.Run(Order(customer, new OrderEntry { ProductId = Id<Product>.New(), Price = 1 }))).Refusal.ShouldBe("sales.product.not_found");
    }

    [Fact]
    public async Task An_adjustment_is_a_paper_of_its_own()
    {
        var customer = await app.Given(SalesGiven.Customer());

        var id = (await app.Run(new AdjustAccount { CustomerId = customer.Id, Currency = "CNY", Amount = -20.5m, Reason = "Late delivery" })).Value;

        var paper = (await app.Run(new OrderDocument { CustomerId = customer.Id, OrderId = id })).Value;
        paper.Kind.ShouldBe(OrderKind.Adjustment);
        paper.Total.ShouldBe(new Money(-2050, "CNY"));
        paper.Lines.ShouldHaveSingleItem().What.ShouldBe("Late delivery");
        paper.CanReturn.ShouldBeFalse();
    }

    private static PlaceOrder Order(Customer customer, params OrderEntry[] lines) => new() { CustomerId = customer.Id, Currency = "CNY", Lines = [.. lines] };
}
