using System.Net;
using System.Text.RegularExpressions;
using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Sales;
using Guanxi.Sales.Orders;
using Guanxi.Sales.Products;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Desk;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Sales;

public sealed partial class SalesPagesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Every_page_opens_in_both_languages_with_all_its_texts(string language)
    {
        using var owner = await Visitor.SignedIn(app);
        owner.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var customer = await app.Given(SalesGiven.Customer());
        var sale = await app.Given(SalesGiven.Sale(customer.Id, ("Tea", 2, 10m)));
        var product = await app.Given(Product.Create($"P{Ids.Next()}", "Tea", "Green", new Money(100, "CNY")));
        var task = (await app.Run(new AddFollowUp { CustomerId = customer.Id, Title = "Call" })).Value;
        var complaint = (await app.Run(new RecordComplaint { CustomerId = customer.Id, Summary = "Broken" })).Value;
        var of = $"/customers/{customer.Id}";

        foreach (var url in new[]
        {
            "/products", "/products?q=none-such", "/products/new", $"/products/{product.Id}", "/orders", $"/orders?customer={customer.Id}&kind=sale", $"{of}/orders/new", $"{of}/orders/{sale.Id}",
            $"{of}/orders/{sale.Id}/return", $"{of}/adjustments/new", "/exchange-rates", "/tasks", "/tasks?when=done", "/tasks?who=all", $"{of}/tasks/new", $"{of}/tasks/{task}", $"{of}/contacts/new",
            "/complaints", "/complaints?view=closed", "/complaints?view=all&cause=product&late=true", "/complaints/quality", "/complaints/quality?by=grade", "/complaints/incoming", "/complaints/signs", "/corrective-actions", "/settings/complaints", "/settings/complaint-causes", "/settings/compensation", "/settings/work-times", "/settings/work-times?china=true", "/complain", $"{of}/complaints/new", $"{of}/complaints/{complaint}",
        })
        {
            var page = await owner.Read(url);
            MissingText().Matches(page).Select(m => m.Value).ShouldBeEmpty(url);
            page.ShouldContain($"lang=\"{language}\"", customMessage: url);
        }
    }

    [Theory]
    [InlineData("9,5", "10", "Quantity")]
    [InlineData("1", "1,20", "Price")]
    public async Task A_comma_that_two_people_read_differently_is_refused_and_stays(string quantity, string price, string field)
    {
        using var owner = await Visitor.SignedIn(app);
        var customer = await app.Given(SalesGiven.Customer());

        using var answer = await owner.Submit($"/customers/{customer.Id}/orders/new", "order", new()
        {
            ["Form.Currency"] = "CNY", ["Form.OrderedOn"] = "2025-99-99", ["Form.Lines[0].Description"] = "龙井", ["Form.Lines[0].Quantity"] = quantity, ["Form.Lines[0].Price"] = price,
        });

        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        page.ShouldContain("小数点请用“.”");
        page.ShouldContain($"name=\"Form.Lines[0].{field}\" value=\"{(field == "Price" ? price : quantity)}\"");
        page.ShouldContain("不是有效的日期");
        page.ShouldContain("name=\"Form.OrderedOn\" value=\"2025-99-99\"");
        (await app.Use(db => db.Set<Order>().CountAsync(o => o.CustomerId == customer.Id))).ShouldBe(0);
    }

    [Fact]
    public async Task Thousands_and_full_width_signs_are_read_as_they_are_meant()
    {
        using var owner = await Visitor.SignedIn(app);
        var customer = await app.Given(SalesGiven.Customer());

        using var answer = await owner.Submit($"/customers/{customer.Id}/orders/new", "order", new()
        {
            ["Form.Currency"] = "CNY", ["Form.Lines[0].Description"] = "龙井", ["Form.Lines[0].Quantity"] = "１．５", ["Form.Lines[0].Price"] = "￥1,200",
        });

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.Use(db => db.Set<Order>().SingleAsync(o => o.CustomerId == customer.Id))).Total.ShouldBe(new Money(180_000, "CNY"));
    }

    [Fact]
    public async Task A_new_order_is_in_the_currency_of_the_customers_last()
    {
        using var owner = await Visitor.SignedIn(app);
        var customer = await app.Given(SalesGiven.Customer());
        await app.Given(SalesGiven.SaleAt(customer.Id, SalesGiven.Noon, "CNY"));
        await app.Given(SalesGiven.SaleAt(customer.Id, SalesGiven.Noon.AddDays(1), "USD"));

        foreach (var form in new[] { "orders", "adjustments" })
            (await owner.Read($"/customers/{customer.Id}/{form}/new")).ShouldMatch("<option value=\"USD\"[^>]* selected");
    }

    [Fact]
    public async Task The_form_of_rates_stands_before_them_and_only_the_present_ones_are_open()
    {
        using var owner = await Visitor.SignedIn(app);
        _ = (await app.Run(new Guanxi.Sales.Rates.ChooseBaseCurrency { Currency = "CNY" })).Ok;
        foreach (var month in Enumerable.Range(1, 20))
            (await app.Run(new Guanxi.Sales.Rates.SetRate { Currency = "SEK", ValidFrom = new DateOnly(2020, 1, 1).AddMonths(month), Rate = 0.7m })).Ok.ShouldBeTrue();

        var page = await owner.Read("/exchange-rates");

        page.IndexOf("name=\"Rate.Rate\"", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("1 SEK = ", StringComparison.Ordinal));
        page.ShouldContain("SEK：其他日期的汇率 19 条");
        Regex.Count(page, "1 SEK = ").ShouldBe(13);
        Regex.Count(await owner.Read("/exchange-rates?all=SEK"), "1 SEK = ").ShouldBe(20);
    }

    [Fact]
    public async Task A_cost_and_a_compensation_with_a_decimal_comma_are_refused()
    {
        using var owner = await Visitor.SignedIn(app);
        var customer = await app.Given(SalesGiven.Customer());
        var complaint = (await app.Run(new RecordComplaint { CustomerId = customer.Id, Summary = "Broken", Heard = true })).Value;
        _ = (await app.Run(new JudgeComplaint { CustomerId = customer.Id, ComplaintId = complaint, KeyPoints = "It is" })).Value;

        foreach (var (url, form, entries) in new[]
        {
            ("/products/new", "product", new Dictionary<string, string> { ["Form.Code"] = $"P{Ids.Next()}", ["Form.Name"] = "Tea", ["Form.Cost"] = "9,5", ["Form.CostCurrency"] = "CNY" }),
            ($"/customers/{customer.Id}/complaints/{complaint}", "propose", new() { ["Propose.Words"] = "Paid", ["Propose.Money"] = "88,5" }),
            ($"/customers/{customer.Id}/contacts/new", "contact", new() { ["Entry.Purpose"] = "Call", ["Entry.Minutes"] = "half", ["Entry.NextOn"] = "soon" }),
        })
        {
            using var answer = await owner.Submit(url, form, entries);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, url);
            var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            page.ShouldContain("field-error", customMessage: url);
            foreach (var typed in entries.Values.Where(v => v is "9,5" or "88,5" or "half" or "soon")) page.ShouldContain($"value=\"{typed}\"", customMessage: url);
        }
    }

    [Fact]
    public async Task An_order_is_written_in_the_browser()
    {
        using var owner = await Visitor.SignedIn(app);
        var customer = await app.Given(SalesGiven.Customer());
        var product = (await app.Run(new CreateProduct { Code = $"P{Ids.Next()}", Name = "龙井" })).Value;

        using var answer = await owner.Submit($"/customers/{customer.Id}/orders/new", "order", new()
        {
            ["Form.Currency"] = "CNY", ["Form.OrderedOn"] = "", ["Form.Number"] = "", ["Form.Lines[0].ProductId"] = product.ToString(), ["Form.Lines[0].Description"] = "", ["Form.Lines[0].Quantity"] = "2", ["Form.Lines[0].Price"] = "12.50",
            ["Form.Lines[1].ProductId"] = "", ["Form.Lines[1].Description"] = "", ["Form.Lines[1].Quantity"] = "", ["Form.Lines[1].Price"] = "",
        });

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await owner.Read(answer.Headers.Location!.ToString());
        page.ShouldContain("龙井");
        (await app.Use(db => db.Set<Order>().SingleAsync(o => o.CustomerId == customer.Id))).Total.ShouldBe(new Money(2500, "CNY"));
    }

    [Fact]
    public async Task A_refused_order_keeps_what_was_typed_and_says_why()
    {
        using var owner = await Visitor.SignedIn(app);
        var customer = await app.Given(SalesGiven.Customer());
        var product = (await app.Run(new CreateProduct { Code = $"P{Ids.Next()}", Name = "碧螺春" })).Value;

        using var answer = await owner.Submit($"/customers/{customer.Id}/orders/new", "order", new()
        {
            ["Form.Currency"] = "GBP", ["Form.Number"] = "X-99", ["Form.Lines[0].ProductId"] = product.ToString(), ["Form.Lines[0].Quantity"] = "0", ["Form.Lines[0].Price"] = "12.50",
        });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        page.ShouldContain("field-error");
        page.ShouldContain("value=\"X-99\"");
        page.ShouldContain("碧螺春");
        (await app.Use(db => db.Set<Order>().AnyAsync(o => o.CustomerId == customer.Id))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_product_is_changed_and_goods_come_back_in_the_browser()
    {
        using var owner = await Visitor.SignedIn(app);
        var customer = await app.Given(SalesGiven.Customer());
        var sale = await app.Given(SalesGiven.Sale(customer.Id, ("Tea", 2, 10m)));
        var product = await app.Given(Product.Create($"P{Ids.Next()}", "Tea", null, null));

        using var saved = await owner.Submit($"/products/{product.Id}", "product", new() { ["Form.Name"] = "Better tea", ["Form.Cost"] = "3.20", ["Form.CostCurrency"] = "CNY" });
        using var back = await owner.Submit($"/customers/{customer.Id}/orders/{sale.Id}/return", "return", new() { ["Form.Lines[0].LineNo"] = "1", ["Form.Lines[0].Quantity"] = "2" });

        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Run(new ProductCard { ProductId = product.Id })).Value.Cost.ShouldBe(new Money(320, "CNY"));
        back.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.Run(new OrderDocument { CustomerId = customer.Id, OrderId = sale.Id })).Value.CanReturn.ShouldBeFalse();
    }

    [Fact]
    public async Task Rates_are_set_and_removed_in_the_browser()
    {
        await using var firm = new GuanxiApp();
        await firm.InitializeAsync();
        using var owner = await Visitor.SignedIn(firm);

        using var chosen = await owner.Submit("/exchange-rates", "base", new() { ["Base.Currency"] = "CNY" });
        using var set = await owner.Submit("/exchange-rates", "rate", new() { ["Rate.Currency"] = "GBP", ["Rate.ValidFrom"] = "2026-01-01", ["Rate.Rate"] = "9.125" });
        var rate = (await firm.Run(new Guanxi.Sales.Rates.RateTable())).Value.Rates.ShouldHaveSingleItem();
        using var removed = await owner.Submit("/exchange-rates", $"remove-{rate.Id}", []);

        rate.Rate.ShouldBe(9.125m);
        (await firm.Run(new Guanxi.Sales.Rates.RateTable())).Value.Rates.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_contact_a_task_and_a_complaint_are_written_in_the_browser()
    {
        using var owner = await Visitor.SignedIn(app);
        var customer = await app.Given(SalesGiven.Customer());

        using var contact = await owner.Submit($"/customers/{customer.Id}/contacts/new", "contact", new() { ["Entry.Channel"] = "Call", ["Entry.Direction"] = "ToCustomer", ["Entry.Purpose"] = "Greeting", ["Entry.Minutes"] = "", ["Entry.NextStep"] = "Write", ["Entry.NextOn"] = "" });
        var task = (await app.Run(new Guanxi.Contact.Tasks.CustomerTasks { CustomerId = customer.Id })).Value.ShouldHaveSingleItem();
        using var done = await owner.Submit("/tasks", "finish", new() { ["Form.CustomerId"] = customer.Id.ToString(), ["Form.TaskId"] = task.Id.ToString(), ["Form.Result"] = "Written" });
        using var complaint = await owner.Submit($"/customers/{customer.Id}/complaints/new", "complaint", new() { ["Form.Summary"] = "太慢了", ["Form.Cause"] = "Service" });
        using var heard = await owner.Submit(complaint.Headers.Location!.ToString(), "hear", new() { ["Hear.Note"] = "已致歉" });

        contact.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.Run(new Guanxi.Contact.Tasks.CustomerTasks { CustomerId = customer.Id })).Value.ShouldBeEmpty();
        heard.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.Run(new ComplaintQueue { CustomerId = customer.Id })).Value.Rows.ShouldHaveSingleItem().Step.ShouldBe(ComplaintStep.Judge);
    }

    [GeneratedRegex(@"\[(sales|contact|service|customers|kernel)\.[a-z0-9_.]+\]")]
    private static partial Regex MissingText();
}
