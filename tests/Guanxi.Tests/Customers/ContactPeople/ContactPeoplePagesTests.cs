using System.Net;
using Guanxi.Customers;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Customers.ContactPeople;

[Trait("Row", "CUS-2")]
public sealed class ContactPeoplePagesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_contact_is_added_changed_marked_as_left_and_taken_back_on_pages()
    {
        var firm = await app.Firm("页面公司");
        using var visitor = await Visitor.SignedIn(app);
        (await visitor.Read($"/customers/{firm}")).ShouldContain("还没有登记联系人");

        using (var added = await visitor.Submit($"/customers/{firm}/people/new", "person", new() { ["Form.Name"] = "何经理", ["Form.Role"] = "DecisionMaker", ["Form.Attitude"] = "Supporter", ["Form.Phones"] = "13811119999" }))
            added.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var person = (await app.People(firm)).People.Single();
        (await visitor.Read($"/customers/{firm}")).ShouldContain("何经理");

        using (var changed = await visitor.Submit($"/customers/{firm}/people/{person.Id}", "person", new() { ["Form.Name"] = "何总监", ["Form.Role"] = "", ["Form.Attitude"] = "Neutral" }))
            changed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.People(firm)).People.Single().ShouldSatisfyAllConditions(p => p.Name.ShouldBe("何总监"), p => p.Role.ShouldBeNull());
        (await visitor.Read($"/customers/{firm}/people/{person.Id}")).ShouldContain("何经理");

        using (var left = await visitor.Submit($"/customers/{firm}/people", "left", new() { ["Leaving.PersonId"] = $"{person.Id}", ["Leaving.LeftOn"] = "2026-03-02" }))
            left.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.People(firm)).Left.Single().LeftOn.ShouldBe(new(2026, 3, 2));
        using (var back = await visitor.Submit($"/customers/{firm}/people", $"back-{person.Id}", [])) back.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.People(firm)).People.ShouldHaveSingleItem();
        using (var gone = await visitor.Submit($"/customers/{firm}/people/{person.Id}", "remove", [])) gone.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.People(firm)).People.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_form_says_what_is_wrong_and_keeps_what_was_typed()
    {
        var firm = await app.Firm("拒绝公司");
        using var visitor = await Visitor.SignedIn(app);

        using var refused = await visitor.Submit($"/customers/{firm}/people/new", "person", new() { ["Form.Name"] = "留住我", ["Form.Phones"] = "call me", ["Form.Attitude"] = "Unknown" });

        refused.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        page.ShouldContain("留住我");
        page.ShouldContain("phones-error");
    }

    [Fact]
    public async Task The_api_speaks_the_same_words()
    {
        var firm = await app.Firm("接口公司");
        using var visitor = await Visitor.SignedIn(app);
        using var made = await visitor.Http.PostAsync($"/api/customers/{firm}/people", new StringContent("""{"name":"接口人","role":"buyer","attitude":"neutral","phones":"13811110000"}""", null, "application/json"), TestContext.Current.CancellationToken);
        made.StatusCode.ShouldBe(HttpStatusCode.Created);

        var people = await visitor.Api<PeopleAtCustomer>($"/api/customers/{firm}/people");

        people!.People.Single().ShouldSatisfyAllConditions(p => p.Role.ShouldBe(BuyingRole.Buyer), p => p.Phones.ShouldBe(["+8613811110000"]));
        people.Warnings.ShouldContain(w => w.Code == "no_decision_maker");
    }
}
