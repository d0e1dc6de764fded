using System.Text.Json;
using System.Text.RegularExpressions;

namespace Guanxi.Browser.Tests.Journeys;

/// <summary>Who decides at an organisation, who reports to whom, and to which group it belongs.</summary>
public sealed class WhoDecides(Chromium chromium, FirmWithPeople firm) : IClassFixture<FirmWithPeople>
{
    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task From_a_new_organisation_to_its_people_and_its_parent_company(Look look)
    {
        await using var visit = await chromium.Visit(firm.Server, look);
        await visit.SignIn(FirmWithPeople.Owner, FirmWithPeople.Password);
        var (page, sign) = (visit.Page, $"{look.Language}{look.Width}");
        var parent = await Made(visit, new { name = $"青屿集团{sign}", kind = "organisation" });

        // What is rarely known is folded away until somebody wants it; provinces and cities are offered.
        await visit.Go("/customers/new?kind=organisation");
        await page.Locator("#name").FillAsync($"青屿茶业{sign}");
        await page.Locator("#city").FocusAsync();
        await Expect(page.Locator("#cities option[value='杭州市']")).ToHaveCountAsync(1);
        await page.Locator("#city").FillAsync("杭州市");
        await page.Locator("#district").FocusAsync();
        await Expect(page.Locator("#province")).ToHaveValueAsync("浙江省");
        await Expect(page.Locator("#credit-limit")).ToBeHiddenAsync();
        await page.GetByText(visit.Words["customers.form.more_firm"]).ClickAsync();
        await page.Locator("#staff-band").SelectOptionAsync("to_50");
        await page.Locator("#credit-limit").FillAsync("80000");
        await visit.LookOver();
        await visit.Button("customers.new.save").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/customers/[0-9]+$"));
        var customer = new Uri(page.Url).AbsolutePath;
        await Expect(page.GetByText("80,000")).ToBeVisibleAsync();
        await visit.LookOver();

        // The one who decides, then somebody below.
        await visit.Link("customers.people.add").ClickAsync();
        await page.Locator("#person-name").FillAsync("单总");
        await page.Locator("#role").SelectOptionAsync("DecisionMaker");
        await page.Locator("#attitude").SelectOptionAsync("Opponent");
        await page.Locator("#phones").FillAsync($"1390000{look.Width:0000}");
        await visit.LookOver();
        await visit.Button("customers.people.save").ClickAsync();
        await Expect(page.Locator(".org-tree")).ToContainTextAsync("单总");
        await Expect(page.GetByText(visit.Words["customers.people.warning.decision_maker_against", "单总"])).ToBeVisibleAsync();
        await visit.Link("customers.people.add").ClickAsync();
        await page.Locator("#person-name").FillAsync("仇采购");
        await page.Locator("#role").SelectOptionAsync("Buyer");
        await page.Locator("#reports-to").SelectOptionAsync(new SelectOptionValue { Label = "单总" });
        await visit.Button("customers.people.save").ClickAsync();
        await Expect(page.Locator(".org-tree .org-tree")).ToContainTextAsync("仇采购");
        await visit.LookOver();

        // He changes his mind, and the record says so.
        await visit.Link("customers.people.change_of", "单总").ClickAsync();
        await page.Locator("#attitude").SelectOptionAsync("Supporter");
        await visit.Button("customers.people.save").ClickAsync();
        await Expect(page.Locator(".people-warnings")).ToHaveCountAsync(0);
        await visit.Link("customers.people.change_of", "单总").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = visit.Words["customers.attitude.opponent"] })).ToBeVisibleAsync();
        await visit.LookOver();

        // By reading of the surname and by phone the organisation is found.
        foreach (var typed in new[] { "shanzong", $"0000{look.Width:0000}" })
        {
            await visit.Go("/customers");
            await visit.Search(typed);
            await Expect(page.GetByText($"青屿茶业{sign}").First).ToBeVisibleAsync();
        }

        // Who leaves stays on record.
        await visit.Go($"{customer}/people");
        await visit.Button("customers.people.leave_of", "仇采购").ClickAsync();
        await page.Locator("#person-left").GetByRole(AriaRole.Button, new() { Name = visit.Words["customers.people.leave"], Exact = true }).ClickAsync();
        await Expect(visit.Heading("customers.people.left_title")).ToBeVisibleAsync();
        await visit.LookOver();

        // The parent company, chosen by typing.
        await visit.Go($"{customer}/links");
        await visit.LookOver();
        await page.Locator("#relation").SelectOptionAsync("Parent");
        await page.Locator("#other-ts-control").FillAsync($"青屿集团{sign}");
        await page.Locator(".ts-dropdown [role=option]").Filter(new() { HasText = $"青屿集团{sign}" }).ClickAsync();
        await visit.Button("customers.link.add").ClickAsync();
        await Expect(visit.Text("customers.link.added")).ToBeVisibleAsync();
        await Expect(page.Locator("chart-canvas svg")).ToBeVisibleAsync();
        await visit.LookOver();
        await visit.Go($"/customers/{parent}");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = $"青屿茶业{sign}" }).First).ToBeVisibleAsync();
        await visit.LookOver();
    }

    private static async Task<string> Made(Visit visit, object body) => await visit.Page.EvaluateAsync<string>(
        "async body => { const answer = await fetch('/api/customers', { method: 'POST', headers: { 'content-type': 'application/json' }, body }); if (!answer.ok) throw new Error(await answer.text()); return await answer.json(); }",
        JsonSerializer.Serialize(body));
}
