using CsCheck;
using Guanxi.Sales;

namespace Guanxi.Tests.Sales;

[Trait("Row", "SAL-5")]
public sealed class OrderRules
{
    private static readonly Id<Guanxi.Customers.Customer> Lin = new(1);

    [Fact]
    public void A_sale_adds_up_its_lines_each_rounded_half_away_from_zero()
    {
        var order = Order.Sale(SalesGiven.Head(Lin), SalesGiven.Items(("Tea", 3, 0.335m), ("Cup", 1.5m, 19.99m)));

        order.Lines.Select(l => l.AmountMinor).ShouldBe([101, 2999]);
        order.Total.ShouldBe(new Money(3100, "CNY"));
        order.Lines.Select(l => l.LineNo).ShouldBe([1, 2]);
    }

    [Fact]
    public void Yen_have_no_cents() => Order.Sale(SalesGiven.Head(Lin, "JPY"), SalesGiven.Items(("Tea", 3, 100.5m))).Total.ShouldBe(new Money(302, "JPY"));

    [Fact]
    public void A_gift_in_a_sale_is_an_adjustment_of_nothing()
    {
        var order = Order.Sale(SalesGiven.Head(Lin), SalesGiven.Items(("Tea", 1, 10m), ("Sample", 1, 0m)));

        order.Lines.Select(l => l.Kind).ShouldBe([OrderKind.Sale, OrderKind.Adjustment]);
    }

    [Theory]
    [InlineData(0, 1, "sales.order.quantity_out_of_range")]
    [InlineData(-1, 1, "sales.order.quantity_out_of_range")]
    [InlineData(1, -1, "sales.order.price_out_of_range")]
    [InlineData(1e9, 1e9, "sales.order.amount_too_large")]
    public void A_line_keeps_within_reason(double quantity, double price, string refusal) =>
        Refusal(() => Order.Sale(SalesGiven.Head(Lin), SalesGiven.Items(("Tea", (decimal)quantity, (decimal)price)))).ShouldBe(refusal);

    [Fact]
    public void An_order_needs_lines_a_number_and_a_known_currency()
    {
        Refusal(() => Order.Sale(SalesGiven.Head(Lin), [])).ShouldBe("sales.order.no_lines");
        Refusal(() => Order.Sale(SalesGiven.Head(Lin, "XXX"), SalesGiven.Items(("Tea", 1, 1)))).ShouldBe("sales.order.currency_unknown");
        Refusal(() => Order.Sale(SalesGiven.Head(Lin, number: " "), SalesGiven.Items(("Tea", 1, 1)))).ShouldBe("sales.order.number_missing");
        Refusal(() => Order.Sale(SalesGiven.Head(Lin), [new(null, " ", 1000, 1)])).ShouldBe("sales.order.line_without_product");
    }

    [Fact]
    public void A_return_gives_back_the_price_paid_and_names_the_line()
    {
        var sale = SalesGiven.Sale(Lin, ("Tea", 3, 10m), ("Cup", 2, 4.5m));

        var back = Order.Return(SalesGiven.Head(Lin), sale, sale.Lines, [], [new(2, 1000)]);

        back.Total.ShouldBe(new Money(-450, "CNY"));
        back.Lines[0].ShouldSatisfyAllConditions(l => l.QuantityMilli.ShouldBe(-1000), l => l.ReturnOf.ShouldBe(sale.Id), l => l.ReturnOfLine.ShouldBe(2), l => l.Kind.ShouldBe(OrderKind.Return));
    }

    [Fact]
    public void Never_more_comes_back_than_was_bought()
    {
        var sale = SalesGiven.Sale(Lin, ("Tea", 3, 10m));
        var first = Order.Return(SalesGiven.Head(Lin), sale, sale.Lines, [], [new(1, 2000)]);

        Refusal(() => Order.Return(SalesGiven.Head(Lin), sale, sale.Lines, first.Lines, [new(1, 1001)])).ShouldBe("sales.return.more_than_bought");
        Refusal(() => Order.Return(SalesGiven.Head(Lin), sale, sale.Lines, [], [new(1, 2000), new(1, 2000)])).ShouldBe("sales.return.more_than_bought");
        Refusal(() => Order.Return(SalesGiven.Head(Lin), sale, sale.Lines, [], [new(7, 1000)])).ShouldBe("sales.return.line_unknown");
        Refusal(() => Order.Return(SalesGiven.Head(Lin), first, first.Lines, [], [new(1, 1000)])).ShouldBe("sales.return.not_a_sale");
        Refusal(() => Order.Return(SalesGiven.Head(Lin, at: SalesGiven.Noon.AddDays(-2)), sale, sale.Lines, [], [new(1, 1000)])).ShouldBe("sales.return.before_sale");
    }

    // Whatever is brought back in whatever portions: what is left and what came back add up to what was bought, line by line.
    [Fact]
    public void What_came_back_and_what_is_left_add_up_to_what_was_bought() =>
        Gen.Select(Gen.Long[1, 50].Array[1, 6], Gen.Select(Gen.Int[1, 6], Gen.Long[1, 60]).Array[0, 30]).Sample((bought, tries) =>
        {
            var sale = SalesGiven.Sale(Lin, [.. bought.Select((q, i) => ($"P{i % 2}", (decimal)q, 1m))]);
            var back = new List<OrderLine>();
            foreach (var (line, quantity) in tries)
                try { back.AddRange(Order.Return(SalesGiven.Head(Lin), sale, sale.Lines, back, [new(line, quantity * 1000)]).Lines); }
                catch (RefusedException) { /* too much, or no such line */ }
            var left = Returnable.Of(sale.Lines, back);
            return sale.Lines.All(l => left[l.LineNo] >= 0 && left[l.LineNo] - back.Where(b => b.ReturnOfLine == l.LineNo).Sum(b => b.QuantityMilli) == l.QuantityMilli);
        });

    [Fact]
    public void An_adjustment_is_not_zero_and_says_why()
    {
        Refusal(() => Order.Adjustment(SalesGiven.Head(Lin), new(0, "CNY"), "x")).ShouldBe("sales.adjustment.zero");
        Refusal(() => Order.Adjustment(SalesGiven.Head(Lin), new(-5, "CNY"), " ")).ShouldBe("sales.adjustment.needs_reason");
        Order.Adjustment(SalesGiven.Head(Lin), new(-500, "CNY"), "Discount afterwards").Total.ShouldBe(new Money(-500, "CNY"));
    }

    private static string Refusal(Action act) => Should.Throw<RefusedException>(act).Code;
}
