using System.Net;
using System.Text.RegularExpressions;
using Guanxi.Tests.Start;
using Guanxi.Value;

namespace Guanxi.Tests.Value.Behaviour;

[Trait("Row", "INS-6")]
public sealed partial class BehaviourPagesTests(BehaviourFirm firm) : IClassFixture<BehaviourFirm>
{
    [Fact]
    public async Task Each_cell_of_the_cohorts_leads_to_its_customers()
    {
        await firm.Ran();
        using var owner = await Visitor.SignedIn(firm.App);

        foreach (var address in new[] { "/value/behaviour?by=Quarter", "/value/behaviour?by=Quarter&show=returned" })
        {
            var links = Cell().Matches(await owner.Read(address)).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).Distinct().ToList();
            links.Count.ShouldBeGreaterThan(8);
            foreach (var link in links.Take(8)) (await owner.Read(link)).ShouldContain("data-row", customMessage: link);
        }
    }

    [Fact]
    public async Task Each_tab_shows_its_figures()
    {
        await firm.Ran();
        using var owner = await Visitor.SignedIn(firm.App);

        (await owner.Read("/value/behaviour/rhythm")).ShouldContain("data-chart");
        var pairs = await owner.Read("/value/behaviour/baskets");
        pairs.ShouldContain("Product 0");
        (await owner.Read("/value/behaviour/baskets?item=Category&basket=Customer&months=24")).ShouldContain("id=\"pairs-title\"");
        var next = WebUtility.HtmlDecode(Next().Match(pairs).Groups[1].Value);
        (await owner.Read(next)).ShouldContain("data-row", customMessage: next);
        WebUtility.HtmlDecode(await owner.Read("/value/behaviour/channels?days=90")).ShouldContain(" → ");
    }

    [Fact]
    [Trait("Row", "MKT-7")]
    public async Task A_customers_page_asks_for_the_next_product_only_when_told_to()
    {
        await firm.Ran();
        using var owner = await Visitor.SignedIn(firm.App);
        var customer = firm.Customers[0].Id;
        foreach (var candidate in firm.Customers)
            if ((await firm.App.Run(new NextProducts { CustomerId = candidate.Id })).Value.Next.Count > 0) { customer = candidate.Id; break; }
        var best = (await firm.App.Run(new NextProducts { CustomerId = customer })).Value.Next[0];

        (await owner.Read($"/customers/{customer}")).ShouldNotContain($"<strong>{best.Second.Name}</strong>");
        (await owner.Read($"/customers/{customer}?next=Product")).ShouldContain($"<strong>{best.Second.Name}</strong>");
    }

    [Fact]
    public async Task Before_the_first_run_every_page_says_what_to_do()
    {
        await using var fresh = await FewDataTests.NewFirm.Open();
        using var owner = await Visitor.SignedIn(fresh.App);
        foreach (var page in new[] { "", "/rhythm", "/baskets", "/channels" })
            (await owner.Read("/value/behaviour" + page)).ShouldContain("class=\"blank\"", customMessage: page);
    }

    [GeneratedRegex("""<a href="(/value/behaviour/customers[^"]+)">""")]
    private static partial Regex Cell();

    [GeneratedRegex("""href="(/value/behaviour/next[^"]+)""")]
    private static partial Regex Next();
}
