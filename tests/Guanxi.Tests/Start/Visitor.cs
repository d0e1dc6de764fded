using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Guanxi.Data;
using Guanxi.Staff;

namespace Guanxi.Tests.Start;

/// <summary>A browser without a window: keeps cookies, fills forms in with their hidden fields.</summary>
public sealed partial class Visitor(HttpClient http) : IDisposable
{
    public const string Password = "tea-in-the-rain";

    public HttpClient Http => http;

    /// <summary>Someone at another server than the test's own.</summary>
    public static Visitor Of(Uri server) => new(new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server });

    /// <summary>Hires someone and signs them in.</summary>
    public static async Task<Visitor> SignedIn(GuanxiApp app, string role = "owner", Id<Unit>? unit = null)
    {
        var name = $"{role}{Ids.Next()}";
        _ = (await app.Run(new Hire { Name = name, UserName = name, Role = role, UnitId = unit, Password = Password })).Value;
        var visitor = new Visitor(await app.Http());
        (await visitor.SignIn(name, Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return visitor;
    }

    public Task<HttpResponseMessage> SignIn(string userName, string password, string returnUrl = "/") =>
        Submit($"/sign-in?ReturnUrl={Uri.EscapeDataString(returnUrl)}", "sign-in", new() { ["Form.UserName"] = userName, ["Form.Password"] = password });

    public async Task<string> Read(string url)
    {
        using var answer = await http.GetAsync(url, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, url);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public Task<T?> Api<T>(string url) => http.GetFromJsonAsync<T>(url, StoredJson.Options, TestContext.Current.CancellationToken);

    /// <summary>Opens the page, fills in the form of that name (or with that action) and sends it, as a browser would.</summary>
    public async Task<HttpResponseMessage> Submit(string url, string form, Dictionary<string, string> entries, params (string Name, string Value)[] ticked)
    {
        var (action, fields) = await FilledIn(url, form, entries);
        using var content = new FormUrlEncodedContent([.. fields, .. ticked.Select(t => KeyValuePair.Create(t.Name, t.Value))]);
        return await http.PostAsync(action, content, TestContext.Current.CancellationToken);
    }

    /// <summary>As <see cref="Submit"/>, with files chosen in the input <c>files</c>.</summary>
    public async Task<HttpResponseMessage> SubmitFiles(string url, string form, Dictionary<string, string> entries, params (string Name, byte[] Content)[] files)
    {
        var (action, fields) = await FilledIn(url, form, entries);
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields) content.Add(new StringContent(value), name);
        foreach (var (name, bytes) in files) content.Add(new ByteArrayContent(bytes), "files", name);
        return await http.PostAsync(action, content, TestContext.Current.CancellationToken);
    }

    private async Task<(string Action, Dictionary<string, string> Fields)> FilledIn(string url, string form, Dictionary<string, string> entries)
    {
        var page = await Read(url);
        var html = Forms().Matches(page).Select(m => m.Value).FirstOrDefault(f => f.Contains($"value=\"{form}\"", StringComparison.Ordinal) || f.Contains($"action=\"{form}\"", StringComparison.Ordinal))
            .ShouldNotBeNull($"{url} has no form {form}");
        var fields = new Dictionary<string, string>();
        foreach (Match input in Inputs().Matches(html))
            if (Attribute(input.Value, "name") is { } name && Attribute(input.Value, "type") is "hidden") fields[name] = Attribute(input.Value, "value") ?? "";
        foreach (var (name, value) in entries) fields[name] = value;
        return (Attribute(html, "action") is { Length: > 0 } action ? action : url, fields);
    }

    public void Dispose() => http.Dispose();

    private static string? Attribute(string element, string name) =>
        Regex.Match(element[..(element.IndexOf('>', StringComparison.Ordinal) + 1)], $"\\s{name}=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Inputs();
}
