using System.Text.Json.Nodes;
using Guanxi.Customers;
using Guanxi.Staff;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Customers;

/// <summary>Who sees phone and e-mail masked can't find the hidden part out by searching for it: only what is complete finds.</summary>
[Trait("Row", "RSK-1")]
[Trait("Row", "CUS-7")]
public sealed class HiddenDigitsTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly Actor Clerk = GuanxiApp.Someone(Scope.All, CustomersRights.Read);
    private static readonly Actor Agent = GuanxiApp.Someone(Scope.All, CustomersRights.Read, KernelRights.Personal);

    [Fact]
    public async Task A_fragment_finds_for_who_may_read_it_and_for_nobody_else()
    {
        await app.Registered("藏号甲", c => (c.Phone, c.Email) = ("13957311846", "secretbox@hidden-firm.test"));

        foreach (var typed in (string[])["5731", "1395", "+86 139 5731", "1395731184", "5731 1846", "藏号 5731", "secretbox", "secretbox@hidden", "hidden"])
        {
            (await app.Names(new CustomerList { Q = typed }, Agent)).ShouldBe(["藏号甲"], typed);
            (await app.Names(new CustomerList { Q = typed }, Clerk)).ShouldBeEmpty(typed);
            (await app.Names(new CustomerList { Q = typed, Sort = "name", Kind = CustomerKind.Individual }, Clerk)).ShouldBeEmpty(typed);
            (await app.Run(new CustomerList { Q = typed }, Clerk with { Scope = Scope.Team })).Value.Total!.Count.ShouldBe(0, typed);
        }
    }

    [Fact]
    public async Task What_is_complete_finds_for_everybody_and_everyone_who_shares_it()
    {
        await app.Registered("全号甲", c => (c.Phone, c.Email) = ("18866002222", "Whole@open-firm.test"));
        await app.Registered("全号乙", c => (c.Phone, c.EvenIfKnown) = ("18866002222", true));

        foreach (var typed in (string[])["18866002222", "188 6600-2222", "+86 188 6600 2222"])
            (await app.Names(new CustomerList { Q = typed }, Clerk)).ShouldBe(["全号乙", "全号甲"], typed);
        (await app.Names(new CustomerList { Q = "whole@Open-firm.test" }, Clerk)).ShouldBe(["全号甲"]);
        (await app.Names(new CustomerList { Q = "18866002222", Sort = "name" }, Agent)).ShouldBe(["全号甲", "全号乙"]);
    }

    [Fact]
    public async Task Names_and_codes_find_by_fragments_as_ever()
    {
        await app.Registered("李明丙4711", c => c.Code = "KX-8812-77");

        foreach (var typed in (string[])["李明丙", "4711", "liming", "8812", "881277", "KX-8812"]) (await app.Names(new CustomerList { Q = typed }, Clerk)).ShouldBe(["李明丙4711"], typed);
    }

    [Fact]
    public async Task The_list_the_palette_that_leads_to_it_and_the_API_say_the_same()
    {
        var unit = (await app.Run(new UnitTree())).Value[0].Id;
        await app.Given(CustomersGiven.Customer("藏号丁", unit: unit, phone: "13857463333"));
        using var visitor = await Visitor.SignedIn(app, "clerk", unit);

        (await visitor.Read("/customers?q=5746")).ShouldNotContain("藏号丁");
        JsonNode.Parse(await visitor.Read("/api/customers?q=5746"))!["rows"]!.AsArray().ShouldBeEmpty();
        (await visitor.Read("/customers?q=138+5746+3333")).ShouldContain("藏号丁");
        JsonNode.Parse(await visitor.Read("/api/customers?q=13857463333"))!["rows"]!.AsArray().Count.ShouldBe(1);
    }
}
