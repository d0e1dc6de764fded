using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;

namespace Guanxi.Browser.Tests;

/// <summary>Somebody in front of the product. Every complaint of the browser's is kept, and each page is looked over once it stands.</summary>
internal sealed partial class Visit : IAsyncDisposable
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    private Visit(IBrowserContext context, IPage page, Look look)
    {
        (this.context, Page, Look) = (context, page, look);
        page.Console += (_, message) =>
        {
            // Breaches of the Content-Security-Policy come this way too. That a page itself is not there is for the journey to say.
            if (message.Type == "error" && !(ServerMayBeGone && message.Text.Contains("net::ERR_", StringComparison.Ordinal)) && !(message.Text.Contains("404", StringComparison.Ordinal) && message.Location.StartsWith(page.Url, StringComparison.Ordinal))) complaints.Add($"{message.Text} at {message.Location}");
        };
        page.PageError += (_, error) => { if (!(ServerMayBeGone && error.Contains("Failed to fetch", StringComparison.Ordinal))) complaints.Add(error); };
        page.Response += (_, response) => { if (response.Status >= 500) complaints.Add($"{response.Status} {response.Url}"); };
    }

    public IPage Page { get; }

    public Look Look { get; }

    /// <summary>That the browser can't reach the server is no complaint.</summary>
    public bool ServerMayBeGone { get; set; }

    public Words Words => Words.In(Look.Language);

    public static async Task<Visit> Begin(IBrowserContext context, Look look) => new(context, await context.NewPageAsync(), look);

    /// <returns>The answer's status.</returns>
    public async Task<int> Go(string path) => (await Page.GotoAsync(path))?.Status ?? 0;

    public ILocator Heading(string key, params object?[] args) => Page.GetByRole(AriaRole.Heading, new() { Name = Words[key, args] });

    public ILocator Button(string key, params object?[] args) => Page.GetByRole(AriaRole.Button, new() { Name = Words[key, args], Exact = true });

    public ILocator Link(string key, params object?[] args) => Page.GetByRole(AriaRole.Link, new() { Name = Words[key, args], Exact = true });

    /// <summary>The input with this label; a star for "required" may follow the words.</summary>
    public ILocator Field(string key) => Page.GetByLabel(new Regex($@"^\s*{Regex.Escape(Words[key])}\s*\*?\s*$"));

    public ILocator Text(string key, params object?[] args) => Page.GetByText(Words[key, args]);

    /// <summary>What is said to whoever did something wrong.</summary>
    public ILocator Alert(string key, params object?[] args) => Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = Words[key, args] });

    /// <summary>What every page owes: no complaint in the console, no finding of axe, no sideways scrolling, the reader's language, no text missing.</summary>
    public async Task LookOver()
    {
        // Asked of the page itself: the driver now and then misses that it was loaded, and waits for ever.
        await Page.WaitForFunctionAsync("() => document.readyState === 'complete'");
        // An enhanced navigation changes the address first and the content after it: the skip link tells whose content is there.
        await Page.WaitForFunctionAsync("() => { const skip = document.querySelector('a.skip-link'); return !skip || new URL(skip.href).pathname === location.pathname; }");
        var at = $"{new Uri(Page.Url).PathAndQuery} ({Look})";
        (await Page.Locator("html").GetAttributeAsync("lang")).ShouldBe(Look.Language, at);
        MissingText().Matches(await Page.Locator("body").InnerTextAsync()).Select(m => m.Value).ShouldBeEmpty($"Texts are missing at {at}");
        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, $"{at} scrolls sideways");
        (await Findings()).ShouldBeEmpty($"Findings of axe at {at}");
        // Last: the browser tells of a failed request a little after it failed.
        complaints.ShouldBeEmpty($"The browser complained at {at}");
    }

    // Run in the page: the library's own way, which opens a page of its own to sum up what it found, takes ten times as long.
    private async Task<string[]> Findings()
    {
        if (!await Page.EvaluateAsync<bool>("'axe' in window")) await Page.EvaluateAsync(Axe);
        return await Page.EvaluateAsync<string[]>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.html).join(' | ')}`)");
    }

    /// <summary>Forgets the complaints so far.</summary>
    public void Forget() => complaints.Clear();

    /// <summary>Types into the search of the page and confirms.</summary>
    public async Task Search(string words)
    {
        var search = Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Searchbox);
        await search.FillAsync(words);
        await search.PressAsync("Enter");
        await Expect(Page).ToHaveURLAsync(new Regex($"[?&]q={Regex.Escape(Uri.EscapeDataString(words)).Replace("%20", "(%20|\\+)", StringComparison.Ordinal)}"));
        // The address says so before the page has come.
        await Expect(Page.Locator("html[data-busy]")).ToHaveCountAsync(0);
    }

    /// <summary>Looks at a page again and again until it shows what the server computes meanwhile.</summary>
    public async Task UntilThere(string path, ILocator there)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        do
        {
            await Go(path);
            patience.Token.ThrowIfCancellationRequested();
        }
        while (await there.CountAsync() == 0);
    }

    /// <summary>Through the sign-in page, to wherever it leads.</summary>
    public async Task SignIn(string userName, string password)
    {
        await Go("/sign-in");
        await EnterSignIn(userName, password);
        await Expect(Page).Not.ToHaveURLAsync(SignInPath());
    }

    /// <summary>Fills the sign-in page and sends it.</summary>
    public async Task EnterSignIn(string userName, string password)
    {
        await Field("staff.field.user_name").FillAsync(userName);
        await Field("staff.field.password").FillAsync(password);
        await Button("staff.sign_in.button").ClickAsync();
    }

    public async Task SignOut()
    {
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = Words.Like("host.shell.user_menu") }).ClickAsync();
        await Button("host.shell.sign_out").ClickAsync();
        await Expect(Page).ToHaveURLAsync(SignInPath());
    }

    /// <summary>An alert with this text, whatever stands in its places.</summary>
    public async Task ExpectAlertLike(string key) => await Expect(Page.GetByRole(AriaRole.Alert).Filter(new() { HasTextRegex = Words.Like(key) }).First).ToBeVisibleAsync();

    /// <summary>Through the set-up link that the server printed: a new firm and its owner, who is signed in then.</summary>
    public async Task SetUp(Server server, string firm, string owner, string userName, string password)
    {
        await GoToSetUp(server);
        await Field("staff.field.firm_name").FillAsync(firm);
        await Field("staff.field.owner_name").FillAsync(owner);
        await Field("staff.field.user_name").FillAsync(userName);
        await Field("staff.field.password").FillAsync(password);
        await Field("staff.field.again").FillAsync(password);
        await Button("staff.set_up.button").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { NameRegex = Words.Like("host.shell.user_menu") })).ToBeVisibleAsync();
    }

    public async Task GoToSetUp(Server server) => await Go(new Uri((await server.Line(l => l.Contains("/set-up?", StringComparison.Ordinal))).Split(' ').Last(w => w.Contains("/set-up?", StringComparison.Ordinal))).PathAndQuery);

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    // A text that nobody wrote shows as its key in brackets.
    [GeneratedRegex(@"\[[a-z]+(\.[a-z0-9_]+)+\]")]
    private static partial Regex MissingText();

    [GeneratedRegex("/sign-in")]
    internal static partial Regex SignInPath();
}
