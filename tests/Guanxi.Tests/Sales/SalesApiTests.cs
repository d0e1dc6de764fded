using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Guanxi.Sales;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Sales;

[Trait("Row", "PLT-4")]
public sealed class SalesApiTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task An_order_goes_in_and_comes_out_by_rest()
    {
        using var owner = await Visitor.SignedIn(app);
        var customer = await app.Given(SalesGiven.Customer());
        var product = await Post(owner, "/api/products", new { code = $"P{Ids.Next()}", name = "Tea", cost = 4.5, costCurrency = "CNY" }, HttpStatusCode.Created);

        var order = await Post(owner, $"/api/customers/{customer.Id}/orders", new { currency = "CNY", orderedOn = "2026-03-02", lines = new[] { new { productId = product.GetString(), quantity = 2.5, price = 9.99 } } }, HttpStatusCode.Created);
        var read = await Get(owner, $"/api/customers/{customer.Id}/orders/{order.GetString()}");

        read.GetProperty("kind").GetString().ShouldBe("sale");
        read.GetProperty("orderedOn").GetString().ShouldBe("2026-03-02");
        read.GetProperty("total").GetProperty("minor").GetInt64().ShouldBe(2498);
        read.GetProperty("lines")[0].GetProperty("productId").GetString().ShouldBe(product.GetString());
        var back = await Post(owner, $"/api/customers/{customer.Id}/orders/{order.GetString()}/returns", new { lines = new[] { new { lineNo = 1, quantity = 1 } } }, HttpStatusCode.Created);
        var list = await Get(owner, $"/api/orders?customerId={customer.Id}&kind=return&count=1");
        list.GetProperty("rows")[0].GetProperty("id").GetString().ShouldBe(back.GetString());
        var first = await Get(owner, $"/api/orders?customerId={customer.Id}&count=1");
        (await Get(owner, $"/api/orders?customerId={customer.Id}&count=1&after={first.GetProperty("next").GetString()}")).GetProperty("rows")[0].GetProperty("id").GetString().ShouldBe(order.GetString());
    }

    [Fact]
    public async Task A_refusal_says_its_code_and_the_field()
    {
        using var owner = await Visitor.SignedIn(app);
        var customer = await app.Given(SalesGiven.Customer());

        var refused = await Post(owner, $"/api/customers/{customer.Id}/orders", new { currency = "CNY", lines = Array.Empty<object>() }, HttpStatusCode.UnprocessableEntity);

        refused.GetProperty("type").GetString().ShouldBe("sales.order.no_lines");
        refused.GetProperty("errors").GetProperty("lines")[0].GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_sales_person_gets_404_for_another_ones_order_and_an_empty_list()
    {
        using var seller = await Visitor.SignedIn(app, "sales");
        var customer = await app.Given(SalesGiven.Customer(Id<Person>.New(), "Secret Customer"));
        var order = await app.Given(SalesGiven.Sale(customer.Id, ("Tea", 1, 10m)));

        foreach (var url in new[] { $"/api/customers/{customer.Id}/orders/{order.Id}", $"/api/orders?customerId={customer.Id}", $"/api/customers/{customer.Id}/contacts", $"/api/customers/{customer.Id}/tasks", $"/api/complaints?customerId={customer.Id}" })
            (await seller.Http.GetAsync(url, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound, url);
        foreach (var url in new[] { "/api/orders", "/api/tasks?everyone=true", "/api/complaints" })
            (await Get(seller, url)).GetProperty("rows").GetArrayLength().ShouldBe(0, url);
        foreach (var url in new[] { $"/customers/{customer.Id}/orders/{order.Id}", $"/customers/{customer.Id}/orders/new", $"/orders?customer={customer.Id}", $"/customers/{customer.Id}/tasks/new" })
        {
            using var page = await seller.Http.GetAsync(url, TestContext.Current.CancellationToken);
            page.StatusCode.ShouldBe(HttpStatusCode.NotFound, url);
            (await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("Secret");
        }
    }

    [Fact]
    public async Task Contacts_tasks_and_complaints_go_in_and_come_out_by_rest()
    {
        using var owner = await Visitor.SignedIn(app);
        var customer = await app.Given(SalesGiven.Customer());

        await Post(owner, $"/api/customers/{customer.Id}/contacts", new { channel = "weChat", direction = "fromCustomer", purpose = "Asked for prices", minutes = 5, nextStep = "Send prices", nextOn = "2030-01-01" }, HttpStatusCode.Created);
        var task = (await Get(owner, $"/api/customers/{customer.Id}/tasks"))[0].GetProperty("id").GetString();
        await Post(owner, $"/api/customers/{customer.Id}/tasks/{task}/finish", new { result = "Sent" }, HttpStatusCode.OK);
        var complaint = await Post(owner, $"/api/customers/{customer.Id}/complaints", new { cause = "price", summary = "Too dear" }, HttpStatusCode.Created);
        await Post(owner, $"/api/customers/{customer.Id}/complaints/{complaint.GetString()}/hear", new { note = "Was short of money" }, HttpStatusCode.OK);

        (await Get(owner, $"/api/customers/{customer.Id}/contacts")).GetProperty("rows")[0].GetProperty("channel").GetString().ShouldBe("weChat");
        (await Get(owner, $"/api/customers/{customer.Id}/tasks/{task}")).GetProperty("result").GetString().ShouldBe("Sent");
        (await Get(owner, $"/api/customers/{customer.Id}/complaints/{complaint.GetString()}")).GetProperty("row").GetProperty("step").GetString().ShouldBe("judge");
        (await Get(owner, $"/api/customers/{customer.Id}/timeline")).GetProperty("entries").GetArrayLength().ShouldBeGreaterThanOrEqualTo(3);
    }

    private static async Task<JsonElement> Post(Visitor visitor, string url, object body, HttpStatusCode expected)
    {
        using var answer = await visitor.Http.PostAsJsonAsync(url, body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(expected, $"{url} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<JsonElement> Get(Visitor visitor, string url) => JsonDocument.Parse(await visitor.Read(url)).RootElement;
}
