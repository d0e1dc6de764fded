using System.Net;
using Guanxi.Jobs;
using Guanxi.Staff;
using Guanxi.Staff.People;
using Guanxi.Staff.Roles;
using Guanxi.Staff.SignIn;
using Guanxi.Staff.Units;
using Guanxi.Tests.Start;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Staff;

[Trait("Row", "RSK-1")]
public sealed class PeopleTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_stand_in_the_order_of_their_names_as_they_are_read()
    {
        foreach (var name in new[] { "赵六", "陈二", "Anna", "王五" })
            (await app.Run(new Hire { Name = name, UserName = $"u{Ids.Next()}", Role = "sales", Password = Guanxi.Tests.Start.Visitor.Password })).Ok.ShouldBeTrue();

        (await app.Run(new Colleagues())).Value.Select(p => p.Name).Where(n => n is "赵六" or "陈二" or "Anna" or "王五").ShouldBe(["陈二", "王五", "赵六", "Anna"]);
        (await app.Run(new Guanxi.Staff.People.PeopleList())).Value.Select(p => p.Name).Where(n => n is "赵六" or "陈二" or "Anna" or "王五").ShouldBe(["陈二", "王五", "赵六", "Anna"]);
    }

    [Fact]
    public async Task A_user_name_is_given_once_whatever_its_case()
    {
        var name = $"lin{Ids.Next()}";
        _ = (await app.Run(new Hire { Name = "Lin", UserName = name, Role = "sales" })).Value;

        var outcome = await app.Run(new Hire { Name = "Lin Two", UserName = $" {name.ToUpperInvariant()} ", Role = "sales" });

        outcome.Refusal.ShouldBe("staff.person.user_name_taken");
        outcome.Fields.ShouldContainKey("UserName");
    }

    [Fact]
    public async Task Nobody_gives_a_role_that_can_do_more_than_they_can()
    {
        var outcome = await app.Run(new Hire { Name = "Friend", UserName = $"friend{Ids.Next()}", Role = "owner" }, GuanxiApp.Someone(Scope.All, StaffRights.Read, StaffRights.Edit));

        outcome.Refusal.ShouldBe("staff.role.beyond_own");
    }

    [Fact]
    public async Task Nobody_takes_over_someone_who_can_do_more()
    {
        var owner = await Hire("owner");

        var outcome = await app.Run(new MakePasswordLink { PersonId = owner }, GuanxiApp.Someone(Scope.All, StaffRights.Read, StaffRights.Edit));

        outcome.Refusal.ShouldBe("staff.role.beyond_own");
    }

    [Fact]
    public async Task A_manager_of_a_shop_reaches_its_people_and_no_others()
    {
        var north = (await app.Run(new OpenUnit { Name = $"North {Ids.Next()}", Kind = UnitKind.Region })).Value;
        var shop = (await app.Run(new OpenUnit { Name = "Shop", Kind = UnitKind.Shop, ParentId = north })).Value;
        var (inside, outside) = (await Hire("clerk", shop), await Hire("clerk"));
        var manager = await Acting(await Hire("manager", north));

        (await app.Run(new PersonDetails { PersonId = inside }, manager)).Ok.ShouldBeTrue();
        (await app.Run(new PersonDetails { PersonId = outside }, manager)).Refusal.ShouldBe("staff.person.not_found");
        (await app.Run(new PeopleList(), manager)).Value.Select(p => p.Id).ShouldBe([inside, manager.Id], ignoreOrder: true);
    }

    [Fact]
    public async Task The_last_owner_stays()
    {
        await using var other = new GuanxiApp();
        await other.InitializeAsync();
        var owner = (await other.Run(new Hire { Name = "Only", UserName = "only", Role = "owner" })).Value;

        (await other.Run(new LetGo { PersonId = owner })).Refusal.ShouldBe("staff.person.last_owner");
        (await other.Run(new EditPerson { PersonId = owner, Name = "Only", Role = "clerk", UnitId = (await other.Run(new UnitTree())).Value[0].Id })).Refusal.ShouldBe("staff.person.last_owner");

        _ = (await other.Run(new Hire { Name = "Next", UserName = "next", Role = "owner" })).Value;
        (await other.Run(new LetGo { PersonId = owner })).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_leaves_is_out_at_the_next_click()
    {
        using var visitor = await Visitor.SignedIn(app, "clerk");
        var me = (await visitor.Api<ProfileId>("/api/me"))!.Id;
        (await visitor.Http.GetAsync("/profile", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

        _ = (await app.Run(new LetGo { PersonId = me })).Value;

        (await visitor.Http.GetAsync("/profile", Ct)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.Run(new Colleagues())).Value.ShouldNotContain(p => p.Id == me);
        (await app.Run(new Colleagues { WithFormer = true })).Value.ShouldContain(p => p.Id == me && !p.Active);
    }

    [Fact]
    public async Task A_password_link_opens_once_and_signs_in()
    {
        var name = $"new{Ids.Next()}";
        var person = (await app.Run(new Hire { Name = "New", UserName = name, Role = "sales" })).Value;
        var link = (await app.Run(new MakePasswordLink { PersonId = person })).Value.Path;
        using var visitor = new Visitor(await app.Http());
        var entries = new Dictionary<string, string> { ["Form.Password"] = Visitor.Password, ["Form.Again"] = Visitor.Password };

        (await visitor.Submit(link, "choose-password", entries)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await visitor.Http.GetAsync("/profile", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var second = new Visitor(await app.Http());
        (await second.Read(link)).ShouldContain("此链接已失效");
        (await second.SignIn(name, Visitor.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_newer_password_link_closes_the_older_one()
    {
        var person = await Hire("sales");
        var older = (await app.Run(new MakePasswordLink { PersonId = person })).Value.Path;
        _ = (await app.Run(new MakePasswordLink { PersonId = person })).Value;

        (await app.Run(new PasswordLinkOwner { Token = older.Split('=')[1] }, Actor.Nobody)).Refusal.ShouldBe("staff.link.used_up");
    }

    [Fact]
    public async Task Two_administrators_on_one_person_the_second_sees_that_something_changed()
    {
        var person = await Hire("sales");
        var seen = (await app.Run(new PersonDetails { PersonId = person })).Value;
        _ = (await app.Run(new EditPerson { PersonId = person, Name = "First", Role = "sales", UnitId = seen.UnitId, Version = seen.Version })).Value;

        (await app.Run(new EditPerson { PersonId = person, Name = "Second", Role = "sales", UnitId = seen.UnitId, Version = seen.Version })).Refusal.ShouldBe("staff.person.changed_meanwhile");
    }

    [Fact]
    public async Task A_unit_with_people_or_units_does_not_close()
    {
        var region = (await app.Run(new OpenUnit { Name = $"R {Ids.Next()}", Kind = UnitKind.Region })).Value;
        var shop = (await app.Run(new OpenUnit { Name = "Shop", Kind = UnitKind.Shop, ParentId = region })).Value;
        var clerk = await Hire("clerk", shop);

        (await app.Run(new EditUnit { UnitId = region, Name = "R", Open = false })).Refusal.ShouldBe("staff.unit.has_units");
        (await app.Run(new EditUnit { UnitId = shop, Name = "Shop", Open = false })).Refusal.ShouldBe("staff.unit.has_people");
        _ = (await app.Run(new LetGo { PersonId = clerk })).Value;
        (await app.Run(new EditUnit { UnitId = shop, Name = "Shop", Open = false })).Ok.ShouldBeTrue();
        (await app.Run(new UnitTree())).Value.ShouldNotContain(u => u.Id == shop);
        (await app.Run(new Hire { Name = "Late", UserName = $"late{Ids.Next()}", Role = "clerk", UnitId = shop })).Refusal.ShouldBe("staff.unit.not_found");
    }

    [Fact]
    public async Task Units_come_each_after_the_one_above_it()
    {
        var region = (await app.Run(new OpenUnit { Name = $"R {Ids.Next()}", Kind = UnitKind.Region })).Value;
        _ = (await app.Run(new OpenUnit { Name = $"Other {Ids.Next()}" })).Value;
        var shop = (await app.Run(new OpenUnit { Name = "Late shop", Kind = UnitKind.Shop, ParentId = region })).Value;

        var tree = (await app.Run(new UnitTree())).Value.ToList();

        tree[0].Depth.ShouldBe(0);
        foreach (var unit in tree.Skip(1)) tree.FindIndex(u => u.Id == unit.ParentId).ShouldBeLessThan(tree.IndexOf(unit));
        tree[tree.FindIndex(u => u.Id == shop) - 1].Id.ShouldBe(region);
    }

    [Fact]
    public async Task A_role_of_the_firms_own_counts_at_the_next_request_and_goes_when_nobody_has_it()
    {
        var name = $"Cashier {Ids.Next()}";
        var role = (await app.Run(new EditRole { Name = name, Scope = Scope.Team, Rights = [StaffRights.Read] })).Value;
        var person = await Hire(name);
        (await Acting(person)).Rights.ShouldBe([StaffRights.Read]);

        _ = (await app.Run(new EditRole { RoleId = role, Name = name, Scope = Scope.All, Rights = [StaffRights.Read, StaffRights.Keys] })).Value;

        (await Acting(person)).Scope.ShouldBe(Scope.All);
        (await app.Run(new RemoveRole { RoleId = role })).Refusal.ShouldBe("staff.role.has_people");
        (await app.Run(new EditPerson { PersonId = person, Name = "P", Role = "sales", UnitId = (await app.Run(new UnitTree())).Value[0].Id })).Ok.ShouldBeTrue();
        (await app.Run(new RemoveRole { RoleId = role })).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Built_in_roles_are_neither_changed_nor_removed()
    {
        var sales = (await app.Run(new RoleList())).Value.Single(r => r.Name == "sales");

        (await app.Run(new EditRole { RoleId = sales.Id, Name = "sales", Rights = [] })).Refusal.ShouldBe("staff.role.built_in");
        (await app.Run(new RemoveRole { RoleId = sales.Id })).Refusal.ShouldBe("staff.role.built_in");
    }

    [Fact]
    public async Task A_role_with_a_right_that_nobody_knows_is_refused() =>
        (await app.Run(new EditRole { Name = $"X {Ids.Next()}", Rights = ["customers.raed"] })).Refusal.ShouldBe("staff.role.right_unknown");

    private async Task<Id<Person>> Hire(string role, Id<Unit>? unit = null) =>
        (await app.Run(new Hire { Name = role, UserName = $"{role}{Ids.Next()}", Role = role, UnitId = unit })).Value;

    private async Task<Actor> Acting(Id<Person> id) => (await app.Services.GetRequiredService<IActors>().Find(id, Ct))!;

    private sealed record ProfileId(Id<Person> Id);
}
