using System.Diagnostics;
using System.Net;
using Microsoft.Playwright;

namespace Guanxi.Bench;

/// <summary>What it takes until somebody sees the first page: the server's start, and what a browser that was never here has to fetch.</summary>
internal static class FirstPage
{
    public static async Task Start(Firm firm, Report report)
    {
        var took = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await using var server = await Server.Start(firm.Folder, empty: false);
            using var http = new HttpClient { BaseAddress = server.Url };
            using var answer = await http.GetAsync("/sign-in");
            if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"The first page was answered with {answer.StatusCode}.");
            await answer.Content.ReadAsByteArrayAsync();
            took.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
            await server.Stop();
        }
        report.Add(Figure.FirstAnswer, firm.Size, new Samples(took).Median);
    }

    public static async Task Weigh(Firm firm, Server server, Report report)
    {
        const string Chromium = "/usr/bin/chromium";
        if (!File.Exists(Chromium))
        {
            report.Note("the weight of the first page was not measured: there is no Chromium");
            return;
        }
        using var driver = await Playwright.CreateAsync();
        await using var browser = await driver.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
        var page = await browser.NewPageAsync();
        var wire = await page.Context.NewCDPSessionAsync(page);
        await wire.SendAsync("Network.enable");
        double bytes = 0;
        var requests = 0;
        wire.Event("Network.requestWillBeSent").OnEvent += (_, _) => Interlocked.Increment(ref requests);
        wire.Event("Network.loadingFinished").OnEvent += (_, e) => bytes += e!.Value.GetProperty("encodedDataLength").GetDouble();
        // The first page that somebody without a session sees; the customer list is what they work in.
        await page.GotoAsync(new Uri(server.Url, "/sign-in").ToString());
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        report.Add(Figure.ColdBytes, firm.Size, bytes / 1000);
        report.Add(Figure.ColdRequests, firm.Size, requests);
    }
}
