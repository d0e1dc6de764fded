namespace Guanxi.Browser.Tests;

/// <summary>The pictures in README.md and the guide, of the demo firm as anybody can start it. Not a test: run by <c>make screenshots</c> alone.</summary>
public sealed class Screenshots(Chromium chromium, DemoFirm demo)
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("today", "/"), ("customers", "/customers"), ("value", "/value"), ("imports", "/imports"), ("tasks", "/tasks"), ("settings", "/settings"),
    ];

    [Theory(Explicit = true), MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Take(Look look)
    {
        var folder = Path.Combine(Repository.Root, "docs", "screenshots", look.Language);
        Directory.CreateDirectory(folder);
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Owner"), demo.Password);
        foreach (var (name, path) in Pages)
        {
            await visit.Go(path);
            await Shoot(name);
        }
        await visit.Go("/customers?sort=-value");
        await visit.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Row).Nth(1).GetByRole(AriaRole.Link).First.ClickAsync();
        await Shoot("customer");

        async Task Shoot(string name)
        {
            await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}{(look.Phone ? "-phone" : "")}.png"), Animations = ScreenshotAnimations.Disabled });
        }
    }
}
