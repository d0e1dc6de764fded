[assembly: AssemblyFixture(typeof(Guanxi.Browser.Tests.Chromium))]

namespace Guanxi.Browser.Tests;

/// <summary>The system's Chromium, started once for all journeys; each journey has a profile of its own in it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? driver;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        driver = await Playwright.CreateAsync();
        // Patience costs nothing where all is well, and a busy machine is no finding.
        SetDefaultExpectTimeout(45_000);
        browser = await driver.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("GUANXI_TEST_CHROMIUM") ?? "/usr/bin/chromium", Args = Arguments });
    }

    /// <summary>Sits down in front of a server.</summary>
    internal async Task<Visit> Visit(Server server, Look look, bool dark = false)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = server.Url.ToString(), Locale = look.Language == "en" ? "en-GB" : look.Language, TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = look.Width, Height = look.Phone ? 844 : 900 }, HasTouch = look.Phone, IsMobile = look.Phone,
            // Things that fade are half transparent while they are looked at.
            ReducedMotion = ReducedMotion.Reduce, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        });
        context.SetDefaultTimeout(60_000);
        return await Browser.Tests.Visit.Begin(context, look);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        driver?.Dispose();
    }
}
