using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guanxi.Customers;
using Guanxi.Tests.Start;
using Guanxi.Value;
using Guanxi.Value.Components;

namespace Guanxi.Tests.Value;

[Trait("Row", "VAL-1")]
public sealed partial class ComponentPagesTests(ComponentFirm firm) : IClassFixture<ComponentFirm>
{
    [Fact]
    public async Task Every_part_of_a_customers_value_opens_its_transactions_which_lead_to_pages_that_are_there()
    {
        await firm.Ran();
        using var owner = await Visitor.SignedIn(firm.App);
        var customer = firm.Referrers.Values.First();
        var card = await owner.Read($"/customers/{customer}");
        foreach (var part in (ValuePart[])[ValuePart.Historic, ValuePart.Current, ValuePart.Potential]) card.ShouldContain($"/customers/{customer}/value?part={part}");

        var page = await owner.Read($"/customers/{customer}/value");

        foreach (var part in Enum.GetValues<ValuePart>())
        {
            page.ShouldContain($"href=\"/customers/{customer}/value?part={part}#behind\"");
            var behind = WebUtility.HtmlDecode(await owner.Read($"/customers/{customer}/value?part={part}"));
            Unwritten().Matches(behind).Select(m => m.Value).ShouldBeEmpty($"{part}");
            foreach (var link in Row().Matches(behind).Select(m => m.Groups[1].Value).Distinct().Take(4)) (await owner.Http.GetAsync(link, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK, link);
            var rows = (await firm.App.Run(new CustomerTransactions { CustomerId = customer, Part = part, Take = 50 })).Value;
            Row().Count(behind).ShouldBe(rows.Rows.Count(r => r.SourceId is not null), $"{part}");
            if (rows.Rows.Count > 0) behind.ShouldContain(new Money(rows.SumMinor, "CNY").Amount.ToString("N2", System.Globalization.CultureInfo.GetCultureInfo("zh-CN")));
        }
    }

    [Fact]
    public async Task The_dashboard_shows_the_six_and_each_opens_its_customers()
    {
        await firm.Ran();
        using var owner = await Visitor.SignedIn(firm.App);

        var page = await owner.Read("/value");

        page.ShouldContain("components-title");
        foreach (var part in ComponentFigure.All)
        {
            page.ShouldContain($"href=\"/value/components?part={part}\"");
            var most = (await firm.App.Run(new ComponentCustomers { Part = part, Take = 50 })).Value.Most;
            Row().Count(await owner.Read($"/value/components?part={part}")).ShouldBe(most.Count, $"{part}");
        }
    }

    [Fact]
    [Trait("Row", "PLT-4")]
    public async Task The_api_says_the_same()
    {
        await firm.Ran();
        using var owner = await Visitor.SignedIn(firm.App);
        var customer = firm.Referrers.Values.First();
        var view = (await firm.App.Run(new CustomerComponents { CustomerId = customer })).Value;

        using var components = JsonDocument.Parse(await owner.Read($"/api/customers/{customer}/value/components"));
        using var behind = JsonDocument.Parse(await owner.Read($"/api/customers/{customer}/value/transactions?part=Current&take=1000"));
        using var all = JsonDocument.Parse(await owner.Read("/api/value/components"));
        using var most = JsonDocument.Parse(await owner.Read("/api/value/components/customers?part=Referral&take=3"));

        components.RootElement.GetProperty("components").EnumerateArray().Sum(c => c.GetProperty("amountMinor").GetInt64()).ShouldBe(view.TotalMinor);
        behind.RootElement.GetProperty("rows").EnumerateArray().Sum(r => r.GetProperty("amountMinor").GetInt64()).ShouldBe(view.CurrentMinor);
        all.RootElement.GetProperty("components").GetArrayLength().ShouldBe(6);
        most.RootElement.GetProperty("most").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Who_has_no_value_yet_is_told_so()
    {
        await firm.Ran();
        var newcomer = await Guanxi.Tests.Customers.CustomersGiven.Registered(firm.App, "Newcomer");
        using var owner = await Visitor.SignedIn(firm.App);

        (await owner.Read($"/customers/{newcomer}/value?part=Historic")).ShouldNotContain("by-origin");
        (await firm.App.Run(new CustomerComponents { CustomerId = newcomer })).Value.AsOf.ShouldBeNull();
        (await firm.App.Run(new CustomerTransactions { CustomerId = newcomer })).Value.Rows.ShouldBeEmpty();
    }

    [GeneratedRegex("""\[[a-z_]+\.[a-z_.]+\]""")]
    private static partial Regex Unwritten();

    [GeneratedRegex("""<a data-row href="([^"]+)["]""")]
    private static partial Regex Row();
}
