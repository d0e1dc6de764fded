namespace Guanxi.Browser.Tests.Journeys;

/// <summary>The server is killed while somebody fills in a form, and comes back.</summary>
public sealed class PowerCut(Chromium chromium)
{
    private const string Password = "一二三四五六七八";

    [Theory, MemberData(nameof(Look.BothCrossed), MemberType = typeof(Look))]
    public async Task A_half_filled_form_is_still_there_and_is_accepted(Look look)
    {
        await using var server = await Server.Start();
        await using var visit = await chromium.Visit(server, look);
        await visit.SetUp(server, "林记茶行", "林晓梅", "lin", Password);
        await visit.Go("/customers/new");
        await visit.Field("customers.field.name").FillAsync("王小明");
        await visit.Field("customers.field.note").FillAsync("爱喝明前龙井");

        visit.ServerMayBeGone = true;
        await server.Kill();
        await server.StartAgain();
        await visit.Page.ReloadAsync();

        await Expect(visit.Field("customers.field.name")).ToHaveValueAsync("王小明");
        await Expect(visit.Field("customers.field.note")).ToHaveValueAsync("爱喝明前龙井");
        await Expect(visit.Text("host.shell.draft_restored")).ToBeVisibleAsync();
        await visit.LookOver();

        // Once more, and this time it is sent as it stands, by a session and with a token from before.
        await visit.Field("customers.field.city").FillAsync("杭州");
        await server.Kill();
        await server.StartAgain();
        await visit.Button("customers.new.save").ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "王小明", Level = 1 })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("杭州").First).ToBeVisibleAsync();
        await visit.LookOver();
    }
}
