using System.Text.Json.Nodes;
using Guanxi.Contact;
using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Customers.Finding;
using Guanxi.Sales;
using Guanxi.Service;
using Guanxi.Service.Knowledge;
using Guanxi.Staff;
using Guanxi.Tests.Customers.ContactPeople;
using Guanxi.Tests.Service;
using Guanxi.Tests.Service.Requests;
using Guanxi.Tests.Start;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Customers.Finding;

/// <summary>One search for all kinds of records, each for who has the right to it.</summary>
[Trait("Row", "CUS-7")]
[Trait("Row", "SVC-1")]
[Trait("Row", "SVC-6")]
[Trait("Row", "ENG-1")]
public sealed class SearchPageTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task Each_kind_that_contains_the_words_is_found_and_only_for_who_may_read_it()
    {
        var customer = await app.Registered("白鹭瓷坊");
        await app.Given(ComplaintGiven.Open(customer, CustomersGiven.Noon, words: "白鹭纹的盘子碎了"));
        var (_, kind) = await app.Desk();
        await app.Run(new Guanxi.Service.Requests.Course.RecordRequest { CustomerId = customer, KindId = kind, Title = "补一只白鹭盘", Channel = ServiceChannel.Phone });
        await app.Run(new LogContact { CustomerId = customer, Channel = ContactChannel.Call, Purpose = "问白鹭系列的交期" });
        await app.Run(new Guanxi.Sales.Products.CreateProduct { Code = "BL-1", Name = "白鹭盘" });

        (await Kinds("白鹭")).ShouldBe(["customers.customer", "sales.product", "service.complaint", "service.request", "contact.entry"]);
        (await Kinds("白鹭", CustomersRights.Read)).ShouldBe(["customers.customer"]);
        (await Kinds("白鹭", CustomersRights.Read, ContactRights.Read)).ShouldBe(["customers.customer", "contact.entry"]);
        (await Kinds("白鹭", SalesRights.Read)).ShouldBe(["sales.product"]);
        (await Kinds("   ")).ShouldBeEmpty();
        (await Kinds("蓝鲸")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hit_says_whose_it_is_and_leads_there()
    {
        var customer = await app.Registered("青竹茶行");
        var complaint = await app.Given(ComplaintGiven.Open(customer, CustomersGiven.Noon, words: "龙井受潮结块"));

        var hit = (await app.Run(new SearchEverywhere { Words = "受潮" })).Value.Kinds.ShouldHaveSingleItem().Hits.ShouldHaveSingleItem();

        hit.Note.ShouldBe("青竹茶行");
        hit.Text.ShouldBe("龙井受潮结块");
        hit.Url.ShouldBe($"/customers/{customer}/complaints/{complaint.Id}");
    }

    [Fact]
    public async Task An_organisation_found_by_somebody_there_says_by_whom()
    {
        var firm = await app.Firm("沧浪机电");
        await app.Person(firm, "欧阳静", p => p.Phones = "13912345678");
        await app.Person(firm, "沧海");

        (await Note("欧阳")).ShouldContain(Works("欧阳静"));
        (await Note("ouyang")).ShouldContain(Works("欧阳静"));
        (await Note("13912345678")).ShouldContain(Works("欧阳静"));
        (await Note("沧浪")).ShouldNotContain(Works("沧海"));
        // Who sees numbers only masked is not told whose they are, though a complete one finds its customer.
        (await Note("13912345678", CustomersRights.Read)).ShouldNotContain("欧阳静");

        string Works(string name) => app.Services.GetRequiredService<Texts>()["customers.search.found_by", name];
        async Task<string> Note(string typed, params string[] rights) =>
            (await app.Run(new SearchEverywhere { Words = typed }, GuanxiApp.Someone(Scope.All, rights))).Value.Kinds.Single(k => k.Kind == "customers.customer").Hits.ShouldHaveSingleItem().Note!;
    }

    [Fact]
    public async Task More_than_are_shown_is_said_and_one_kind_alone_shows_more()
    {
        var customer = await app.Registered("多");
        await app.GivenAll([.. Enumerable.Range(0, 7).Select(i => ComplaintGiven.Open(customer, CustomersGiven.Noon.AddHours(i), words: "琉璃灯不亮"))]);

        var five = (await app.Run(new SearchEverywhere { Words = "琉璃" })).Value.Kinds.ShouldHaveSingleItem();
        (five.Hits.Count, five.More).ShouldBe((5, true));
        five.Hits.Select(h => h.At).ShouldBeInOrder(SortDirection.Descending);
        var all = (await app.Run(new SearchEverywhere { Words = "琉璃", Kind = "service.complaint", Count = 50 })).Value.Kinds.ShouldHaveSingleItem();
        (all.Hits.Count, all.More).ShouldBe((7, false));
        (await app.Run(new SearchEverywhere { Words = "琉璃", Kind = "sales.product" })).Value.Kinds.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_marks_the_words_and_the_API_finds_the_same()
    {
        var unit = (await app.Run(new UnitTree())).Value[0].Id;
        var customer = await app.Given(CustomersGiven.Customer("紫砂乙", unit: unit, phone: "13957319999"));
        await app.Given(ComplaintGiven.Open(customer.Id, CustomersGiven.Noon, words: "<b>壶盖</b>缺角"));
        using var visitor = await Visitor.SignedIn(app, "service", unit);

        var page = await visitor.Read("/search?q=%E5%A3%B6%E7%9B%96");
        page.ShouldContain("<mark>壶盖</mark>");
        page.ShouldNotContain("<b>");
        page.ShouldContain($"/customers/{customer.Id}/complaints/");
        JsonNode.Parse(await visitor.Read("/api/search?q=%E5%A3%B6%E7%9B%96"))!["kinds"]!.AsArray().ShouldHaveSingleItem()!["kind"]!.GetValue<string>().ShouldBe("service.complaint");
    }

    [Fact]
    public async Task A_phone_number_is_masked_among_the_hits_for_who_sees_it_so_elsewhere()
    {
        await app.Registered("掩号丙", c => c.Phone = "13957316666");

        var clerk = (await app.Run(new SearchEverywhere { Words = "掩号" }, GuanxiApp.Someone(Scope.All, CustomersRights.Read))).Value.Kinds[0].Hits[0];
        clerk.Note!.ShouldNotContain("5731");
        (await app.Run(new SearchEverywhere { Words = "掩号" })).Value.Kinds[0].Hits[0].Note!.ShouldContain("13957316666");
        (await app.Run(new SearchEverywhere { Words = "5731" }, GuanxiApp.Someone(Scope.All, CustomersRights.Read))).Value.Kinds.ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<string>> Kinds(string words, params string[] rights) =>
        [.. (await app.Run(new SearchEverywhere { Words = words }, GuanxiApp.Someone(Scope.All, rights))).Value.Kinds.Select(k => k.Kind)];
}
