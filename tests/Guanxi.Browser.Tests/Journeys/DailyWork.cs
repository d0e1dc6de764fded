using System.Text.Json;

namespace Guanxi.Browser.Tests.Journeys;

/// <summary>A day's work with one customer: an order, goods that come back, a call, what is to do next, a complaint, a rate.</summary>
public sealed class DailyWork(Chromium chromium, FirmWithPeople firm) : IClassFixture<FirmWithPeople>
{
    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task Everything_that_a_customer_brings_is_written_down(Look look)
    {
        await using var visit = await chromium.Visit(firm.Server, look);
        await visit.SignIn(FirmWithPeople.Owner, FirmWithPeople.Password);
        var customer = await Made(visit, "/api/customers", new { name = "陈记茶庄", kind = "organisation" });
        var code = $"TEA-{look.Language}-{look.Width}";
        await Made(visit, "/api/products", new { code, name = "明前龙井", category = "绿茶", cost = 61.5, costCurrency = "CNY" });
        var page = visit.Page;

        await Over(visit, "/products");
        await Over(visit, "/products/new");
        await Over(visit, $"/customers/{customer}/orders/new");
        await Choose(visit, code);
        await page.Locator("[name='Form.Lines[0].Quantity']").FillAsync("2");
        await page.Locator("[name='Form.Lines[0].Price']").FillAsync("128.50");
        await page.Locator("[name='Form.Currency']").SelectOptionAsync("CNY");
        await Expect(page.Locator("[data-sum-total]")).ToHaveTextAsync("257.00 CNY");
        await visit.Button("sales.order.more_lines").ClickAsync();
        await Expect(page.Locator("[data-sum-row]")).ToHaveCountAsync(6);
        await Expect(page.Locator("[name='Form.Lines[0].Price']")).ToHaveValueAsync("128.50");
        await visit.LookOver();
        await visit.Button("sales.order.save").ClickAsync();
        await Expect(visit.Link("sales.return.new")).ToBeVisibleAsync();
        await visit.LookOver();

        await visit.Link("sales.return.new").ClickAsync();
        await Expect(visit.Button("sales.return.save")).ToBeVisibleAsync();
        await visit.LookOver();
        await page.Locator("[name='Form.Lines[0].Quantity']").FillAsync("3");
        await visit.Button("sales.return.save").ClickAsync();
        await visit.ExpectAlertLike("sales.return.more_than_bought");
        await page.Locator("[name='Form.Lines[0].Quantity']").FillAsync("1");
        await visit.Button("sales.return.save").ClickAsync();
        await Expect(page.GetByText(visit.Words["sales.order.return_of"])).ToBeVisibleAsync();
        await visit.LookOver();
        await Over(visit, "/orders");
        await Over(visit, $"/orders?customer={customer}&kind=return");
        await Over(visit, $"/customers/{customer}/adjustments/new");

        await Over(visit, $"/customers/{customer}/contacts/new");
        await page.Locator("#purpose").FillAsync("新茶到货");
        await page.Locator("#next-step").FillAsync("寄样品");
        await visit.Button("contact.entry.save").ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/customers/{customer}$"));
        await visit.LookOver();
        await Over(visit, $"/customers/{customer}/tasks/new");
        await page.Locator("#title").FillAsync("回访");
        await visit.Button("contact.task.save").ClickAsync();
        await Expect(visit.Heading("contact.task.change")).ToBeVisibleAsync();
        await visit.LookOver();
        await Over(visit, "/tasks");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "回访" }).First.GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator("dialog[open] textarea").FillAsync("很满意");
        await visit.LookOver();
        await page.Locator("dialog[open] .btn-primary").ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Over(visit, "/tasks?when=done");
        await Expect(page.GetByText("很满意").First).ToBeVisibleAsync();

        await Over(visit, $"/customers/{customer}/complaints/new");
        await page.Locator("#summary").FillAsync("说好周三送到，周五才来！");
        await visit.Button("service.complaint.record").ClickAsync();
        await Expect(visit.Button("service.do.heard")).ToBeVisibleAsync();
        await visit.LookOver();
        await Over(visit, "/complaints");
        await page.GoBackAsync();
        await visit.Button("service.do.heard").ClickAsync();
        await Expect(visit.Button("service.do.judged")).ToBeVisibleAsync();
        await visit.LookOver();

        await Over(visit, "/exchange-rates");
        await page.Locator("[name='Rate.Currency']").SelectOptionAsync("GBP");
        await page.Locator("[name='Rate.ValidFrom']").ClickAsync();
        await page.Locator(".air-datepicker.-active- .air-datepicker-cell.-current-").ClickAsync();
        await page.Locator("[name='Rate.Rate']").FillAsync("9.12");
        await page.Locator("form:has([name='Rate.Rate']) .btn-primary").ClickAsync();
        await Expect(page.GetByText("1 GBP = 9.1200 CNY")).ToBeVisibleAsync();
        await visit.LookOver();
    }

    private static async Task Over(Visit visit, string path)
    {
        await visit.Go(path);
        await visit.LookOver();
    }

    // The combobox shows what the server found; the choice stays when the form comes back.
    private static async Task Choose(Visit visit, string code)
    {
        var first = visit.Page.Locator("[data-sum-row]").First;
        await first.Locator(".ts-control input").PressSequentiallyAsync(code);
        await first.Locator(".ts-dropdown .option", new() { HasText = code }).ClickAsync();
    }

    private static async Task<string> Made(Visit visit, string url, object body) => await visit.Page.EvaluateAsync<string>(
        "async ([url, body]) => { const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body }); if (!answer.ok) throw new Error(await answer.text()); return await answer.json(); }",
        new[] { url, JsonSerializer.Serialize(body) });
}
