using System.Text.RegularExpressions;

namespace Guanxi.Browser.Tests.Journeys;

/// <summary>How it stood then, who moved since, how good the forecasts are and what they rest on.</summary>
public sealed partial class LookingBack(Chromium chromium, DemoFirm demo)
{
    [Theory, MemberData(nameof(Look.BothCrossed), MemberType = typeof(Look))]
    public async Task From_an_earlier_day_over_a_cell_of_the_movement_to_one_customer(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Owner"), demo.Password);
        var choice = visit.Page.GetByLabel(visit.Words["value.field.as_of"], new() { Exact = true });
        await visit.UntilThere("/value", choice);

        // The days are chosen by hand; the page follows without a button.
        await choice.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Expect(visit.Page).ToHaveURLAsync(AsOf());
        await Expect(visit.Page.GetByText(visit.Words.Like("value.history.notice"))).ToBeVisibleAsync();
        await visit.LookOver();
        await visit.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = visit.Words["value.history.to_newest"], Exact = true }).ClickAsync();
        await Expect(visit.Page).Not.ToHaveURLAsync(AsOf());
        // The address changes before the page does: the earlier day's links lead elsewhere.
        await Expect(visit.Page.GetByText(visit.Words.Like("value.history.notice"))).ToHaveCountAsync(0);

        await visit.Link("value.migration.open").ClickAsync();
        await Expect(visit.Heading("value.migration.title")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("[data-chart] svg").First).ToBeVisibleAsync();
        await visit.LookOver();
        var stages = visit.Page.GetByRole(AriaRole.Group, new() { Name = visit.Words["value.migration.kind"] }).GetByRole(AriaRole.Link, new() { Name = visit.Words["value.stage"], Exact = true });
        await stages.ClickAsync();
        // The address changes before the page does.
        await Expect(stages).ToHaveAttributeAsync("aria-current", "true");
        var cell = visit.Page.Locator(".movement td a").First;
        var count = int.Parse(NoDigit().Replace(await cell.InnerTextAsync(), ""), System.Globalization.CultureInfo.InvariantCulture);
        await cell.ClickAsync();
        await Expect(visit.Page.Locator("tbody tr")).ToHaveCountAsync(Math.Min(count, 50));
        await visit.LookOver();

        await visit.Page.Locator("tbody a[data-row]").First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = visit.Words["value.standings.open"] }).ClickAsync();
        await Expect(visit.Heading("value.standings.title")).ToBeVisibleAsync();
        await visit.LookOver();
        await visit.Page.Locator("tbody a[data-row]").Last.ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(AsOf());
        await Expect(visit.Page.GetByText(visit.Words.Like("value.history.notice"))).ToBeVisibleAsync();
        await visit.LookOver();
    }

    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task How_good_the_forecasts_are_and_where_a_figure_comes_from(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Owner"), demo.Password);
        await visit.UntilThere("/value", visit.Link("value.sheet.open"));

        await visit.Link("value.sheet.open").ClickAsync();
        await Expect(visit.Heading("value.sheet.title")).ToBeVisibleAsync();
        foreach (var part in new[] { "choice", "parameters", "churn", "classes", "money", "tracking", "blind" }) await Expect(visit.Heading($"value.sheet.{part}").First).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("[data-chart] svg").First).ToBeVisibleAsync();
        await visit.LookOver();

        await visit.Go("/value");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = visit.Words["kernel.figure.source_of", visit.Words["value.potential"]], Exact = true }).ClickAsync();
        await Expect(visit.Heading("value.lineage.title")).ToBeVisibleAsync();
        await visit.Page.GetByText(visit.Words["value.lineage.sql"], new() { Exact = true }).First.ClickAsync();
        await Expect(visit.Page.Locator(".lineage-sql").First).ToBeVisibleAsync();
        await visit.LookOver();
    }

    // The page that somebody leaves stands until the next one has come: what it was waiting for may happen in between.
    [Fact]
    public async Task Who_went_on_while_a_run_ended_is_not_taken_back()
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, new("en", 1440));
        await visit.SignIn(demo.User("Owner"), demo.Password);
        var start = visit.Button("value.run.start");
        await visit.UntilThere("/value", start);
        var (following, left, ended) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        await visit.Page.RouteAsync(Jobs(), async route =>
        {
            following.TrySetResult();
            await left.Task;
            await route.FulfillAsync(new() { ContentType = "application/json", Body = """{ "state": "done" }""" });
            ended.TrySetResult();
        });
        await visit.Page.RouteAsync(Lineage(), async route =>
        {
            left.TrySetResult();
            await ended.Task;
            await route.ContinueAsync();
        });

        await start.ClickAsync();
        await following.Task.WaitAsync(TestContext.Current.CancellationToken);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = visit.Words["kernel.figure.source_of", visit.Words["value.potential"]], Exact = true }).ClickAsync();

        await Expect(visit.Heading("value.lineage.title")).ToBeVisibleAsync();
    }

    [GeneratedRegex("as_of=")]
    private static partial Regex AsOf();

    [GeneratedRegex("/api/jobs/")]
    private static partial Regex Jobs();

    [GeneratedRegex("/value/lineage")]
    private static partial Regex Lineage();

    [GeneratedRegex("[^0-9]")]
    private static partial Regex NoDigit();
}
