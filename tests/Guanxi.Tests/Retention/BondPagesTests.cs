using System.Net;
using System.Text.RegularExpressions;
using Guanxi.Retention.Bonds;
using Guanxi.Retention.Bonds.Ties;
using Guanxi.Tests.Customers;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Retention;

[Trait("Row", "VAL-7")]
public sealed partial class BondPagesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    [Trait("Row", "LOY-5")]
    public async Task Barriers_are_recorded_changed_renewed_and_ended_on_pages_in_both_languages()
    {
        var customer = (await app.Known(CustomersGiven.Customer("Bound"))).Id;
        await app.Face(customer, grade: "major", value: 5_000);
        using var owner = await Visitor.SignedIn(app);
        var (page, today) = ($"/customers/{customer}/bonds", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        Dictionary<string, string> Entry(DateOnly from, DateOnly? until) => new()
        {
            ["Form.Form"] = "ServiceContract", ["Form.Words"] = "SC-12", ["Form.Strength"] = "Strong", ["Form.FromOn"] = from.ToString("O"), ["Form.ExpiresOn"] = until?.ToString("O") ?? "",
        };

        (await owner.Submit($"{page}/new", "bond", Entry(today.AddYears(-1), today.AddDays(30)))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var first = (await Records()).ShouldHaveSingleItem().Bond.Id;
        (await owner.Read($"/customers/{customer}")).ShouldContain($"{page}/new?renews={first}", Case.Sensitive, "what ends soon can be renewed from the card");
        (await owner.Read("/bonds/ending")).ShouldContain(page);
        var change = Entry(today.AddYears(-1), today.AddDays(40));
        change.Remove("Form.Form");
        (await owner.Submit($"{page}/{first}", "bond", change)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await owner.Read($"{page}/new?renews={first}")).ShouldContain(today.AddDays(41).ToString("O"), Case.Sensitive, "a renewal begins where the one before it stops");
        (await owner.Submit($"{page}/new?renews={first}", "bond", Entry(today.AddDays(41), today.AddDays(400)))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var second = (await Records())[0].Bond;
        second.ShouldSatisfyAllConditions(b => b.RenewsId.ShouldBe(first), b => b.Form.ShouldBe(BondForm.ServiceContract));
        (await owner.Read("/bonds/ending")).ShouldNotContain(page);
        (await owner.Submit(page, "end-bond", new() { ["Ending.BondId"] = second.Id.ToString(), ["Ending.Reason"] = "They withdrew" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Records())[0].Bond.EndReason.ShouldBe("They withdrew");
        var refused = await owner.Submit($"{page}/new", "bond", Entry(today, today.AddDays(-1)));
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("id=\"expires-on-error\"");
        (await owner.Submit("/settings/ties", "tie-rules", [], ("Form.Wanted", "major.Structural"), ("Form.Wanted", "small.Social"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.Run(new TieRulesNow())).Value.ShouldSatisfyAllConditions(r => r.Major.ShouldBe([TieLevel.Structural]), r => r.Minor.ShouldBeEmpty(), r => r.Small.ShouldBe([TieLevel.Social]));

        foreach (var language in Texts.Languages)
        {
            owner.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
            owner.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            foreach (var url in (string[])
            [
                $"/customers/{customer}", page, $"{page}/new", $"{page}/new?renews={first}", $"{page}/{first}", "/bonds", "/bonds/ending?days=365&barrier=contractual", "/bonds/customers?grade=major&level=financial&has=true",
                "/bonds/customers?has=false", "/settings/ties", "/settings/warnings", "/warnings",
            ])
                Missing().Matches(await owner.Read(url)).Select(m => m.Value).ShouldBeEmpty($"{url} in {language}");
        }
        (await owner.Read("/bonds")).ShouldContain("/bonds/customers?grade=major");

        async Task<IReadOnlyList<BondRecord>> Records() => (await app.Run(new BondHistory { CustomerId = customer })).Value;
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task Who_may_not_edit_reads_only()
    {
        var customer = (await app.Known(CustomersGiven.Customer("Read"))).Id;
        using var service = await Visitor.SignedIn(app, "service");

        (await service.Read($"/customers/{customer}")).ShouldNotContain("/bonds/new");
        (await service.Read($"/customers/{customer}/bonds")).ShouldNotContain("end-bond");
        (await service.Http.GetAsync($"/customers/{customer}/bonds/new", TestContext.Current.CancellationToken)).StatusCode.ShouldNotBe(HttpStatusCode.InternalServerError);
        (await service.Http.GetAsync("/settings/ties", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [GeneratedRegex(@"\[[a-z]+\.[a-z_.]+\]")]
    private static partial Regex Missing();
}
