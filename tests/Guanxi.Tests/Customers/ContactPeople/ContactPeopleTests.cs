using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Customers.ContactPeople;

[Trait("Row", "CUS-2")]
public sealed class ContactPeopleTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task People_stand_below_their_superiors_and_who_decides_comes_first()
    {
        var firm = await app.Firm("云杉科技");
        var clerk = await app.Person(firm, "赵采购", p => p.Role = BuyingRole.Buyer);
        var boss = await app.Person(firm, "钱总", p => p.Role = BuyingRole.DecisionMaker);
        var head = await app.Person(firm, "孙主管", p => (p.Role, p.ReportsToId) = (BuyingRole.Influencer, boss));
        (await app.Change(firm, clerk, p => p.ReportsToId = head)).Ok.ShouldBeTrue();

        var people = (await app.People(firm)).People;

        people.Select(p => (p.Name, p.Depth, p.ReportsTo)).ShouldBe([("钱总", 0, null), ("孙主管", 1, "钱总"), ("赵采购", 2, "孙主管")]);
    }

    [Fact]
    public async Task Nobody_reports_to_himself_to_somebody_below_or_to_a_stranger()
    {
        var firm = await app.Firm("绕圈公司");
        var top = await app.Person(firm, "甲");
        var middle = await app.Person(firm, "乙", p => p.ReportsToId = top);
        var low = await app.Person(firm, "丙", p => p.ReportsToId = middle);
        var stranger = await app.Person(await app.Firm("别家公司"), "丁");

        (await app.Change(firm, top, p => p.ReportsToId = top)).Refusal.ShouldBe("customers.people.reports_to_self");
        (await app.Change(firm, top, p => p.ReportsToId = low)).Refusal.ShouldBe("customers.people.circle");
        (await app.Change(firm, top, p => p.ReportsToId = stranger)).Refusal.ShouldBe("customers.people.superior_not_found");
        (await app.Change(firm, low, p => p.ReportsToId = top)).Ok.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Name", " ", "customers.people.name_missing")]
    [InlineData("Phones", "13800138000, call me", "customers.people.phone_wrong")]
    [InlineData("Emails", "a@b.example, nobody", "customers.people.email_wrong")]
    public async Task What_cannot_be_is_refused_beside_its_field(string field, string value, string refusal)
    {
        var request = new AddContactPerson { CustomerId = await app.Firm("出错公司"), Name = "某某" };
        typeof(AddContactPerson).GetProperty(field)!.SetValue(request, value);

        var outcome = await app.Run(request);

        // A name of blanks is caught by the shape already.
        (outcome.Refusal == "kernel.shape.invalid" ? "customers.people.name_missing" : outcome.Refusal).ShouldBe(refusal);
        outcome.Fields.ShouldContainKey(field);
    }

    [Fact]
    public async Task Only_organisations_have_contacts()
    {
        var person = await app.Registered("个人客户");

        (await app.Run(new AddContactPerson { CustomerId = person, Name = "某某" })).Refusal.ShouldBe("customers.people.only_at_organisations");
    }

    [Fact]
    public async Task The_organisation_is_found_by_name_pinyin_phone_and_email_of_its_people_until_they_leave()
    {
        var firm = await app.Firm("北辰贸易");
        var person = await app.Person(firm, "单小英", p => (p.Phones, p.Emails) = ("139 5731 7742，0571-8888 6601", "shan@beichen-mail.test"));

        foreach (var typed in (string[])["单小英", "小英", "shanxiaoying", "sxy", "57317742", "88886601", "shan@beichen-mail.test"])
            (await app.Names(new() { Q = typed })).ShouldBe(["北辰贸易"], typed);
        (await app.Run(new LikelyDuplicates { Phone = "13957317742" })).Value.ShouldHaveSingleItem().Id.ShouldBe(firm);

        (await app.Run(new MarkContactPersonLeft { CustomerId = firm, PersonId = person, LeftOn = Today })).Ok.ShouldBeTrue();
        foreach (var typed in (string[])["单小英", "57317742", "shan@beichen-mail.test"]) (await app.Names(new() { Q = typed })).ShouldBeEmpty(typed);
        (await app.Use(db => db.Set<ContactKey>().CountAsync(k => k.CustomerId == firm && k.Kind != ContactKey.Code))).ShouldBe(0);

        (await app.Run(new MarkContactPersonLeft { CustomerId = firm, PersonId = person })).Ok.ShouldBeTrue();
        (await app.Names(new() { Q = "57317742" })).ShouldBe(["北辰贸易"]);
    }

    [Fact]
    public async Task A_contact_who_is_a_customer_already_keeps_that_customers_phone()
    {
        var customer = await app.Registered("周同号", c => c.Phone = "13800007711");
        var firm = await app.Firm("同号公司");

        await app.Person(firm, "周同号", p => p.Phones = "13800007711");

        (await app.Use(db => db.Set<ContactKey>().SingleAsync(k => k.Value == "+8613800007711"))).CustomerId.ShouldBe(customer);
        (await app.Names(new() { Q = "13800007711", Sort = "new" })).ShouldBe(["周同号", "同号公司"]);
    }

    [Fact]
    public async Task An_organisation_that_changes_is_still_found_by_its_people()
    {
        var firm = await app.Firm("旧名公司");
        await app.Person(firm, "欧阳明月", p => p.Phones = "13700227755");

        (await app.Run(new ChangeCustomer { CustomerId = firm, Version = 0, Name = "新名公司" })).Ok.ShouldBeTrue();

        (await app.Names(new() { Q = "ouyangmingyue" })).ShouldBe(["新名公司"]);
        (await app.Run(new LikelyDuplicates { Phone = "13700227755" })).Value.ShouldHaveSingleItem().Id.ShouldBe(firm);
    }

    [Fact]
    public async Task What_is_missing_is_said_in_words()
    {
        var firm = await app.Firm("缺口公司");
        (await app.People(firm)).Warnings.ShouldBeEmpty();
        var head = await app.Person(firm, "李主管", p => p.Role = BuyingRole.User);
        (await Codes()).ShouldBe(["no_decision_maker", "only_one", "nobody_reachable"]);

        var boss = await app.Person(firm, "王总", p => (p.Role, p.Attitude, p.Phones) = (BuyingRole.DecisionMaker, Attitude.Opponent, "13900001122"));
        (await app.Change(firm, head, p => p.ReportsToId = boss)).Ok.ShouldBeTrue();
        (await Codes()).ShouldBe(["decision_maker_against", "no_supporter"]);

        (await app.Change(firm, boss, p => p.Attitude = Attitude.Supporter)).Ok.ShouldBeTrue();
        (await Codes()).ShouldBeEmpty();

        (await app.Run(new MarkContactPersonLeft { CustomerId = firm, PersonId = boss, LeftOn = Today })).Ok.ShouldBeTrue();
        (await Codes()).ShouldBe(["no_decision_maker", "only_one", "nobody_reachable", "superior_left"]);
        (await app.People(firm)).Left.ShouldHaveSingleItem().Name.ShouldBe("王总");

        async Task<IEnumerable<string>> Codes() => (await app.People(firm)).Warnings.Select(w => w.Code);
    }

    [Fact]
    public async Task History_says_what_was_changed_and_the_timeline_who_came_and_left()
    {
        var firm = await app.Firm("历史公司");
        var person = await app.Person(firm, "吴经理", p => (p.Phones, p.Role) = ("13811114444", BuyingRole.User));
        (await app.Change(firm, person, p => (p.Phones, p.Role) = ("13811115555", BuyingRole.DecisionMaker))).Ok.ShouldBeTrue();
        (await app.Run(new MarkContactPersonLeft { CustomerId = firm, PersonId = person, LeftOn = Today.AddDays(-3) })).Ok.ShouldBeTrue();

        var changes = (await app.Run(new ContactPersonHistory { CustomerId = firm, PersonId = person })).Value;
        changes.Select(c => (c.Field, c.From)).ShouldBe([("Phones", "138 1111 4444"), ("Role", app.Text("customers.buying_role.user")), ("LeftOn", null)], ignoreOrder: true);

        var timeline = (await app.Run(new CustomerTimeline { CustomerId = firm, Kinds = "customers.people" })).Value.Entries;
        timeline.Select(e => (e.Icon, e.On)).ShouldBe([("user-minus", Today.AddDays(-3)), ("user-plus", null)]);
        (await app.Run(new CustomerTimeline { CustomerId = firm, Kinds = "customers.people", Count = 1, Before = timeline[0].Place.ToString() })).Value.Entries.ShouldHaveSingleItem().Icon.ShouldBe("user-plus");
    }

    [Fact]
    public async Task Who_never_belonged_there_is_removed_without_a_trace()
    {
        var firm = await app.Firm("误登公司");
        var wrong = await app.Person(firm, "误登人", p => p.Phones = "13811116666");
        var below = await app.Person(firm, "下属", p => p.ReportsToId = wrong);
        (await app.Change(firm, wrong, p => p.Phones = "13811117777")).Ok.ShouldBeTrue();

        (await app.Run(new RemoveContactPerson { CustomerId = firm, PersonId = wrong })).Ok.ShouldBeTrue();

        (await app.People(firm)).People.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Id.ShouldBe(below), p => p.ReportsToId.ShouldBeNull());
        (await app.Names(new() { Q = "误登人" })).ShouldBeEmpty();
        (await app.Use(db => db.Set<FieldChange>().CountAsync(c => c.SubjectId == wrong.Value))).ShouldBe(0);
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task Masked_numbers_stay_and_never_overwrite_the_real_ones()
    {
        var firm = await app.Firm("遮盖公司");
        var person = await app.Person(firm, "郑遮盖", p => (p.Phones, p.Emails, p.WeChat) = ("13811118888, 13911118888", "real@hidden-mail.test", "realwechat"));
        var clerk = GuanxiApp.Someone(Scope.All, CustomersRights.Read, CustomersRights.Edit);
        var seen = (await app.Run(new Guanxi.Customers.ContactPeople { CustomerId = firm }, clerk)).Value.People.Single();
        seen.Phones.Concat(seen.Emails).Append(seen.WeChat!).ShouldAllBe(v => Mask.In(v));
        var back = new ChangeContactPerson { CustomerId = firm, PersonId = person, Name = seen.Name, Phones = string.Join(", ", seen.Phones), Emails = string.Join(", ", seen.Emails), WeChat = seen.WeChat };

        (await app.Run(back with { Position = "经理" }, clerk)).Ok.ShouldBeTrue();
        foreach (var changed in new[] { back with { Phones = back.Phones + "1" }, back with { Emails = back.Emails + "x" }, back with { WeChat = back.WeChat + "x" } })
            (await app.Run(changed, clerk)).Refusal.ShouldBe("customers.customer.still_masked");

        var now = (await app.People(firm)).People.Single();
        (now.Position, string.Join(",", now.Phones), now.Emails.Single(), now.WeChat).ShouldBe(("经理", "+8613811118888,+8613911118888", "real@hidden-mail.test", "realwechat"));
        (await app.Names(new() { Q = "9111" }, clerk)).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task It_takes_the_right_and_the_customer_within_reach()
    {
        var theirs = await app.Known(CustomersGiven.Customer("别人的公司", CustomerKind.Organisation, owner: Id<Person>.New()));
        var seller = GuanxiApp.Someone(Scope.Own, CustomersRights.Read, CustomersRights.Edit);

        (await app.Run(new AddContactPerson { CustomerId = theirs.Id, Name = "某某" }, seller)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new Guanxi.Customers.ContactPeople { CustomerId = theirs.Id }, seller)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new AddContactPerson { CustomerId = theirs.Id, Name = "某某" }, GuanxiApp.Someone(Scope.All, CustomersRights.Read))).Refusal.ShouldBe("kernel.right.missing");
    }

    [Fact]
    public async Task Two_people_on_one_contact_the_second_is_told()
    {
        var firm = await app.Firm("并发公司");
        var person = await app.Person(firm, "冯并发");

        (await app.Run(new ChangeContactPerson { CustomerId = firm, PersonId = person, Version = 0, Name = "冯并发", Position = "经理" })).Ok.ShouldBeTrue();
        (await app.Run(new ChangeContactPerson { CustomerId = firm, PersonId = person, Version = 0, Name = "冯并发", Position = "总监" })).Refusal.ShouldBe("kernel.record.changed_meanwhile");
    }

    private static DateOnly Today => new FirmSettings().DayOf(TimeProvider.System.GetUtcNow());
}
