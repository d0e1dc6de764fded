using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Guanxi.Tests.Shell;

/// <summary>What a browser that has never been here loads for its first page.</summary>
public sealed partial class FirstPageTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_cold_browser_loads_at_most_150_kB_in_10_requests()
    {
        using var http = await app.Http();
        var bytes = 0L;
        var asked = new HashSet<string>();
        var waiting = new Queue<string>(["/sign-in"]);
        while (waiting.TryDequeue(out var path))
        {
            if (!asked.Add(path)) continue;
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { AcceptEncoding = { new StringWithQualityHeaderValue("gzip") } } };
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            answer.IsSuccessStatusCode.ShouldBeTrue(path);
            var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            bytes += body.Length;
            var text = await Text(body, answer.Content.Headers.ContentEncoding.Contains("gzip"));
            foreach (Match loaded in path == "/sign-in" ? Loaded().Matches(text) : path.StartsWith("/js/", StringComparison.Ordinal) ? Imported().Matches(text) : Loaded().Matches(""))
                waiting.Enqueue((path == "/sign-in" ? "/" : "/js/") + (loaded.Groups[1].Success ? loaded.Groups[1] : loaded.Groups[2]).Value);
        }

        asked.Count.ShouldBeInRange(5, 10, string.Join(' ', asked));
        bytes.ShouldBeLessThan(150_000, string.Join(' ', asked));
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/customers?q=a", "/customers?q=a")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    public async Task A_choice_of_language_leads_back_to_a_page_of_ours_only(string back, string landing)
    {
        using var http = await app.Http();
        var page = await http.GetStringAsync("/sign-in", TestContext.Current.CancellationToken);
        var token = Token().Match(page).Groups[1].Value;

        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["choice"] = "en", ["back"] = back });
        using var answer = await http.PostAsync("/appearance/language", form, TestContext.Current.CancellationToken);

        answer.Headers.Location!.ToString().ShouldBe(landing);
        (await http.GetStringAsync("/sign-in", TestContext.Current.CancellationToken)).ShouldContain("<html lang=\"en\"");
    }

    private static async Task<string> Text(byte[] body, bool packed)
    {
        if (!packed) return System.Text.Encoding.UTF8.GetString(body);
        using var reader = new StreamReader(new System.IO.Compression.GZipStream(new MemoryStream(body), System.IO.Compression.CompressionMode.Decompress));
        return await reader.ReadToEndAsync();
    }

    [GeneratedRegex("""<(?:link|script)[^>]*?(?:href|src)="([^"]+)["]|<use href="([^"#]+)""")]
    private static partial Regex Loaded();

    [GeneratedRegex("""^import .*?'\./([^']+)'""", RegexOptions.Multiline)]
    private static partial Regex Imported();

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)["]""")]
    private static partial Regex Token();
}
