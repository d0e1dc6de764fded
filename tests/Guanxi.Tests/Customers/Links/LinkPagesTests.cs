using System.Net;
using Guanxi.Customers;
using Guanxi.Tests.Customers.ContactPeople;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Customers.Links;

[Trait("Row", "CUS-11")]
public sealed class LinkPagesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_link_is_recorded_drawn_changed_and_removed_on_its_page()
    {
        var (firm, parent) = (await app.Firm("画图公司"), await app.Firm("画图集团"));
        using var visitor = await Visitor.SignedIn(app);
        (await visitor.Read($"/customers/{firm}")).ShouldContain("还没有登记关联");
        (await visitor.Read($"/customers/{firm}/links")).ShouldNotContain("data-chart");

        using (var added = await visitor.Submit($"/customers/{firm}/links", "link", new() { ["Form.Relation"] = "Parent", ["Form.OtherId"] = $"{parent}", ["Form.SinceOn"] = "2024-05-01" }))
            added.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var link = (await app.Run(new LinksOfCustomer { CustomerId = firm })).Value.Single();
        (await visitor.Read($"/customers/{firm}")).ShouldContain("画图集团");
        (await visitor.Read($"/customers/{parent}")).ShouldContain("画图公司");
        (await visitor.Read($"/customers/{firm}/links")).ShouldContain("data-chart");

        using (var changed = await visitor.Submit($"/customers/{firm}/links", "change", new() { ["Changing.LinkId"] = $"{link.Id}", ["Changing.UntilOn"] = "2025-12-31" }))
            changed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.Run(new LinksOfCustomer { CustomerId = firm })).Value.Single().Holds.ShouldBeFalse();
        using (var removed = await visitor.Submit($"/customers/{firm}/links", $"remove-{link.Id}", [])) removed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.Run(new LinksOfCustomer { CustomerId = firm })).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_without_the_other_customer_says_so_and_stays()
    {
        var firm = await app.Firm("漏选公司");
        using var visitor = await Visitor.SignedIn(app);

        using var refused = await visitor.Submit($"/customers/{firm}/links", "link", new() { ["Form.Relation"] = "Partner", ["Form.OtherId"] = "", ["Form.Note"] = "别丢了" });

        refused.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("other-error");
    }

    [Fact]
    public async Task Customers_are_offered_by_what_is_typed_but_not_the_one_itself()
    {
        var firm = await app.Firm("选择茶业");
        await app.Firm("选择茶具");
        using var visitor = await Visitor.SignedIn(app);

        var offered = await visitor.Api<List<Choice>>($"/api/customers/choices?q=选择&except={firm}");

        offered!.ShouldHaveSingleItem().Text.ShouldStartWith("选择茶具");
        (await visitor.Api<List<Choice>>("/api/customers/choices"))!.ShouldBeEmpty();
    }
}
