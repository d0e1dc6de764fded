using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Guanxi.Browser.Tests.Journeys;

/// <summary>A warning, the task made of it, the attempt to win back, and the purchase that shows what came of it.</summary>
public sealed class WinningBack(Chromium chromium, DemoFirm demo)
{
    [Theory, MemberData(nameof(Look.BothCrossed), MemberType = typeof(Look))]
    public async Task From_a_warning_over_a_task_and_an_attempt_to_who_came_back(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Owner"), demo.Password);
        var page = visit.Page;
        var rows = page.Locator("tbody a[data-row]");
        await visit.UntilThere("/warnings", rows);
        await visit.LookOver();
        var name = await rows.First.InnerTextAsync();
        var customer = new Uri(new Uri(page.Url), await rows.First.GetAttributeAsync("href")).AbsolutePath;

        await visit.Button("retention.alert.handle_of", name).First.ClickAsync();
        await page.Locator("#handle-note").FillAsync("电话里约了周六");
        await page.Locator("#handle-task").FillAsync("周六带新茶去");
        await visit.LookOver();
        await page.Locator("#handle-alert").GetByRole(AriaRole.Button, new() { Name = visit.Words["retention.alert.handle"], Exact = true }).ClickAsync();
        await Expect(page.GetByText(visit.Words["retention.alert.handled_with_task"])).ToBeVisibleAsync();

        await visit.Go(customer + "/win-back/new");
        await visit.LookOver();
        await visit.Button("retention.win_back.start").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"{customer}([?]|$)"));
        await Expect(page.GetByText("周六带新茶去").First).ToBeVisibleAsync();
        await visit.LookOver();
        await visit.Go("/win-back");
        var attempt = page.Locator("tbody tr").Filter(new() { Has = page.Locator($"a[href='{customer}']") });
        await Expect(attempt).ToBeVisibleAsync();
        await visit.LookOver();

        // Only what is bought from the next day on tells of the attempt.
        visit.ServerMayBeGone = true;
        (await server.Stop()).ShouldBe(0);
        await YesterdayIsWhatTodayWas(server.Data);
        await server.StartAgain();
        await visit.Go(customer + "/orders/new");
        await page.Locator("[name='Form.Lines[0].Description']").FillAsync("明前龙井");
        await page.Locator("[name='Form.Lines[0].Quantity']").FillAsync("2");
        await page.Locator("[name='Form.Lines[0].Price']").FillAsync("128.50");
        await visit.Button("sales.order.save").ClickAsync();
        await Expect(visit.Text("sales.order.saved")).ToBeVisibleAsync();
        await visit.Go("/value");
        // Who leaves the page before the answer takes back what was asked.
        await page.RunAndWaitForResponseAsync(() => visit.Button("value.run.start").ClickAsync(), answer => answer.Request.Method == "POST");
        await visit.UntilThere("/win-back?state=won_back", attempt);
        await visit.LookOver();

        await attempt.Locator("a").ClickAsync();
        await Expect(page.GetByText(visit.Words.Like("retention.win_back.returned")).First).ToBeVisibleAsync();
        await visit.LookOver();
    }

    private static async Task YesterdayIsWhatTodayWas(string data)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "guanxi.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE retention_win_back SET started_on = date(started_on, '-1 day'), change_stamp = CAST(unixepoch('subsec') * 1000000 AS INTEGER) WHERE started_on = (SELECT max(started_on) FROM retention_win_back)";
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }
}
