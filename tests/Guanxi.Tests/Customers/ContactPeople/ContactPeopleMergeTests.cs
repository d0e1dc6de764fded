using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Tests.Customers.Merging;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Customers.ContactPeople;

[Trait("Row", "CUS-2")]
[Trait("Row", "CUS-8")]
public sealed class ContactPeopleMergeTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task People_go_along_with_a_merge_and_come_back_when_it_is_undone()
    {
        var (stays, goes) = (await app.Firm("留下公司"), await app.Firm("并入公司"));
        await app.Person(stays, "本家人", p => p.Phones = "13822220001");
        var boss = await app.Person(goes, "随行总", p => p.Phones = "13822220002");
        await app.Person(goes, "随行员", p => p.ReportsToId = boss);

        var merge = (await app.Merge(stays, goes)).Value;

        (await app.People(stays)).People.Select(p => p.Name).ShouldBe(["本家人", "随行总", "随行员"], ignoreOrder: true);
        (await app.People(stays)).People.Single(p => p.Name == "随行员").ReportsTo.ShouldBe("随行总");
        (await app.Names(new() { Q = "随行总" })).ShouldBe(["留下公司"]);
        (await app.Names(new() { Q = "22220002" })).ShouldBe(["留下公司"]);
        (await Keys(stays)).ShouldBe(["+8613822220001", "+8613822220002"]);

        (await app.Part(merge)).Ok.ShouldBeTrue();
        (await app.People(stays)).People.Select(p => p.Name).ShouldBe(["本家人"]);
        (await app.People(goes)).People.Select(p => p.Name).ShouldBe(["随行总", "随行员"]);
        (await app.Names(new() { Q = "随行总" })).ShouldBe(["并入公司"]);
        (await Keys(stays)).ShouldBe(["+8613822220001"]);
        (await Keys(goes)).ShouldBe(["+8613822220002"]);
    }

    [Fact]
    public async Task An_organisation_with_people_does_not_go_into_a_person()
    {
        var (person, firm) = (await app.Registered("两可"), await app.Firm("两可"));
        await app.Person(firm, "某某");

        (await app.Merge(person, firm)).Refusal.ShouldBe("customers.merge.people_need_organisation");
        (await app.Merge(firm, person)).Ok.ShouldBeTrue();
    }

    private Task<List<string>> Keys(Id<Customer> firm) => app.Use(db => db.Set<ContactKey>().Where(k => k.CustomerId == firm && k.Kind == ContactKey.Phone).OrderBy(k => k.Value).Select(k => k.Value).ToListAsync());
}
