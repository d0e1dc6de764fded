using Guanxi.Customers;
using Guanxi.Sales;
using Guanxi.Sales.Orders;

namespace Guanxi.Tests.Sales;

[Trait("Row", "SAL-5")]
public sealed class ReturnGoodsTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task Goods_come_back_once_and_both_papers_name_each_other()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var sale = await app.Given(SalesGiven.Sale(customer.Id, ("Tea", 3, 10m), ("Cup", 1, 8m)));

        var back = (await app.Run(Back(sale, (1, 2)))).Value;

        var paper = (await app.Run(new OrderDocument { CustomerId = customer.Id, OrderId = sale.Id })).Value;
        paper.Lines.Select(l => l.Returnable).ShouldBe([1m, 1m]);
        paper.Returns.ShouldHaveSingleItem().Id.ShouldBe(back);
        (await app.Run(new OrderDocument { CustomerId = customer.Id, OrderId = back })).Value.ShouldSatisfyAllConditions(
            r => r.Total.ShouldBe(new Money(-2000, "CNY")), r => r.ReturnOf.ShouldHaveSingleItem().Id.ShouldBe(sale.Id), r => r.CanReturn.ShouldBeFalse());
        var outcome = await app.Run(Back(sale, (1, 2)));
        outcome.Refusal.ShouldBe("sales.return.more_than_bought");
        outcome.Fields["Lines"].ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Two_returns_at_once_never_bring_back_more_than_was_bought()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var sale = await app.Given(SalesGiven.Sale(customer.Id, ("Tea", 1, 10m)));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.Run(Back(sale, (1, 1)))));

        outcomes.Count(o => o.Ok).ShouldBe(1);
    }

    [Fact]
    public async Task A_gift_cannot_be_brought_back()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var sale = await app.Given(SalesGiven.Sale(customer.Id, ("Tea", 1, 10m), ("Sample", 1, 0m)));

        (await app.Run(new OrderDocument { CustomerId = customer.Id, OrderId = sale.Id })).Value.Lines.Select(l => l.Returnable).ShouldBe([1m, 0m]);
    }

    [Fact]
    public async Task An_order_of_another_customer_is_not_found()
    {
        var (lin, wang) = (await app.Given(SalesGiven.Customer()), await app.Given(SalesGiven.Customer()));
        var sale = await app.Given(SalesGiven.Sale(lin.Id, ("Tea", 1, 10m)));

        (await app.Run(Back(sale, (1, 1)) with { CustomerId = wang.Id })).Refusal.ShouldBe("sales.order.not_found");
        (await app.Run(new OrderDocument { CustomerId = wang.Id, OrderId = sale.Id })).Refusal.ShouldBe("sales.order.not_found");
    }

    [Fact]
    public async Task A_sales_person_cannot_read_another_ones_order()
    {
        var me = SalesGiven.Seller();
        var customer = await app.Given(SalesGiven.Customer(owner: Id<Person>.New()));
        var sale = await app.Given(SalesGiven.Sale(customer.Id, ("Tea", 1, 10m)));

        (await app.Run(new OrderDocument { CustomerId = customer.Id, OrderId = sale.Id }, me)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(Back(sale, (1, 1)), me)).Refusal.ShouldBe("customers.customer.not_found");
    }

    private static ReturnGoods Back(Order sale, params (int Line, decimal Quantity)[] lines) => new()
    {
        CustomerId = sale.CustomerId, OrderId = sale.Id, Lines = [.. lines.Select(l => new ReturnEntry { LineNo = l.Line, Quantity = l.Quantity })],
    };
}
