using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Customers;

[Trait("Row", "INS-2")]
public sealed class KeptListTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly Actor Colleague = GuanxiApp.Someone(Scope.All, CustomersRights.Read);

    [Fact]
    public async Task A_list_keeps_who_was_there_and_stays_so_when_the_figure_moves_on()
    {
        var tag = $"keep{Ids.Next()}";
        var first = await app.Registered("甲", c => c.Tags = tag);
        var second = await app.Registered("乙", c => c.Tags = tag);

        var kept = await Keep($"/customers?tag={tag}&sort=name&after=0.1");
        await app.Registered("丙", c => c.Tags = tag);

        var row = (await app.Run(new KeptLists())).Value.Single(l => l.Id == kept);
        (row.Customers, row.Name, row.Note, row.Source).ShouldBe((2, "三月拜访", "先电话", $"/customers?tag={tag}&sort=name"));
        (await app.Run(new CustomerList { List = kept })).Value.Rows.Select(r => r.Id).ShouldBe([second, first]);
        (await app.Run(new CustomerList { Tag = tag })).Value.Rows.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_list_can_be_narrowed_sorted_walked_and_kept_again()
    {
        var tag = $"walk{Ids.Next()}";
        foreach (var name in (string[])["戊", "丁", "己"]) await app.Registered(name, c => (c.Tags, c.Source) = (tag, name == "己" ? "store" : "web"));
        var kept = await Keep($"/customers?tag={tag}");

        (await app.Walk(new() { List = kept, Sort = "name" }, 2)).ShouldBe(["丁", "己", "戊"]);
        (await app.Names(new() { List = kept, Source = "web" })).ShouldBe(["丁", "戊"]);
        var narrower = await Keep($"/customers?list={kept}&source=store");
        (await app.Names(new() { List = narrower })).ShouldBe(["己"]);
    }

    [Fact]
    public async Task Only_customers_within_reach_are_kept_and_seen()
    {
        var tag = $"reach{Ids.Next()}";
        var seller = GuanxiApp.Someone(Scope.Own, CustomersRights.Read);
        var mine = await app.Known(CustomersGiven.Customer("我的", owner: seller.Id));
        var other = await app.Known(CustomersGiven.Customer("别人的"));
        foreach (var customer in (Customer[])[mine, other]) await app.Given(CustomerTag.Of(customer.Id, tag));

        var ofMine = await Keep($"/customers?tag={tag}", seller);
        var ofAll = await Keep($"/customers?tag={tag}");

        (await app.Names(new() { List = ofMine })).ShouldBe(["我的"]);
        (await app.Names(new() { List = ofAll })).Count.ShouldBe(2);
        (await app.Names(new() { List = ofAll }, seller)).ShouldBe(["我的"]);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_refused_with_the_reason_and_nothing_is_written()
    {
        var before = (await app.Run(new KeptLists())).Value.Count;

        (await Refused("/customers?tag=nobody-has-it")).ShouldBe("customers.kept.nobody");
        (await Refused("/orders?kind=sale")).ShouldBe("customers.kept.no_such_page");
        (await Refused("https://elsewhere.example/customers")).ShouldBe("customers.kept.no_such_page");
        (await Refused("/customers?atRisk=true", Colleague)).ShouldBe("kernel.right.missing");
        (await app.Run(new KeepList { Name = " ", Source = "/customers" })).Fields.Keys.ShouldBe(["Name"]);

        (await app.Run(new KeptLists())).Value.Count.ShouldBe(before);
    }

    [Fact]
    public async Task Who_kept_a_list_renames_and_drops_it_and_nobody_else()
    {
        var tag = $"drop{Ids.Next()}";
        var customer = await app.Registered("庚", c => c.Tags = tag);
        var kept = await Keep($"/customers?tag={tag}");

        (await app.Run(new DropKeptList { ListId = kept }, Colleague)).Refusal.ShouldBe("customers.kept.not_yours");
        (await app.Run(new RenameKeptList { ListId = kept, Name = "四月拜访" }, Colleague)).Refusal.ShouldBe("customers.kept.not_yours");
        (await app.Run(new RenameKeptList { ListId = kept, Name = "四月拜访" })).Ok.ShouldBeTrue();
        (await app.Run(new KeptLists())).Value.Single(l => l.Id == kept).Name.ShouldBe("四月拜访");

        (await app.Run(new DropKeptList { ListId = kept })).Ok.ShouldBeTrue();
        (await app.Use(db => db.Set<KeptListEntry>().CountAsync(e => e.ListId == kept))).ShouldBe(0);
        (await app.Names(new() { Tag = tag })).ShouldBe(["庚"]);
        (await app.Run(new CustomerList { List = kept })).Value.Rows.ShouldBeEmpty();
        (await app.Run(new CustomerDetails { CustomerId = customer })).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_list_of_those_at_risk_is_for_who_may_know_and_its_address_for_who_kept_it()
    {
        var customer = await app.Registered("壬");
        await app.Face(customer, risk: 500);
        var kept = await Keep("/customers?atRisk=true");
        var manager = GuanxiApp.Someone(Scope.All, CustomersRights.Read, CustomersRights.Worth);

        (await app.Run(new CustomerList { List = kept }, Colleague)).Refusal.ShouldBe("kernel.right.missing");
        (await app.Run(new KeptLists(), Colleague)).Value.ShouldNotContain(l => l.Id == kept);
        (await app.Run(new KeepList { Name = "x", Source = $"/customers?list={kept}" }, Colleague)).Refusal.ShouldBe("kernel.right.missing");

        (await app.Run(new KeptLists(), manager)).Value.Single(l => l.Id == kept).Source.ShouldBeNull();
        var again = await Keep($"/customers?list={kept}", manager);
        (await app.Run(new CustomerList { List = again }, Colleague)).Refusal.ShouldBe("kernel.right.missing");
        (await app.Run(new CustomerList { List = again }, manager)).Value.Rows.ShouldContain(r => r.Id == customer);
    }

    /// <summary>Each page that offers to keep its customers, and none besides.</summary>
    [Fact]
    public async Task Every_page_that_lists_customers_behind_a_figure_can_be_kept()
    {
        await app.Registered("辛");
        await using var scope = app.Services.CreateAsyncScope();
        var pages = scope.ServiceProvider.GetServices<ICustomerSelection>().Select(s => s.Path).Order(StringComparer.Ordinal).ToList();

        pages.ShouldBe(
        [
            "/bonds/customers", "/bonds/ending", "/contacts", "/customers", "/losses/customers", "/value/behaviour/customers", "/value/behaviour/next", "/value/components", "/value/customers", "/value/expected",
            "/value/fit", "/value/levels", "/value/review", "/value/scorecard/customers", "/value/what-if", "/warnings", "/win-back",
        ]);
        foreach (var page in pages) (await app.Run(new KeepListPreview { Source = page })).Ok.ShouldBeTrue(page);
    }

    private async Task<Id<KeptList>> Keep(string source, Actor? actor = null) => (await app.Run(new KeepList { Name = "三月拜访", Note = " 先电话 ", Source = source }, actor)).Value;

    private async Task<string?> Refused(string source, Actor? actor = null) => (await app.Run(new KeepList { Name = "x", Source = source }, actor)).Refusal;
}
