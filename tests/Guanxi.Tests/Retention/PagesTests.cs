using System.Net;
using System.Text.RegularExpressions;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Retention.Losses;
using Guanxi.Retention.Warnings.Alerts;
using Guanxi.Retention.WinBack.Cases;
using Guanxi.Retention.WinBack.Rounds;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Retention;

[Trait("Row", "RET-3")]
public sealed partial class PagesTests : IAsyncLifetime
{
    private readonly GuanxiApp app = new();
    private WatchedFirm firm = null!;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        firm = await WatchedFirm.Of(app);
        await firm.Settings(s => s with { Small = true, MostNew = 10_000 });
        await firm.Run();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Every_page_opens_in_both_languages_with_all_its_texts()
    {
        var lost = firm.Customers[WatchedFirm.Gone];
        _ = (await app.Run(new RecordLoss { CustomerId = lost, Kind = LossKind.Competitor, Cause = LossCause.BetterOffer, Competitor = "Chai & Co", Source = LossSource.Survey, LostOn = WatchedFirm.Today })).Value;
        var round = (await app.Run(new StartRound { Name = "Spring", Grades = [.. RoundCustomers.Grades], Stages = ["lost"], ControlShare = 0.3 })).Value;
        var customer = await app.Use(db => db.Set<WinBackCase>().Where(w => w.State == WinBackState.Running).Select(w => w.CustomerId).FirstAsync());
        var aside = await app.Use(db => db.Set<WinBackCase>().Where(w => w.State == WinBackState.SetAside).Select(w => w.CustomerId).FirstAsync());
        using var owner = await Visitor.SignedIn(app);
        foreach (var language in Texts.Languages)
        {
            owner.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
            owner.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            foreach (var url in (string[])
            [
                "/warnings", "/warnings?whose=nobody&severity=alarm&overdue=true", "/warnings?state=handled", "/settings/warnings", "/losses?from=2026-01-01&to=2026-12-31", "/losses/customers?from=2026-01-01&to=2026-12-31&kind=competitor", $"/customers/{lost}/losses/new",
                "/win-back", "/win-back?state=set_aside", "/win-back/rounds", "/win-back/rounds/new", $"/win-back/rounds/{round}", "/win-back/effect", "/settings/play-books", "/settings/play-books?grade=small",
                $"/customers/{customer}", $"/customers/{customer}/win-back/new", $"/customers/{aside}", $"/customers/{aside}/win-back/new", "/today",
            ])
                Missing().Matches(await owner.Read(url)).Select(m => m.Value).ShouldBeEmpty($"{url} in {language}");
        }
    }

    [Fact]
    [Trait("Row", "RET-1")]
    public async Task A_warning_is_handled_on_its_page_one_by_one_and_many_at_once()
    {
        using var owner = await Visitor.SignedIn(app);
        var rows = (await app.Run(new AlertList { Count = 200 })).Value.Rows;
        (await owner.Read("/warnings")).ShouldContain($"href=\"/customers/{rows[0].Customer.Id}\"");

        using var one = await owner.Submit("/warnings", "handle-alert", new() { ["Handling.CustomerId"] = rows[0].Key.CustomerId.ToString(), ["Handling.AlertId"] = rows[0].Key.Id.ToString(), ["Handling.Note"] = "Called", ["Handling.Task"] = "Ask again", ["Handling.TaskDueOn"] = "2026-04-02", ["Handling.TaskOwnerId"] = "" });
        one.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var two = await owner.Submit("/warnings", "bulk-handle", new() { ["Bulk.Note"] = "Seen to" }, ("Bulk.Chosen", rows[1].Key.ToString()), ("Bulk.Chosen", rows[2].Key.ToString()));
        two.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await app.Run(new AlertList { State = AlertState.Handled })).Value.Rows.Select(r => r.Note).ShouldBe(["Called", "Seen to", "Seen to"], ignoreOrder: true);
        (await owner.Read("/warnings?state=handled")).ShouldContain("Seen to");
    }

    [Fact]
    [Trait("Row", "RET-1")]
    public async Task An_alarm_past_its_day_stands_at_the_top_of_the_page_for_today()
    {
        using var owner = await Visitor.SignedIn(app);
        var alarm = (await app.Run(new AlertList { Severity = Guanxi.Retention.Warnings.Signals.Severity.Alarm, Count = 200 })).Value.Rows[0];
        (await owner.Read("/today")).ShouldNotContain("id=\"overdue-title\"");
        await app.Use(db => db.Set<Alert>().Where(a => a.Id == alarm.Key.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.DueOn, new DateOnly(2026, 4, 1))));

        var page = await owner.Read("/today");

        page.ShouldContain("id=\"overdue-title\"");
        page.ShouldContain(WebUtility.HtmlEncode(alarm.Customer.Name));
    }

    [GeneratedRegex(@"\[retention\.[a-z0-9_.]+\]|\[customers\.[a-z0-9_.]+\]")]
    private static partial Regex Missing();
}
