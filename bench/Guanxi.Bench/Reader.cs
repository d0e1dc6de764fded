using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Guanxi.Bench;

/// <summary>Somebody signed in, who asks for pages and for the API as a browser does: one connection for each pending request, compressed answers.</summary>
internal sealed partial class Reader : IDisposable
{
    private readonly HttpClient http;

    private Reader(Uri url)
    {
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = true }) { BaseAddress = url };
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
    }

    public static async Task<Reader> SignIn(Server server)
    {
        var reader = new Reader(server.Url);
        reader.http.DefaultRequestHeaders.AcceptEncoding.Clear();
        var form = await reader.http.GetStringAsync("/sign-in");
        // The page has another form, for the language, with a token of its own.
        form = form[form.LastIndexOf("<form", form.IndexOf("Form.Password", StringComparison.Ordinal), StringComparison.Ordinal)..];
        var fields = Hidden().Matches(form[..form.IndexOf("</form>", StringComparison.Ordinal)]).ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value));
        fields["Form.UserName"] = Firm.User;
        fields["Form.Password"] = Firm.Password;
        using var answer = await reader.http.PostAsync("/sign-in", new FormUrlEncodedContent(fields));
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"Sign-in was answered with {answer.StatusCode}.");
        reader.http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        return reader;
    }

    /// <summary>Reads a page to its end.</summary>
    /// <returns>How many bytes came.</returns>
    public async Task<int> Get(string path)
    {
        using var answer = await http.GetAsync(path);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{path} was answered with {answer.StatusCode}.");
        return (await answer.Content.ReadAsByteArrayAsync()).Length;
    }

    /// <summary>Reads a page as text.</summary>
    public async Task<string> Text(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        await using var content = await answer.Content.ReadAsStreamAsync();
        await using var plain = answer.Content.Headers.ContentEncoding.Contains("br") ? new System.IO.Compression.BrotliStream(content, System.IO.Compression.CompressionMode.Decompress) : content;
        using var reader = new StreamReader(plain);
        return await reader.ReadToEndAsync();
    }

    public async Task<JsonElement> Json(string path) => JsonDocument.Parse(await Text(path)).RootElement;

    public async Task Post(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path} was answered with {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Sends bytes and reads what is answered.</summary>
    public async Task<JsonElement> Send(string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("text/csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body.Length == 0 ? null : content };
        request.Headers.AcceptEncoding.ParseAdd("identity");
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path} was answered with {answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Waits until no run of the insight is under way, nor comes within some seconds.</summary>
    public async Task UntilQuiet()
    {
        for (var quiet = 0; quiet < 10; await Task.Delay(500)) quiet = await IsRunning() ? 0 : quiet + 1;
    }

    /// <summary>Whether a run of the insight is waiting or under way.</summary>
    public async Task<bool> IsRunning() => (await Json("/api/insight")).TryGetProperty("runningJob", out var job) && job.ValueKind != JsonValueKind.Null;

    public void Dispose() => http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)"|<input (?=[^>]*type="hidden")(?=[^>]*name="(?<name>[^"]+)")(?=[^>]*value="(?<value>[^"]*)")""")]
    private static partial Regex Hidden();
}
