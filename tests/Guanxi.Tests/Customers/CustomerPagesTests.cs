using System.Net;
using Guanxi.Customers;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Customers;

/// <summary>The pages as a browser without scripts has them.</summary>
public sealed class CustomerPagesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_customer_is_entered_found_opened_and_walked_to()
    {
        using var visitor = await Visitor.SignedIn(app);
        using (var saved = await visitor.Submit("/customers/new", "customer", new() { ["Form.Name"] = "页面张三", ["Form.Phone"] = "13700000001", ["Form.City"] = "杭州市", ["Form.Tags"] = "茶友,VIP" }))
            saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await app.Registered("页面李四");

        var list = await visitor.Read("/customers?q=yemian&sort=name");
        list.ShouldContain("页面张三");
        list.ShouldContain("137 0000 0001");
        var first = list.Split("href=\"").Select(h => WebUtility.HtmlDecode(h.Split('"')[0])).First(h => h.StartsWith("/customers/", StringComparison.Ordinal) && h.Contains("at=", StringComparison.Ordinal));
        first.ShouldContain("q=yemian");
        var page = await visitor.Read(first);
        page.ShouldContain("页面李四");
        page.ShouldContain("rel=\"next\" href=\"/customers/");
    }

    [Fact]
    public async Task What_was_typed_survives_a_refusal()
    {
        using var visitor = await Visitor.SignedIn(app);

        using var refused = await visitor.Submit("/customers/new?kind=organisation", "customer", new() { ["Form.Name"] = "留下来的名字", ["Form.CreditCode"] = "123", ["Form.Note"] = "备注也在" });
        var page = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        page.ShouldContain("value=\"留下来的名字\"");
        page.ShouldContain("备注也在");
        page.ShouldContain("统一社会信用代码不正确");
    }

    [Fact]
    public async Task An_impossible_birthday_is_an_error_beside_its_field_and_stays()
    {
        using var visitor = await Visitor.SignedIn(app);

        using var refused = await visitor.Submit("/customers/new", "customer", new() { ["Form.Name"] = "生日有误", ["Form.Birthday"] = "1990-13-45" });
        var page = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        refused.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.ShouldContain("id=\"birthday-error\"");
        page.ShouldContain("value=\"1990-13-45\"");
    }

    [Fact]
    public async Task Masked_values_are_locked_in_the_form()
    {
        var id = await app.Registered("上锁客户", c => c.Email = "locked@tea.example");
        (await app.Run(new Guanxi.Staff.Roles.EditRole { Name = "typist", Scope = Scope.All, Rights = ["customers.read", "customers.edit"] })).Ok.ShouldBeTrue();
        using var masked = await Visitor.SignedIn(app, "typist");
        using var owner = await Visitor.SignedIn(app);
        (await masked.Read($"/customers/{id}/edit")).ShouldMatch("value=\"l\\*{4}@tea.example\"[^>]* readonly");
        (await owner.Read($"/customers/{id}/edit")).ShouldNotContain("readonly");
    }

    [Fact]
    public async Task The_page_after_a_form_says_once_that_it_is_saved_and_takes_the_draft_back()
    {
        var id = await app.Registered("说一声客户");
        using var visitor = await Visitor.SignedIn(app);
        Dictionary<string, string> form = new() { ["Form.Name"] = "说一声客户", ["Form.City"] = "杭州市", ["__draft"] = "mark1" };

        using (var refused = await visitor.Submit($"/customers/{id}/edit", "customer", new(form) { ["Form.Birthday"] = "never" }))
            Cookies(refused).ShouldNotContain("guanxi.accepted");
        using (var saved = await visitor.Submit($"/customers/{id}/edit", "customer", form))
            Cookies(saved).ShouldContain("guanxi.accepted=mark1");
        (await visitor.Read($"/customers/{id}")).ShouldContain("客户资料已保存");
        (await visitor.Read($"/customers/{id}")).ShouldNotContain("客户资料已保存");

        static string Cookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? string.Join("; ", cookies) : "";
    }

    [Fact]
    public async Task A_refused_form_keeps_its_choices_and_a_filter_names_itself()
    {
        using var visitor = await Visitor.SignedIn(app);

        using var refused = await visitor.Submit("/customers/new", "customer", new() { ["Form.Name"] = "来源", ["Form.Source"] = "", ["Form.Phone"] = "12" });
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("<option value=\"\" selected></option>");
        (await visitor.Read("/customers")).ShouldMatch("data-combobox-url=\"/api/customers/owner-choices\" placeholder=\"[^\"]+\"");
    }

    [Fact]
    public async Task A_known_phone_shows_whose_it_is_and_offers_to_save_all_the_same()
    {
        var known = await app.Registered("已有客户甲", c => c.Phone = "13700000009");
        using var visitor = await Visitor.SignedIn(app);
        Dictionary<string, string> form = new() { ["Form.Name"] = "同号客户", ["Form.Phone"] = "137 0000 0009" };

        using (var refused = await visitor.Submit("/customers/new", "customer", form))
        {
            var page = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            page.ShouldContain($"/customers/{known}");
            page.ShouldContain("Form.EvenIfKnown");
        }
        using var saved = await visitor.Submit("/customers/new", "customer", new(form) { ["Form.EvenIfKnown"] = "true" });
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_second_of_two_editors_sees_what_the_first_did_and_chooses()
    {
        var id = await app.Registered("并发客户", c => c.City = "杭州市");
        using var visitor = await Visitor.SignedIn(app);
        var edit = $"/customers/{id}/edit";
        var seen = await visitor.Read(edit);
        seen.ShouldContain("value=\"杭州市\"");
        (await app.Run(new ChangeCustomer { CustomerId = id, Version = 0, Name = "并发客户", City = "宁波市" })).Ok.ShouldBeTrue();

        // As the browser that opened the form before would send it.
        Dictionary<string, string> form = new() { ["Form.Name"] = "并发客户", ["Form.City"] = "温州市", ["Form.Note"] = "我的备注", ["Form.Version"] = "0", ["Form.Was.Name"] = "并发客户", ["Form.Was.City"] = "杭州市" };
        using (var refused = await visitor.Submit(edit, "customer", form))
        {
            var page = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            page.ShouldContain("您编辑期间");
            page.ShouldContain("宁波市");
            page.ShouldContain("value=\"温州市\"");
            page.ShouldContain("我的备注");
        }

        // The refused page carries the newer version; now theirs is chosen for the city.
        using var saved = await visitor.Submit(edit, "customer", new() { ["Form.Name"] = "并发客户", ["Form.City"] = "温州市", ["Form.Note"] = "我的备注", ["Form.Theirs[0]"] = "City" });
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var now = (await app.Run(new CustomerDetails { CustomerId = id })).Value;
        (now["City"], now["Note"]).ShouldBe(("宁波市", "我的备注"));
    }

    [Fact]
    public async Task A_change_is_undone_from_the_history()
    {
        var id = await app.Registered("撤销客户", c => c.City = "杭州市");
        (await app.Run(new ChangeCustomer { CustomerId = id, Version = 0, Name = "撤销客户", City = "宁波市" })).Ok.ShouldBeTrue();
        var change = (await app.Run(new FieldHistory { CustomerId = id })).Value.Single();
        using var visitor = await Visitor.SignedIn(app);

        using var undone = await visitor.Submit($"/customers/{id}/history", "undo", new() { ["ChangeId"] = change.Id.ToString() });

        undone.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.Run(new CustomerDetails { CustomerId = id })).Value["City"].ShouldBe("杭州市");
    }

    [Fact]
    public async Task A_seller_gets_neither_a_strangers_page_nor_the_buttons_of_a_manager()
    {
        var theirs = await app.Known(CustomersGiven.Customer("别人的客户", owner: Id<Person>.New()));
        using var visitor = await Visitor.SignedIn(app, "sales");

        using (var page = await visitor.Http.GetAsync($"/customers/{theirs.Id}", TestContext.Current.CancellationToken)) page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var saved = await visitor.Submit("/customers/new", "customer", new() { ["Form.Name"] = "自己的客户" })) saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var list = await visitor.Read("/customers");
        list.ShouldContain("自己的客户");
        list.ShouldNotContain("别人的客户");
    }

    [Fact]
    public async Task The_api_speaks_the_same_words()
    {
        using var visitor = await Visitor.SignedIn(app);
        using var made = await visitor.Http.PostAsync("/api/customers", new StringContent("""{"name":"接口客户","kind":"organisation","country":"GB","phone":"020 7946 0018"}""", null, "application/json"), TestContext.Current.CancellationToken);
        made.StatusCode.ShouldBe(HttpStatusCode.Created);

        var list = await visitor.Read("/api/customers?q=接口&kind=organisation&count=5");
        list.ShouldContain("+442079460018");
        var detail = await visitor.Read($"/api/customers/{(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Trim('"')}");
        detail.ShouldContain("\"name\":\"接口客户\"", Case.Insensitive);
        using var missing = await visitor.Http.GetAsync("/api/customers/42", TestContext.Current.CancellationToken);
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await missing.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("customers.customer.not_found");
    }
}
