namespace Guanxi.Browser.Tests.Journeys;

/// <summary>The server is killed while somebody fills in a form, and comes back.</summary>
public sealed class PowerCut(Chromium chromium)
{
    private const string Password = "一二三四五六七八";

    [Theory, MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task A_half_filled_form_is_still_there_after_a_reload(Look look)
    {
        await using var server = await Server.Start();
        await using var visit = await chromium.Visit(server, look);
        await visit.SetUp(server, "林记茶行", "林晓梅", "lin", Password);
        await visit.Go("/settings/people");
        await visit.Field("staff.field.name").FillAsync("王小明");

        await server.Kill();
        await server.StartAgain();
        await visit.Page.ReloadAsync();

        await Expect(visit.Field("staff.field.name")).ToHaveValueAsync("王小明");
        await Expect(visit.Text("host.shell.draft_restored")).ToBeVisibleAsync();
        await visit.LookOver();
    }

    [Theory, MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task A_form_begun_before_is_accepted_after(Look look)
    {
        await using var server = await Server.Start();
        await using var visit = await chromium.Visit(server, look);
        await visit.SetUp(server, "林记茶行", "林晓梅", "lin", Password);
        await visit.Go("/settings/firm");
        await visit.Field("staff.field.firm_name").FillAsync("林记茶行二店");

        await server.Kill();
        await server.StartAgain();
        await visit.Button("staff.save").ClickAsync();

        await Expect(visit.Text("staff.done.saved")).ToBeVisibleAsync();
        await visit.LookOver();
        await visit.Page.ReloadAsync();
        await Expect(visit.Field("staff.field.firm_name")).ToHaveValueAsync("林记茶行二店");
    }
}
