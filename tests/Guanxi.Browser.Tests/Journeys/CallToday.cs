namespace Guanxi.Browser.Tests.Journeys;

/// <summary>Who is about to leave, and what is done about it.</summary>
public sealed class CallToday(Chromium chromium, DemoFirm demo)
{
    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task A_customer_at_risk_becomes_a_task_and_the_task_is_done(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Manager"), demo.Password);
        await visit.UntilThere("/today", visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = visit.Words.Like("value.task.make_for") }).First);
        await visit.LookOver();

        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = visit.Words.Like("value.task.make_for") }).First.ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToBeVisibleAsync();
        await visit.LookOver();
        await visit.Field("value.task.what").FillAsync("请她来店里试新茶");
        await visit.Button("value.task.save").ClickAsync();
        await Expect(visit.Page.GetByText(visit.Words.Like("value.task.made"))).ToBeVisibleAsync();
        await visit.LookOver();

        // It may be a colleague's: the link leads to where it is.
        await visit.Page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Link, new() { Name = visit.Words["value.task.all"], Exact = true }).ClickAsync();
        var task = visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "请她来店里试新茶" });
        await Expect(task).ToBeVisibleAsync();
        await visit.LookOver();
        await task.GetByRole(AriaRole.Button).ClickAsync();
        await visit.Field("contact.field.result").FillAsync("她周六来。");
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = visit.Words["contact.task.finish"], Exact = true }).ClickAsync();
        await Expect(task).ToHaveCountAsync(0);
        await visit.LookOver();
    }

    [Theory, MemberData(nameof(Look.BothCrossed), MemberType = typeof(Look))]
    public async Task A_colleague_is_found_who_is_to_call(Look look)
    {
        await using var server = await demo.Open();
        // Somebody who sees every customer: the owner, whose name stands on the account's menu.
        string name;
        await using (var owner = await chromium.Visit(server, look))
        {
            await owner.SignIn(demo.User("Owner"), demo.Password);
            var menu = owner.Page.GetByRole(AriaRole.Button, new() { NameRegex = owner.Words.Like("host.shell.user_menu") });
            await Expect(menu).ToBeVisibleAsync();
            name = (await menu.GetAttributeAsync("aria-label"))!.Replace(owner.Words["host.shell.user_menu"].Replace("{0}", "", StringComparison.Ordinal).Trim(), "", StringComparison.Ordinal).Trim();
        }
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Manager"), demo.Password);
        await visit.UntilThere("/today", visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = visit.Words.Like("value.task.make_for") }).First);
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = visit.Words.Like("value.task.make_for") }).First.ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await visit.Field("value.task.what").FillAsync("请老同事打电话");

        // Some are offered before a letter is typed, and with letters the one of that name.
        await dialog.Locator(".ts-control").ClickAsync();
        var offered = dialog.Locator(".ts-dropdown .option");
        await Expect(offered.Nth(5)).ToBeVisibleAsync();
        await visit.LookOver();
        await dialog.Locator(".ts-control input").PressSequentiallyAsync(name);
        await Expect(offered.Filter(new() { HasText = name })).ToBeVisibleAsync();
        await Expect(offered).ToHaveCountAsync(1);
        await offered.ClickAsync();
        await visit.Button("value.task.save").ClickAsync();
        await Expect(visit.Page.GetByText(visit.Words.Like("value.task.made"))).ToBeVisibleAsync();

        await visit.Page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Link, new() { Name = visit.Words["value.task.all"], Exact = true }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "请老同事打电话" })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText(name).First).ToBeVisibleAsync();
    }
}
