using System.Globalization;
using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Customers;

[Trait("Row", "CUS-1")]
public sealed class ChangeCustomerTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Theory]
    [InlineData("Phone", "12", "customers.customer.phone_wrong")]
    [InlineData("Email", "nobody", "customers.customer.email_wrong")]
    [InlineData("Email", "a@b", "customers.customer.email_wrong")]
    [InlineData("CreditCode", "91330106MA2CCY3K0X", "customers.customer.credit_code_wrong")]
    [InlineData("Birthday", "2126-01-01", "customers.customer.birthday_wrong")]
    public async Task A_fact_that_cannot_be_is_refused_beside_its_field(string field, string value, string refusal)
    {
        var request = new RegisterCustomer { Name = "错误", Kind = field == "CreditCode" ? CustomerKind.Organisation : CustomerKind.Individual };
        CustomerFields.Find(field)!.Write!(request, value);

        var outcome = await app.Run(request);

        outcome.Refusal.ShouldBe(refusal);
        outcome.Fields.ShouldContainKey(field);
    }

    [Theory]
    [InlineData("91350100M000100Y43", true)]
    [InlineData("91350100M000100Y44", false)]
    [InlineData("91350100M000100I43", false)]
    [InlineData("9135", false)]
    public void A_credit_code_is_checked_by_its_last_sign(string code, bool right) => CreditCodes.IsRight(code).ShouldBe(right);

    [Theory]
    [InlineData("11010519491231002X", true)]
    [InlineData("440524188001010014", true)]
    [InlineData("110105194912310021", false)]
    [InlineData("11010519491331002X", false)]
    public void An_id_number_is_checked_by_date_and_last_sign(string number, bool right) => IdNumbers.IsRight(number).ShouldBe(right);

    [Theory]
    [InlineData("138 0013-8000", "CN", "+8613800138000")]
    [InlineData("+44 20 7946 0018", null, "+442079460018")]
    [InlineData("020 7946 0018", "GB", "+442079460018")]
    [InlineData("0571-8888 6666", "CN", "+8657188886666")]
    [InlineData("００８６１３８００１３８０００", "CN", "+8613800138000")]
    [InlineData("call me", "CN", null)]
    public void A_phone_number_is_one_however_it_is_written(string typed, string? country, string? number) => Phones.Normalise(typed, country).ShouldBe(number);

    [Fact]
    public async Task An_id_number_lies_encrypted_in_the_database()
    {
        var id = await app.Registered("郑加密", c => c.IdNumber = "11010519491231002X");

        var kept = await app.Use(db => db.Set<Customer>().Where(c => c.Id == id).Select(c => c.IdNumberSealed).SingleAsync());
        kept.ShouldNotBeNull();
        kept.ShouldNotContain("1949");
        (await app.Run(new CustomerDetails { CustomerId = id })).Value.IdNumber.ShouldBe("11010519491231002X");
    }

    [Fact]
    public async Task A_known_phone_is_refused_until_one_says_that_it_is_another_customer()
    {
        var first = await app.Registered("冯一", c => c.Phone = "138 1111 2222");

        var refused = await app.Run(new RegisterCustomer { Name = "冯二", Phone = "+86 13811112222" });
        refused.Refusal.ShouldBe("customers.customer.phone_taken");
        (await app.Run(new LikelyDuplicates { Phone = "13811112222" })).Value.ShouldHaveSingleItem().Id.ShouldBe(first);

        var second = await app.Registered("冯二", c => (c.Phone, c.EvenIfKnown) = ("13811112222", true));
        (await app.Use(db => db.Set<ContactKey>().SingleAsync(k => k.Kind == ContactKey.Phone && k.Value == "+8613811112222"))).CustomerId.ShouldBe(first);
        (await app.Names(new() { Q = "13811112222", Sort = "new" })).ShouldBe(["冯一", "冯二"]);
        (await app.Run(new CustomerDetails { CustomerId = second })).Value["Phone"].ShouldBe("+8613811112222");
    }

    [Fact]
    public async Task A_colleagues_customer_is_named_by_its_owner_alone()
    {
        var owner = (await app.Run(new Guanxi.Staff.Hire { Name = "朱同事", UserName = "zhu", Role = "sales" })).Value;
        await app.Given(CustomersGiven.Customer("秘密客户", owner: owner, email: "secret@client.example"));
        await app.Use(async db =>
        {
            var customer = await db.Set<Customer>().SingleAsync(c => c.Name == "秘密客户");
            db.Add(ContactKey.Of(ContactKey.Email, "secret@client.example", customer.Id));
            await db.Save(Actor.System, "Given", 0, default);
        });

        var found = (await app.Run(new LikelyDuplicates { Email = "Secret@client.example", Name = "秘密客户" }, GuanxiApp.Someone(Scope.Own, CustomersRights.Edit))).Value.ShouldHaveSingleItem();

        (found.Id, found.Name, found.Code, found.OwnerName, found.Because).ShouldBe((null, null, null, "朱同事", "email"));
    }

    [Fact]
    public async Task Codes_go_on_from_the_last()
    {
        await app.Registered("编号甲", c => c.Code = "C0004711");
        var next = await app.Registered("编号乙");

        (await app.Run(new CustomerDetails { CustomerId = next })).Value.Code.ShouldBe("C0004712");
        (await app.Run(new RegisterCustomer { Name = "编号丙", Code = "C0004711" })).Refusal.ShouldBe("customers.customer.code_taken");
    }

    [Fact]
    public async Task A_firm_abroad_is_complete_without_a_chinese_credit_code()
    {
        var abroad = await app.Registered("Tea House Ltd", c => (c.Kind, c.Country) = (CustomerKind.Organisation, "GB"));
        var home = await app.Registered("茶叶有限公司", c => (c.Kind, c.Country) = (CustomerKind.Organisation, "CN"));

        (await app.Run(new CustomerDetails { CustomerId = abroad })).Value.Completeness.Missing.ShouldNotContain("CreditCode");
        (await app.Run(new CustomerDetails { CustomerId = home })).Value.Completeness.Missing.ShouldContain("CreditCode");
    }

    [Fact]
    public async Task A_masked_value_is_never_saved_over_the_real_one()
    {
        var id = await app.Registered("遮盖客户", c => (c.Email, c.Phone, c.Address, c.WeChat) = ("real@tea.example", "13800009911", "杭州市西湖区龙井路1号", "realtea"));
        var clerk = GuanxiApp.Someone(Scope.All, "customers.read", "customers.edit");
        var seen = (await app.Run(new CustomerDetails { CustomerId = id }, clerk)).Value;
        var back = new ChangeCustomer { CustomerId = id, Version = seen.Version, Name = seen.Name, Email = seen["Email"], Phone = seen["Phone"], Address = seen["Address"], WeChat = seen["WeChat"] };

        foreach (var changed in new[] { back with { Email = back.Email + "e" }, back with { Phone = back.Phone + "1" }, back with { Address = back.Address + "号" }, back with { WeChat = "x" + back.WeChat } })
            (await app.Run(changed, clerk)).Refusal.ShouldBe("customers.customer.still_masked");
        (await app.Run(new RegisterCustomer { Name = "抄来的", Email = seen["Email"] }, clerk)).Refusal.ShouldBe("customers.customer.still_masked");
        (await app.Run(back with { IdNumber = "3301**********0013" }, clerk)).Refusal.ShouldBe("customers.customer.still_masked");

        (await app.Run(back with { Note = "只改备注", Phone = "13800009922" }, clerk)).Ok.ShouldBeTrue();
        var now = (await app.Run(new CustomerDetails { CustomerId = id })).Value;
        (now["Email"], now["Phone"], now["Address"], now["WeChat"]).ShouldBe(("real@tea.example", "+8613800009922", "杭州市西湖区龙井路1号", "realtea"));
    }

    [Fact]
    public async Task Two_people_on_different_facts_both_stand()
    {
        var id = await app.Registered("双人", c => (c.City, c.Industry) = ("杭州市", null));
        var seen = (await app.Run(new CustomerDetails { CustomerId = id })).Value;
        var was = new CustomerFacts { Name = "双人", City = "杭州市" };
        (await app.Run(Edit(id, seen, was) with { City = "宁波市" })).Ok.ShouldBeTrue();

        (await app.Run(Edit(id, seen, was) with { Note = "喜欢龙井" })).Ok.ShouldBeTrue();

        var now = (await app.Run(new CustomerDetails { CustomerId = id })).Value;
        (now["City"], now["Note"]).ShouldBe(("宁波市", "喜欢龙井"));
    }

    [Fact]
    public async Task Two_people_on_the_same_fact_the_second_chooses()
    {
        var id = await app.Registered("同项", c => c.City = "杭州市");
        var seen = (await app.Run(new CustomerDetails { CustomerId = id })).Value;
        var was = new CustomerFacts { Name = "同项", City = "杭州市" };
        (await app.Run(Edit(id, seen, was) with { City = "宁波市" })).Ok.ShouldBeTrue();

        var refused = await app.Run(Edit(id, seen, was) with { City = "温州市", Note = "我的备注" });
        refused.Refusal.ShouldBe("customers.customer.changed_meanwhile");
        refused.Args.ShouldBe([app.Services.GetRequiredService<Texts>()["customers.field.city"], "City"]);

        // Theirs for the city; my note stands.
        (await app.Run(Edit(id, seen, was) with { City = "温州市", Note = "我的备注", Theirs = ["City"] })).Ok.ShouldBeTrue();
        var now = (await app.Run(new CustomerDetails { CustomerId = id })).Value;
        (now["City"], now["Note"]).ShouldBe(("宁波市", "我的备注"));

        // Mine, having seen theirs.
        (await app.Run(Edit(id, now, new() { Name = "同项", City = "宁波市", Note = "我的备注" }) with { City = "温州市", Note = "我的备注" })).Ok.ShouldBeTrue();
        (await app.Run(new CustomerDetails { CustomerId = id })).Value["City"].ShouldBe("温州市");
    }

    [Fact]
    public async Task Without_what_was_seen_any_change_meanwhile_is_a_conflict()
    {
        var id = await app.Registered("接口", c => c.City = "杭州市");
        (await app.Run(new ChangeCustomer { CustomerId = id, Version = 0, Name = "接口", City = "宁波市" })).Ok.ShouldBeTrue();

        (await app.Run(new ChangeCustomer { CustomerId = id, Version = 0, Name = "接口", City = "温州市" })).Refusal.ShouldBe("customers.customer.changed_meanwhile");
    }

    [Fact]
    public async Task Keys_and_search_follow_a_changed_phone()
    {
        var id = await app.Registered("换号", c => c.Phone = "13822223333");

        (await app.Run(new ChangeCustomer { CustomerId = id, Version = 0, Name = "换号", Phone = "13844445555" })).Ok.ShouldBeTrue();

        (await app.Names(new() { Q = "22223333" })).ShouldBeEmpty();
        (await app.Names(new() { Q = "44445555" })).ShouldBe(["换号"]);
        (await app.Use(db => db.Set<ContactKey>().Where(k => k.CustomerId == id && k.Kind == ContactKey.Phone).Select(k => k.Value).ToListAsync())).ShouldBe(["+8613844445555"]);
    }

    [Fact]
    public async Task What_was_wrong_before_does_not_keep_another_fact_from_being_put_right()
    {
        var customer = await app.Given(CustomersGiven.Customer("旧数据"));
        await app.Use(db => db.Set<Customer>().Where(c => c.Id == customer.Id).ExecuteUpdateAsync(c => c.SetProperty(x => x.Phone, "call reception")));

        (await app.Run(new ChangeCustomer { CustomerId = customer.Id, Version = 0, Name = "新名字", Phone = "call reception" })).Ok.ShouldBeTrue();
    }

    [Fact]
    [Trait("Row", "CUS-13")]
    public async Task History_says_who_changed_what_and_each_change_can_be_undone()
    {
        var id = await app.Registered("历史", c => (c.City, c.Phone) = ("杭州市", "13855556666"));
        (await app.Run(new ChangeCustomer { CustomerId = id, Version = 0, Name = "历史", City = "宁波市", Phone = "13855557777" })).Ok.ShouldBeTrue();
        (await app.Run(new ChangeCustomer { CustomerId = id, Version = 1, Name = "历史", City = "温州市", Phone = "13855557777" })).Ok.ShouldBeTrue();

        var history = (await app.Run(new FieldHistory { CustomerId = id })).Value;
        history.Select(c => (c.Field, c.From, c.To, c.CanUndo)).ShouldBe(
            [("City", "宁波市", "温州市", true), ("City", "杭州市", "宁波市", false), ("Phone", "138 5555 6666", "138 5555 7777", true)], ignoreOrder: true);

        (await app.Run(new UndoFieldChange { CustomerId = id, ChangeId = Of("City", "杭州市") })).Refusal.ShouldBe("customers.change.changed_since");
        (await app.Run(new UndoFieldChange { CustomerId = id, ChangeId = Of("Phone", "138 5555 6666") })).Ok.ShouldBeTrue();
        (await app.Run(new UndoFieldChange { CustomerId = id, ChangeId = Of("City", "宁波市") })).Ok.ShouldBeTrue();

        var now = (await app.Run(new CustomerDetails { CustomerId = id })).Value;
        (now["City"], now["Phone"]).ShouldBe(("宁波市", "+8613855556666"));
        (await app.Names(new() { Q = "13855556666" })).ShouldBe(["历史"]);
        (await app.Run(new FieldHistory { CustomerId = id })).Value.Count.ShouldBe(5);

        Id<FactChange> Of(string field, string from) => history.Single(c => c.Field == field && c.From == from).Id;
    }

    [Fact]
    [Trait("Row", "CUS-13")]
    public async Task A_day_shows_the_facts_as_they_were_at_its_end()
    {
        var id = await app.Registered("当年", c => c.City = "杭州市");
        (await app.Run(new ChangeCustomer { CustomerId = id, Version = 0, Name = "今日", City = "宁波市" })).Ok.ShouldBeTrue();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

        (await app.Run(new CustomerDetails { CustomerId = id, AsOf = today.AddDays(-2) })).Value["City"].ShouldBe("杭州市");
        (await app.Run(new CustomerDetails { CustomerId = id, AsOf = today.AddDays(-2) })).Value.Name.ShouldBe("当年");
        (await app.Run(new CustomerDetails { CustomerId = id, AsOf = today.AddDays(2) })).Value["City"].ShouldBe("宁波市");
    }

    [Fact]
    [Trait("Row", "CUS-12")]
    public async Task The_timeline_holds_changes_made_together_as_one_and_the_beginning_last()
    {
        var id = await app.Registered("时间线", c => (c.City, c.Source) = ("杭州市", "fair"));
        (await app.Run(new ChangeCustomer { CustomerId = id, Version = 0, Name = "时间线", City = "宁波市", Note = "备注", Source = "fair" })).Ok.ShouldBeTrue();
        (await app.Run(new ChangeCustomer { CustomerId = id, Version = 1, Name = "时间线", City = "温州市", Note = "备注", Source = "fair" })).Ok.ShouldBeTrue();

        var all = (await app.Run(new CustomerTimeline { CustomerId = id, Kinds = "customers.change" })).Value;
        all.Entries.Count.ShouldBe(3);
        all.Next.ShouldBeNull();
        all.Entries[0].Text!.ShouldContain("温州市");
        all.Entries[1].Text!.ShouldContain("备注");
        all.Entries[^1].Id.Value.ShouldBe(id.Value);

        var pages = new List<TimelineEntry>();
        for (string? before = null; ;)
        {
            var page = (await app.Run(new CustomerTimeline { CustomerId = id, Count = 1, Before = before })).Value;
            pages.AddRange(page.Entries);
            if ((before = page.Next) is null) break;
        }
        pages.Select(e => e.Id).ShouldBe(all.Entries.Select(e => e.Id));
    }

    private static ChangeCustomer Edit(Id<Customer> id, CustomerDetail seen, CustomerFacts was) =>
        new() { CustomerId = id, Version = seen.Version, Was = was, Name = was.Name, City = was.City, Note = was.Note };
}
