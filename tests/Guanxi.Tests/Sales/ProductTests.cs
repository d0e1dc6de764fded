using Guanxi.Sales;
using Guanxi.Sales.Products;

namespace Guanxi.Tests.Sales;

[Trait("Row", "SAL-5")]
public sealed class ProductTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_product_is_added_changed_and_found()
    {
        var id = (await app.Run(new CreateProduct { Code = " TEA-1 ", Name = "明前龙井", Category = "绿茶", Cost = 61.5m, CostCurrency = "cny" })).Value;
        var product = (await app.Run(new ProductCard { ProductId = id })).Value;
        product.ShouldSatisfyAllConditions(p => p.Code.ShouldBe("TEA-1"), p => p.Cost.ShouldBe(new Money(6150, "CNY")));

        var version = (await app.Run(new EditProduct { ProductId = id, Version = product.Version, Name = "雨前龙井" })).Value;

        (await app.Run(new ProductCard { ProductId = id })).Value.ShouldSatisfyAllConditions(
            p => p.Name.ShouldBe("雨前龙井"), p => p.Cost.ShouldBeNull(), p => p.Category.ShouldBeNull(), p => p.Version.ShouldBe(version));
        (await app.Run(new ProductList { Search = "龙井" })).Value.Rows.ShouldContain(p => p.Id == id);
        (await app.Run(new ProductList { Search = "tea-1" })).Value.Rows.ShouldContain(p => p.Id == id);
        (await app.Run(new ProductChoices { Q = "tea" })).Value.ShouldContain(c => c.Value == id);
    }

    [Fact]
    public async Task Costs_are_seen_and_set_by_those_who_may_alone()
    {
        var clerk = GuanxiApp.Someone(Scope.All, "sales.read", "sales.edit");
        var id = (await app.Run(new CreateProduct { Code = "COST-1", Name = "龙井", Cost = 61.5m, CostCurrency = "CNY" })).Value;

        (await app.Run(new ProductCard { ProductId = id }, clerk)).Value.Cost.ShouldBeNull();
        (await app.Run(new ProductList { Search = "COST-1" }, clerk)).Value.Rows.ShouldAllBe(p => p.Cost == null);
        (await app.Run(new EditProduct { ProductId = id, Version = 0, Name = "龙井", Cost = 1m, CostCurrency = "CNY" }, clerk)).Refusal.ShouldBe("sales.product.cost_not_yours");
        (await app.Run(new CreateProduct { Code = "COST-2", Name = "毛尖", Cost = 1m, CostCurrency = "CNY" }, clerk)).Refusal.ShouldBe("sales.product.cost_not_yours");

        // What they may change leaves the cost as it was.
        (await app.Run(new EditProduct { ProductId = id, Version = 0, Name = "明前龙井" }, clerk)).Ok.ShouldBeTrue();
        (await app.Run(new ProductCard { ProductId = id })).Value.ShouldSatisfyAllConditions(p => p.Name.ShouldBe("明前龙井"), p => p.Cost.ShouldBe(new Money(6150, "CNY")));
    }

    [Fact]
    public void A_cost_is_for_owner_and_manager_unless_a_role_says_otherwise() =>
        Guanxi.Staff.Roles.BuiltInRoles.Of(House.Modules).Where(r => r.Rights.Contains("*") || r.Rights.Contains("sales.cost")).Select(r => r.Name).ShouldBe(["owner", "manager"]);

    [Fact]
    public async Task A_code_is_one_products()
    {
        _ = (await app.Run(new CreateProduct { Code = "CUP", Name = "Cup" })).Value;

        var outcome = await app.Run(new CreateProduct { Code = "CUP ", Name = "Another cup" });

        outcome.Refusal.ShouldBe("sales.product.code_taken");
        outcome.Fields.ShouldContainKey("Code");
    }

    [Fact]
    public async Task Who_saves_second_looks_again_first()
    {
        var id = (await app.Run(new CreateProduct { Code = "POT", Name = "Pot" })).Value;
        _ = (await app.Run(new EditProduct { ProductId = id, Version = 0, Name = "Teapot" })).Value;

        (await app.Run(new EditProduct { ProductId = id, Version = 0, Name = "Kettle" })).Refusal.ShouldBe("sales.product.changed_meanwhile");
    }

    [Fact]
    public async Task Pages_by_code_show_every_product_once()
    {
        foreach (var n in Enumerable.Range(0, 11)) await app.Given(Product.Create($"PAGE-{n:00}", $"Page {n}", "Paging", null));
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = (await app.Run(new ProductList { Category = "Paging", Count = 4, After = after })).Value;
            page.Total.ShouldBe(11);
            seen.AddRange(page.Rows.Select(r => r.Code));
            after = page.Next;
        }
        while (after is not null);

        seen.ShouldBe(Enumerable.Range(0, 11).Select(n => $"PAGE-{n:00}"));
        var back = (await app.Run(new ProductList { Category = "Paging", Count = 4, Before = "PAGE-08" })).Value;
        back.Rows.Select(r => r.Code).ShouldBe(["PAGE-04", "PAGE-05", "PAGE-06", "PAGE-07"]);
        back.Previous.ShouldBe("PAGE-04");
        (await app.Run(new ProductCategories())).Value.ShouldContain("Paging");
    }

    [Fact]
    public async Task A_cost_without_a_currency_needs_a_base_currency()
    {
        await using var firm = new GuanxiApp();
        await firm.InitializeAsync();

        (await firm.Run(new CreateProduct { Code = "X", Name = "X", Cost = 1 })).Refusal.ShouldBe("sales.order.currency_unknown");
        (await firm.Run(new CreateProduct { Code = "X", Name = "X", Cost = -1, CostCurrency = "CNY" })).Refusal.ShouldBe("sales.product.cost_out_of_range");
    }
}
