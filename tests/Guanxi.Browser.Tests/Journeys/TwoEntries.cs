using System.Text.Json;
using System.Text.RegularExpressions;

namespace Guanxi.Browser.Tests.Journeys;

/// <summary>A customer who was entered twice becomes one, and two again.</summary>
public sealed class TwoEntries(Chromium chromium, FirmWithPeople firm) : IClassFixture<FirmWithPeople>
{
    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task Two_entries_of_one_customer_are_merged_and_parted_again(Look look)
    {
        await using var visit = await chromium.Visit(firm.Server, look);
        await visit.SignIn(FirmWithPeople.Owner, FirmWithPeople.Password);
        var (page, name) = (visit.Page, $"周明远{look.Language}{look.Width}");
        var phone = $"1380013{(look.Language == "en" ? 1 : 2)}{look.Width % 1000:000}";
        var stays = await Made(visit, "/api/customers", new { name, kind = "individual", city = "杭州", tags = "茶友" });
        var goes = await Made(visit, "/api/customers", new { name, kind = "individual", phone, city = "宁波", tags = "茶友, 展会" });
        var order = await Made(visit, $"/api/customers/{goes}/orders", new { currency = "CNY", lines = new[] { new { description = "明前龙井", quantity = 2, price = 128.5 } } });
        await Made(visit, $"/api/customers/{stays}/orders", new { currency = "CNY", lines = new[] { new { description = "铁观音", quantity = 1, price = 80 } } });

        // From the customer's page: who looks alike is offered.
        await visit.Go($"/customers/{stays}");
        await visit.Link("customers.merge.with").ClickAsync();
        await Expect(visit.Heading("customers.merge.choose")).ToBeVisibleAsync();
        await visit.LookOver();
        await page.Locator($"a[href='/customers/{stays}/merge?with={goes}']").ClickAsync();

        // Side by side: what is known before what isn't, and the city as it should be.
        await Expect(visit.Button("customers.merge.do")).ToBeVisibleAsync();
        var city = page.GetByRole(AriaRole.Group, new() { Name = visit.Words["customers.field.city"] });
        await Expect(page.Locator("input[type=radio][value=Phone]")).ToBeCheckedAsync();
        await Expect(page.GetByText(visit.Words["sales.merge.order"])).ToBeVisibleAsync();
        await visit.LookOver();
        await city.GetByText("杭州").ClickAsync();
        await Expect(page.Locator("input[type=radio][value=City]")).Not.ToBeCheckedAsync();
        await visit.Button("customers.merge.do").ClickAsync();

        // One customer with what both had.
        await Expect(page).ToHaveURLAsync(new Regex($"/customers/{stays}$"));
        await Expect(visit.Text("customers.merge.done")).ToBeVisibleAsync();
        await Expect(visit.Button("customers.merge.undo_of", name)).ToBeVisibleAsync();
        await Expect(page.Locator($"a[href='tel:+86{phone}']")).ToBeVisibleAsync();
        await visit.LookOver();
        await visit.Go($"/orders?customer={stays}");
        await Expect(page.Locator($"a[href='/customers/{stays}/orders/{order}']").First).ToBeVisibleAsync();

        // The old address and the old phone lead to it.
        (await visit.Go($"/customers/{goes}")).ShouldBe(200);
        await Expect(page).ToHaveURLAsync(new Regex($"/customers/{stays}$"));
        await visit.Go("/customers");
        await visit.Search(phone);
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(1);

        await visit.Go($"/customers/{stays}/history");
        await visit.LookOver();
        await visit.Button("customers.merge.undo_of", name).ClickAsync();
        await Expect(visit.Text("customers.merge.undone")).ToBeVisibleAsync();
        await visit.LookOver();

        // Two again, each with its own.
        (await visit.Go($"/customers/{goes}/orders/{order}")).ShouldBe(200);
        await Expect(page).ToHaveURLAsync(new Regex($"/customers/{goes}/orders/{order}$"));
        await visit.Go($"/customers/{stays}");
        await Expect(page.Locator($"a[href='tel:+86{phone}']")).ToHaveCountAsync(0);
        await Expect(visit.Button("customers.merge.undo_of", name)).ToHaveCountAsync(0);
    }

    private static async Task<string> Made(Visit visit, string url, object body) => await visit.Page.EvaluateAsync<string>(
        "async ([url, body]) => { const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body }); if (!answer.ok) throw new Error(await answer.text()); return await answer.json(); }",
        new[] { url, JsonSerializer.Serialize(body) });
}
