using Guanxi.Customers;
using Guanxi.Sales;
using Guanxi.Sales.Orders;

namespace Guanxi.Tests.Sales;

[Trait("Row", "SAL-5")]
public sealed class OrderListTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task Pages_show_every_order_once_forwards_and_back_even_where_all_happened_at_once()
    {
        var customer = await app.Given(SalesGiven.Customer());
        for (var i = 0; i < 23; i++) await app.Given(SalesGiven.SaleAt(customer.Id, SalesGiven.Noon.AddDays(i / 9)));

        var forwards = await Walk(new OrderList { CustomerId = customer.Id, Count = 5 });

        forwards.Count.ShouldBe(23);
        forwards.Distinct().Count().ShouldBe(23);
        var last = (await app.Run(new OrderList { CustomerId = customer.Id, Count = 200 })).Value;
        forwards.ShouldBe(last.Rows.Select(r => r.Id));
        var back = new List<Id<Order>>();
        var page = (await app.Run(new OrderList { CustomerId = customer.Id, Count = 5, Before = new Cursor(DateTimeOffset.UnixEpoch, 0) })).Value;
        while (true)
        {
            back.InsertRange(0, page.Rows.Select(r => r.Id));
            if (page.Previous is not { } newer) break;
            page = (await app.Run(new OrderList { CustomerId = customer.Id, Count = 5, Before = newer })).Value;
        }
        back.ShouldBe(forwards);
    }

    [Fact]
    public async Task What_fits_is_counted_and_added_up_by_currency()
    {
        var customer = await app.Given(SalesGiven.Customer());
        for (var i = 0; i < 7; i++) await app.Given(SalesGiven.SaleAt(customer.Id, SalesGiven.Noon.AddDays(i), i < 3 ? "GBP" : "CNY"));

        var found = (await app.Run(new OrderList { CustomerId = customer.Id, Count = 2 })).Value;

        (found.Total, found.Rows.Count).ShouldBe((7, 2));
        found.Sums.ShouldBe([new Money(4_000, "CNY"), new Money(3_000, "GBP")]);
        (await app.Run(new OrderList { CustomerId = customer.Id, Currency = "GBP" })).Value.Sums.ShouldBe([new Money(3_000, "GBP")]);
    }

    [Fact]
    public async Task Filters_keep_what_fits()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var old = await app.Given(SalesGiven.SaleAt(customer.Id, new(2025, 5, 1, 23, 30, 0, TimeSpan.Zero), "GBP"));
        var sale = await app.Given(SalesGiven.SaleAt(customer.Id, SalesGiven.Noon));
        var back = (await app.Run(new ReturnGoods { CustomerId = customer.Id, OrderId = sale.Id, Lines = [new() { LineNo = 1, Quantity = 1 }] })).Value;

        (await Found(new() { Currency = "GBP" })).ShouldBe([old.Id]);
        (await Found(new() { Kind = OrderKind.Return })).ShouldBe([back]);
        (await Found(new() { From = new(2025, 5, 1), To = new(2025, 5, 1) })).ShouldBe([old.Id]);
        (await Found(new() { From = new(2025, 5, 2), To = new(2026, 3, 2) })).ShouldBe([sale.Id]);
        (await Found(new() { Number = sale.Number })).ShouldBe([sale.Id, old.Id]);

        async Task<IEnumerable<Id<Order>>> Found(OrderList list) => (await app.Run(list with { CustomerId = customer.Id })).Value.Rows.Select(r => r.Id);
    }

    [Fact]
    public async Task A_list_holds_orders_of_ones_own_customers_only()
    {
        var me = SalesGiven.Seller();
        var mine = await app.Given(SalesGiven.SaleAt((await app.Given(SalesGiven.Customer(me.Id))).Id, SalesGiven.Noon));
        var other = await app.Given(SalesGiven.Customer(Id<Person>.New()));
        await app.Given(SalesGiven.SaleAt(other.Id, SalesGiven.Noon));

        (await app.Run(new OrderList(), me)).Value.Rows.ShouldHaveSingleItem().Id.ShouldBe(mine.Id);
        (await app.Run(new OrderList { CustomerId = other.Id }, me)).Refusal.ShouldBe("customers.customer.not_found");
    }

    // Beyond so many customers the list walks the other way round; both ways must find the same.
    [Fact]
    public async Task With_thousands_of_own_customers_the_list_is_the_same()
    {
        var me = SalesGiven.Seller();
        var many = await app.GivenAll([.. Enumerable.Range(0, 2_001).Select(_ => SalesGiven.Customer(me.Id))]);
        var mine = new List<Id<Order>>();
        for (var i = 0; i < 7; i++) mine.Insert(0, (await app.Given(SalesGiven.SaleAt(many[i * 200].Id, SalesGiven.Noon))).Id);
        await app.Given(SalesGiven.SaleAt((await app.Given(SalesGiven.Customer(Id<Person>.New()))).Id, SalesGiven.Noon));

        (await Walk(new OrderList { Count = 3 }, me)).ShouldBe(mine);
    }

    private async Task<List<Id<Order>>> Walk(OrderList list, Actor? actor = null)
    {
        var seen = new List<Id<Order>>();
        Cursor? after = null;
        do
        {
            var page = (await app.Run(list with { After = after }, actor)).Value;
            seen.AddRange(page.Rows.Select(r => r.Id));
            after = page.Next;
        }
        while (after is not null);
        return seen;
    }
}
