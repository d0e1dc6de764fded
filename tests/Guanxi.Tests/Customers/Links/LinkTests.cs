using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Tests.Customers.ContactPeople;
using Guanxi.Tests.Customers.Merging;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Customers.Links;

[Trait("Row", "CUS-11")]
public sealed class LinkTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Theory]
    [InlineData(LinkRelation.Parent, LinkRelation.Subsidiary)]
    [InlineData(LinkRelation.Subsidiary, LinkRelation.Parent)]
    [InlineData(LinkRelation.Partner, LinkRelation.Partner)]
    [InlineData(LinkRelation.Competitor, LinkRelation.Competitor)]
    public async Task Both_ends_show_a_link_each_from_its_side(LinkRelation here, LinkRelation there)
    {
        var (one, other) = (await app.Firm($"甲{here}"), await app.Firm($"乙{here}"));
        var id = await Link(one, other, here, l => (l.SinceOn, l.Note) = (new(2024, 1, 1), "控股六成"));

        (await Of(one)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(l => l.Relation.ShouldBe(here), l => l.OtherId.ShouldBe(other), l => l.Note.ShouldBe("控股六成"));
        (await Of(other)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(l => l.Relation.ShouldBe(there), l => l.OtherId.ShouldBe(one), l => l.Id.ShouldBe(id));
    }

    [Fact]
    public async Task A_link_ends_from_either_end_and_stays_on_record()
    {
        var (one, other) = (await app.Firm("先合作"), await app.Firm("后分手"));
        var id = await Link(one, other, LinkRelation.Partner);

        (await app.Run(new ChangeLink { CustomerId = other, LinkId = id, SinceOn = new(2025, 1, 1), UntilOn = new(2024, 1, 1) })).Refusal.ShouldBe("customers.link.ends_before_it_begins");
        (await app.Run(new ChangeLink { CustomerId = other, LinkId = id, UntilOn = new(2026, 1, 31) })).Ok.ShouldBeTrue();
        (await Of(one)).Single().ShouldSatisfyAllConditions(l => l.Holds.ShouldBeFalse(), l => l.UntilOn.ShouldBe(new(2026, 1, 31)));
        (await Graph(one)).Lines.ShouldBeEmpty();

        // What has ended may begin anew; then the first one can't come back beside it.
        await Link(one, other, LinkRelation.Partner);
        (await app.Run(new ChangeLink { CustomerId = one, LinkId = id })).Refusal.ShouldBe("customers.link.again");
        (await app.Run(new RemoveLink { CustomerId = one, LinkId = id })).Ok.ShouldBeTrue();
        (await Of(one)).ShouldHaveSingleItem().Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_is_linked_with_himself_twice_in_one_way_or_with_the_wrong_kind()
    {
        var (firm, other, person, spouse) = (await app.Firm("规矩公司"), await app.Firm("规矩分公司"), await app.Registered("规矩人"), await app.Registered("规矩太太"));
        await Link(firm, other, LinkRelation.Subsidiary);

        (await Try(firm, firm, LinkRelation.Partner)).Refusal.ShouldBe("customers.link.self");
        (await Try(firm, other, LinkRelation.Subsidiary)).Refusal.ShouldBe("customers.link.already");
        (await Try(other, firm, LinkRelation.Parent)).Refusal.ShouldBe("customers.link.already");
        (await Try(firm, other, LinkRelation.Household)).Refusal.ShouldBe("customers.link.only_individuals");
        (await Try(person, firm, LinkRelation.Parent)).Refusal.ShouldBe("customers.link.only_organisations");
        (await Try(firm, other, LinkRelation.Referrer)).Refusal.ShouldBe("customers.link.relation_unknown");
        (await Try(person, spouse, LinkRelation.Household)).Ok.ShouldBeTrue();
        (await Try(spouse, person, LinkRelation.Household)).Refusal.ShouldBe("customers.link.already");
    }

    [Fact]
    public async Task No_company_is_its_own_parent_by_whatever_way()
    {
        var (top, middle, low) = (await app.Firm("集团"), await app.Firm("子公司"), await app.Firm("孙公司"));
        await Link(middle, top, LinkRelation.Parent);
        var last = await Link(low, middle, LinkRelation.Parent);

        (await Try(top, low, LinkRelation.Parent)).Refusal.ShouldBe("customers.link.circle");
        (await Try(low, top, LinkRelation.Subsidiary)).Refusal.ShouldBe("customers.link.circle");
        (await app.Run(new ChangeLink { CustomerId = low, LinkId = last, UntilOn = new(2025, 1, 1) })).Ok.ShouldBeTrue();
        (await Try(top, low, LinkRelation.Parent)).Ok.ShouldBeTrue();
        (await app.Run(new ChangeLink { CustomerId = low, LinkId = last })).Refusal.ShouldBe("customers.link.comes_round");
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task An_end_out_of_reach_is_there_without_a_name_and_can_be_neither_chosen_nor_changed()
    {
        var seller = GuanxiApp.Someone(Scope.Own, CustomersRights.Read, CustomersRights.Edit);
        var (own, theirs) = (await app.Known(CustomersGiven.Customer("自己的公司", CustomerKind.Organisation, owner: seller.Id)), await app.Known(CustomersGiven.Customer("保密公司", CustomerKind.Organisation)));
        var far = await app.Firm("更远的公司");
        var id = await Link(own.Id, theirs.Id, LinkRelation.Competitor, l => l.Note = "保密备注");
        await Link(theirs.Id, far, LinkRelation.Partner);

        var seen = (await app.Run(new LinksOfCustomer { CustomerId = own.Id }, seller)).Value.ShouldHaveSingleItem();
        (seen.OtherId, seen.Name, seen.Code, seen.Note).ShouldBe((null, null, null, null));
        var graph = (await app.Run(new CustomerNetwork { CustomerId = own.Id }, seller)).Value;
        graph.Customers.Select(c => c.Name).ShouldBe(["自己的公司", null]);
        graph.Lines.ShouldHaveSingleItem();
        (await app.Run(new ChangeLink { CustomerId = own.Id, LinkId = id, UntilOn = new(2026, 1, 1) }, seller)).Refusal.ShouldBe("customers.link.not_yours");
        (await app.Run(new RemoveLink { CustomerId = own.Id, LinkId = id }, seller)).Refusal.ShouldBe("customers.link.not_yours");
        (await app.Run(new AddLink { CustomerId = own.Id, OtherId = theirs.Id, Relation = LinkRelation.Partner }, seller)).Refusal.ShouldBe("customers.link.other_not_found");
        (await app.Run(new LinksOfCustomer { CustomerId = theirs.Id }, seller)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new AddLink { CustomerId = own.Id, OtherId = far, Relation = LinkRelation.Partner }, GuanxiApp.Someone(Scope.All, CustomersRights.Read))).Refusal.ShouldBe("kernel.right.missing");
    }

    [Fact]
    public async Task The_graph_reaches_two_steps_and_knows_who_brought_whom()
    {
        var (centre, near, far, beyond) = (await app.Firm("中心"), await app.Firm("一步"), await app.Firm("两步"), await app.Firm("三步"));
        await Link(centre, near, LinkRelation.Parent);
        await Link(near, far, LinkRelation.Partner);
        await Link(far, beyond, LinkRelation.Partner);
        var code = (await app.Run(new CustomerDetails { CustomerId = centre })).Value.Code;
        var brought = await app.Registered("被介绍人", c => c.Referrer = code);

        var graph = await Graph(centre);

        graph.Customers.Select(c => (c.Id, c.Steps)).ShouldBe([(centre, 0), (near, 1), (brought, 1), (far, 2)], ignoreOrder: true);
        graph.Lines.ShouldBe([new(centre, near, LinkRelation.Parent), new(near, far, LinkRelation.Partner), new(brought, centre, LinkRelation.Referrer)], ignoreOrder: true);
    }

    [Fact]
    [Trait("Row", "CUS-8")]
    public async Task A_merge_carries_links_puts_aside_what_the_two_were_to_each_other_and_gives_all_back()
    {
        var (stays, goes, parent, partner) = (await app.Firm("存续"), await app.Firm("并掉"), await app.Firm("母公司"), await app.Firm("伙伴"));
        await Link(stays, goes, LinkRelation.Partner);
        await Link(goes, stays, LinkRelation.Subsidiary);
        await Link(stays, parent, LinkRelation.Parent);
        await Link(goes, parent, LinkRelation.Parent);
        await Link(partner, goes, LinkRelation.Partner);
        var before = await Rows();

        var merge = (await app.Merge(stays, goes)).Value;

        (await Of(stays)).Select(l => (l.Relation, l.OtherId)).ShouldBe([(LinkRelation.Parent, parent), (LinkRelation.Partner, partner)], ignoreOrder: true);
        (await Of(partner)).Single().OtherId.ShouldBe(stays);
        (await app.Use(db => db.Set<CustomerLink>().AnyAsync(l => l.CustomerId == l.OtherId))).ShouldBeFalse();

        (await app.Part(merge)).Ok.ShouldBeTrue();
        (await Rows()).ShouldBe(before);
    }

    [Fact]
    [Trait("Row", "CUS-8")]
    public async Task Two_of_whom_one_owns_the_other_by_way_of_a_third_cannot_become_one_until_a_person_says_which_link_is_wrong()
    {
        var (one, between, other) = (await app.Firm("头"), await app.Firm("腰"), await app.Firm("脚"));
        await Link(other, between, LinkRelation.Parent);
        var wrong = await Link(between, one, LinkRelation.Parent);

        (await app.Merge(one, other)).Refusal.ShouldBe("customers.merge.parent_of_itself");
        (await app.Run(new RemoveLink { CustomerId = one, LinkId = wrong })).Ok.ShouldBeTrue();
        (await app.Merge(one, other)).Ok.ShouldBeTrue();
    }

    private Task<List<string>> Rows() => app.Use(async db => (await db.Set<CustomerLink>().AsNoTracking().OrderBy(l => l.Id).ToListAsync()).ConvertAll(l => $"{l.Id} {l.CustomerId} {l.OtherId} {l.Kind} {l.UntilOn}"));

    private Task<Outcome<Id<CustomerLink>>> Try(Id<Customer> one, Id<Customer> other, LinkRelation relation, Action<AddLink>? with = null)
    {
        var request = new AddLink { CustomerId = one, OtherId = other, Relation = relation };
        with?.Invoke(request);
        return app.Run(request);
    }

    private async Task<Id<CustomerLink>> Link(Id<Customer> one, Id<Customer> other, LinkRelation relation, Action<AddLink>? with = null) => (await Try(one, other, relation, with)).Value;

    private async Task<IReadOnlyList<LinkedCustomer>> Of(Id<Customer> customer) => (await app.Run(new LinksOfCustomer { CustomerId = customer })).Value;

    private async Task<Network> Graph(Id<Customer> customer) => (await app.Run(new CustomerNetwork { CustomerId = customer })).Value;
}
