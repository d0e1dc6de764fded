using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Sales;
using Guanxi.Sales.Orders;
using Guanxi.Sales.Rates;

namespace Guanxi.Tests.Sales;

[Trait("Row", "SAL-5")]
public sealed class RateTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public void The_rate_of_a_day_is_the_last_one_set_before_it()
    {
        var book = RateBook.Of("CNY", ExchangeRate.Of("GBP", new(2026, 2, 1), 9m), ExchangeRate.Of("GBP", new(2026, 1, 1), 8.5m));

        book.ToBase(new(1000, "GBP"), new(2025, 12, 31)).ShouldBeNull();
        book.ToBase(new(1000, "GBP"), new(2026, 1, 31)).ShouldBe(new Money(8500, "CNY"));
        book.ToBase(new(1000, "GBP"), new(2026, 2, 1)).ShouldBe(new Money(9000, "CNY"));
        book.ToBase(new(1000, "CNY"), new(1999, 1, 1)).ShouldBe(new Money(1000, "CNY"));
        book.ToBase(new(1000, "USD"), new(2026, 2, 1)).ShouldBeNull();
    }

    [Fact]
    public void Currencies_with_other_minor_units_convert_by_their_major_units()
    {
        var book = RateBook.Of("CNY", ExchangeRate.Of("JPY", new(2026, 1, 1), 0.0473m));

        book.ToBase(new(1500, "JPY"), new(2026, 1, 1)).ShouldBe(new Money(7095, "CNY"));
        book.ToBase(new(-1, "JPY"), new(2026, 1, 1)).ShouldBe(new Money(-5, "CNY"));
    }

    [Fact]
    public async Task Orders_without_a_rate_are_counted_until_they_have_one()
    {
        // A firm of its own: it has one base currency.
        await using var firm = new GuanxiApp();
        await firm.InitializeAsync();
        var customer = await firm.Given(SalesGiven.Customer());
        (await firm.Run(new ChooseBaseCurrency { Currency = "cny" })).Value.ShouldBe("CNY");
        foreach (var day in new[] { 1, 5, 9 }) await firm.Given(SalesGiven.SaleAt(customer.Id, new(2026, 1, day, 12, 0, 0, TimeSpan.Zero), "GBP"));

        (await firm.Run(new UnratedOrders())).Value.ShouldHaveSingleItem().ShouldBe(new UnratedRow("GBP", 3, new(2026, 1, 1), new(2026, 1, 9)));
        var rate = (await firm.Run(new SetRate { Currency = "GBP", ValidFrom = new(2026, 1, 5), Rate = 9.12m })).Value;
        (await firm.Run(new UnratedOrders())).Value.ShouldHaveSingleItem().ShouldBe(new UnratedRow("GBP", 1, new(2026, 1, 1), new(2026, 1, 1)));
        (await firm.Run(new SetRate { Currency = "GBP", ValidFrom = new(2026, 1, 5), Rate = 9.5m })).Value.ShouldBe(rate);
        (await firm.Run(new RateTable())).Value.Rates.ShouldHaveSingleItem().Rate.ShouldBe(9.5m);
        await firm.Given(SalesGiven.SaleAt(customer.Id, new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero), "GBP"));
        (await firm.Run(new UnratedOrders())).Value.ShouldHaveSingleItem().Orders.ShouldBe(2);
    }

    [Fact]
    public async Task Another_base_currency_takes_the_rates_with_it()
    {
        // A firm of its own: it has one base currency.
        await using var firm = new GuanxiApp();
        await firm.InitializeAsync();
        (await firm.Run(new SetRate { Currency = "GBP", ValidFrom = new(2026, 1, 1), Rate = 9 })).Refusal.ShouldBe("sales.rate.no_base");
        _ = (await firm.Run(new ChooseBaseCurrency { Currency = "CNY" })).Value;
        (await firm.Run(new SetRate { Currency = "CNY", ValidFrom = new(2026, 1, 1), Rate = 9 })).Refusal.ShouldBe("sales.rate.of_base");
        _ = (await firm.Run(new SetRate { Currency = "GBP", ValidFrom = new(2026, 1, 1), Rate = 9 })).Value;

        (await firm.Run(new ChooseBaseCurrency { Currency = "GBP" })).Refusal.ShouldBe("sales.rate.base_has_rates");
        _ = (await firm.Run(new ChooseBaseCurrency { Currency = "GBP", DropRates = true })).Value;

        (await firm.Run(new RateTable())).Value.ShouldSatisfyAllConditions(t => t.BaseCurrency.ShouldBe("GBP"), t => t.Rates.ShouldBeEmpty());
    }

    [Fact]
    public async Task The_first_order_decides_the_base_currency_of_a_firm_that_has_none()
    {
        // A firm of its own: it has one base currency.
        await using var firm = new GuanxiApp();
        await firm.InitializeAsync();
        var customer = await firm.Given(SalesGiven.Customer());

        _ = (await firm.Run(new PlaceOrder { CustomerId = customer.Id, Currency = "EUR", Lines = [new() { Description = "Tea", Price = 1 }] })).Value;

        (await firm.Use(db => db.Setting<FirmSettings>(default))).BaseCurrency.ShouldBe("EUR");
    }

    [Fact]
    public async Task Rates_are_set_by_those_who_may()
    {
        var seller = GuanxiApp.Someone(Scope.All, "sales.read", "sales.edit");

        (await app.Run(new SetRate { Currency = "GBP", ValidFrom = new(2026, 1, 1), Rate = 9 }, seller)).Refusal.ShouldBe("kernel.right.missing");
        (await app.Run(new ChooseBaseCurrency { Currency = "GBP" }, seller)).Refusal.ShouldBe("kernel.right.missing");
        (await app.Run(new UnratedOrders(), seller)).Refusal.ShouldBe("kernel.right.missing");
        (await app.Run(new RateTable(), seller)).Ok.ShouldBeTrue();
    }

}
