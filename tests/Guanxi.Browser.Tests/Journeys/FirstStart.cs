namespace Guanxi.Browser.Tests.Journeys;

/// <summary>A firm that has never seen the product: the link that the server prints, then the first page.</summary>
public sealed class FirstStart(Chromium chromium)
{
    [Theory, MemberData(nameof(Look.BothCrossed), MemberType = typeof(Look))]
    public async Task The_set_up_link_opens_once(Look look)
    {
        await using var server = await Server.Start();
        await using var visit = await chromium.Visit(server, look);

        await visit.GoToSetUp(server);
        await visit.LookOver();
        await visit.SetUp(server, "林记茶行", "林晓梅", "lin", "一二三四五六七八");
        await visit.LookOver();

        await visit.SignOut();
        await visit.GoToSetUp(server);
        await Expect(visit.Button("staff.set_up.button")).ToHaveCountAsync(0);
        await visit.LookOver();

        await visit.SignIn("lin", "一二三四五六七八");
        await visit.LookOver();
    }
}
