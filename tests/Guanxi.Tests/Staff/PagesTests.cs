using System.Net;
using Guanxi.Staff;
using Guanxi.Staff.Firm;
using Guanxi.Staff.Keys;
using Guanxi.Staff.People;
using Guanxi.Staff.Roles;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Staff;

[Trait("Row", "RSK-1")]
public sealed class PagesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_owner_opens_every_page_of_settings()
    {
        using var visitor = await Visitor.SignedIn(app);
        var hub = await visitor.Read("/settings");

        foreach (var entry in House.Modules.SelectMany(m => m.Settings))
        {
            hub.ShouldContain($"href=\"{entry.Url}\"");
            (await visitor.Read(entry.Url)).ShouldNotContain("[staff.");
        }
    }

    [Fact]
    public async Task A_clerk_reads_no_page_of_settings()
    {
        using var visitor = await Visitor.SignedIn(app, "clerk");

        foreach (var url in new[] { "/settings/people", "/settings/roles", "/settings/keys" })
            (await visitor.Http.GetAsync(url, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, url);
        (await visitor.Read("/settings/firm")).ShouldNotContain("name=\"Form.Name\"");
    }

    [Fact]
    public async Task Someone_is_added_with_a_link_to_choose_a_password()
    {
        using var visitor = await Visitor.SignedIn(app);
        var name = $"wang{Ids.Next()}";

        using var answer = await visitor.Submit("/settings/people", "hire", new() { ["Form.Name"] = "王芳", ["Form.UserName"] = name, ["Form.Role"] = "sales", ["Form.UnitId"] = (await Firm()).ToString() });

        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("/choose-password?token=");
        (await app.Run(new PeopleList())).Value.Single(p => p.UserName == name).CanSignIn.ShouldBeFalse();
    }

    [Fact]
    public async Task A_refused_form_keeps_what_was_typed_and_says_what_is_wrong()
    {
        using var visitor = await Visitor.SignedIn(app);
        var taken = (await app.Run(new PeopleList())).Value[0].UserName;

        using var answer = await visitor.Submit("/settings/people", "hire", new() { ["Form.Name"] = "李雷", ["Form.UserName"] = taken, ["Form.Role"] = "sales", ["Form.UnitId"] = (await Firm()).ToString() });

        var page = await answer.Content.ReadAsStringAsync(Ct);
        page.ShouldContain("value=\"李雷\"");
        page.ShouldContain("已被使用");
    }

    [Fact]
    public async Task A_person_is_changed_let_go_and_taken_back_on_their_page()
    {
        using var visitor = await Visitor.SignedIn(app);
        var person = (await app.Run(new Hire { Name = "Zhao", UserName = $"zhao{Ids.Next()}", Role = "sales" })).Value;
        var url = $"/settings/people/{person}";

        (await visitor.Submit(url, "person", new() { ["Form.Name"] = "Zhao Min", ["Form.Role"] = "clerk", ["Form.UnitId"] = (await Firm()).ToString() })).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.Run(new PersonDetails { PersonId = person })).Value.ShouldSatisfyAllConditions(p => p.Name.ShouldBe("Zhao Min"), p => p.Role.ShouldBe("clerk"));
        await visitor.Submit(url, "let-go", []);
        (await app.Run(new PersonDetails { PersonId = person })).Value.Active.ShouldBeFalse();
        await visitor.Submit(url, "let-go", []);
        (await app.Run(new PersonDetails { PersonId = person })).Value.Active.ShouldBeTrue();
    }

    [Fact]
    public async Task A_role_takes_the_rights_that_were_ticked()
    {
        using var visitor = await Visitor.SignedIn(app);
        var name = $"Buyer {Ids.Next()}";

        using var answer = await visitor.Submit("/settings/roles/new", "role", new() { ["Form.Name"] = name, ["Form.Scope"] = "Team" },
            ("Form.Rights", "staff.read"), ("Form.Rights", "personal.read"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Ct));
        var role = (await app.Run(new RoleList())).Value.Single(r => r.Name == name);
        role.Rights.ShouldBe(["personal.read", "staff.read"]);
        role.Scope.ShouldBe(Scope.Team);
        (await visitor.Read($"/settings/roles/{role.Id}")).ShouldContain("value=\"staff.read\" checked");
    }

    [Fact]
    public async Task A_unit_is_opened_renamed_and_closed()
    {
        using var visitor = await Visitor.SignedIn(app);
        var name = $"Shop {Ids.Next()}";

        await visitor.Submit("/settings/units", "open-unit", new() { ["Form.Name"] = name, ["Form.Kind"] = "Shop", ["Form.ParentId"] = (await Firm()).ToString() });
        var unit = (await app.Run(new UnitTree())).Value.Single(u => u.Name == name);
        await visitor.Submit("/settings/units", $"rename-{unit.Id}", new() { ["NewName"] = name + "!" });
        (await app.Run(new UnitTree())).Value.Single(u => u.Id == unit.Id).Name.ShouldBe(name + "!");
        await visitor.Submit("/settings/units", $"close-{unit.Id}", []);

        (await app.Run(new UnitTree())).Value.ShouldNotContain(u => u.Id == unit.Id);
    }

    [Fact]
    public async Task A_key_is_shown_once_and_revoked()
    {
        using var visitor = await Visitor.SignedIn(app);
        var name = $"ERP {Ids.Next()}";

        using var answer = await visitor.Submit("/settings/keys", "make-key", new() { ["Form.Name"] = name, ["Form.Days"] = "30" }, ("Form.Scopes", "staff.read"), ("Form.Scopes", "customers.read"));
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("gx_");

        var key = (await app.Run(new ApiKeyList())).Value.Single(k => k.Name == name);
        key.Scopes.ShouldBe(["customers.read", "staff.read"]);
        await visitor.Submit("/settings/keys", $"revoke-{key.Id}", []);
        (await app.Run(new ApiKeyList())).Value.Single(k => k.Name == name).RevokedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_firm_is_named_and_counts_in_its_currency()
    {
        using var visitor = await Visitor.SignedIn(app);

        await visitor.Submit("/settings/firm", "firm", new() { ["Form.Name"] = "茶行", ["Form.BaseCurrency"] = "CNY", ["Form.TimeZone"] = "Asia/Shanghai", ["Form.MarginPercent"] = "42.5" });

        var firm = (await app.Run(new FirmDetails())).Value;
        firm.Name.ShouldBe("茶行");
        firm.BaseCurrency.ShouldBe("CNY");
        firm.MarginShare.ShouldBe(0.425m);
        // Figures are in it from now on: it can be changed, not taken away.
        (await app.Run(new EditFirm { Name = "茶行", BaseCurrency = "" })).Refusal.ShouldBe("staff.firm.currency_missing");
    }

    private async Task<Id<Unit>> Firm() => (await app.Run(new UnitTree())).Value[0].Id;
}
