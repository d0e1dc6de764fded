namespace Guanxi.Browser.Tests;

/// <summary>The pictures in README.md and the guide, of the demo firm as anybody can start it. Not a test: run by <c>make screenshots</c> alone.</summary>
public sealed class Screenshots(Chromium chromium, DemoFirm demo)
{
    private const string Drawn = "() => document.fonts.status === 'loaded' && [...document.querySelectorAll('[data-chart]')].every(box => box.querySelector('.chart-canvas svg path'))";

    // A chart moves into its place: it stands once two looks at it see the same.
    private const string Still = """
        () => {
          const now = [...document.querySelectorAll('[data-chart] svg')].map(svg => svg.outerHTML).join('');
          const before = globalThis.seenBefore;
          globalThis.seenBefore = now;
          return now === before;
        }
        """;

    /// <summary>Narrower than the journeys' desk: in a guide the pictures are shown at half their size.</summary>
    public static TheoryData<Look> Looks { get; } = [new Look("zh-CN", 1280), new Look("en", 1280), new Look("zh-CN", 390), new Look("en", 390)];

    [Theory(Explicit = true), MemberData(nameof(Looks))]
    public async Task Take(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        var camera = new Camera(visit);
        if (!look.Phone) await camera.Take("sign-in", "/sign-in");
        // With a phone it is the seller, between two visits.
        await visit.SignIn(demo.User(look.Phone ? "Sales" : "Owner"), demo.Password);
        // The figures of a month ago and of today are there once movement between them is shown.
        await visit.UntilThere("/value", visit.Page.Locator("table.movement"));
        await camera.Take("value");
        await camera.Take("today", "/today");
        if (!look.Phone) await camera.Take("customers", "/customers?sort=-value");
        // One with something to tell: worth much, and about to leave.
        await visit.Go("/customers?grade=minor&atRisk=true&sort=-risk");
        await visit.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Row).Nth(1).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(visit.Heading("customers.view.timeline")).ToBeVisibleAsync();
        await camera.Take("customer");
        if (look.Phone) return;
        await AtTheDesk(visit, camera);
        await Import(visit, camera);
        await FirstStart(look);
    }

    private static async Task AtTheDesk(Visit visit, Camera camera)
    {
        await camera.Take("customers-search", "/customers?q=zhang");
        await visit.Go("/value");
        await visit.Heading("value.movement.title").EvaluateAsync("heading => heading.closest('section').scrollIntoView()");
        await camera.Take("value-groups");
        foreach (var name in new[] { "tasks", "complaints", "orders", "products", "exchange-rates", "settings", "settings/people", "settings/roles", "settings/keys" })
            await camera.Take(name.Replace('/', '-'), $"/{name}");
        await visit.Go("/complaints");
        await visit.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Row).Nth(1).Locator("a[data-row]").ClickAsync();
        await Expect(visit.Page.Locator(".step-bar")).ToBeVisibleAsync();
        await camera.Take("complaint");
    }

    /// <summary>The file that the guide brings along, from its questions to its receipt.</summary>
    private static async Task Import(Visit visit, Camera camera)
    {
        var (language, words) = (visit.Look.Language, visit.Words);
        await visit.Go("/imports");
        await visit.Field("exchange.upload.file").SetInputFilesAsync(Path.Combine(Repository.Root, "docs", "guide", "samples", $"orders-{language}.csv"));
        await visit.Button("exchange.upload.button").ClickAsync();
        await Expect(visit.Heading("exchange.columns.title")).ToBeVisibleAsync();
        if (language == "en") await visit.Page.GetByRole(AriaRole.Radio, new() { NameRegex = words.Like("exchange.answer.dayfirst") }).CheckAsync();
        await camera.Take("import-mapping");
        await visit.Button("exchange.mapping.check").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { NameRegex = words.Like("exchange.errors.title") })).ToBeVisibleAsync();
        await camera.Take("import-result");
        var wrong = visit.Page.GetByRole(AriaRole.Textbox, new() { NameRegex = words.Like("exchange.errors.value_of") });
        await wrong.First.EvaluateAsync("box => box.closest('section, .card').scrollIntoView()");
        await camera.Take("import-errors");
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = words.Like("exchange.result.load_good") }).ClickAsync();
        await Expect(visit.Heading("exchange.receipt.heading")).ToBeVisibleAsync();
        await camera.Take("import-receipt");
    }

    private async Task FirstStart(Look look)
    {
        await using var server = await Server.Start();
        await using var visit = await chromium.Visit(server, look);
        await visit.GoToSetUp(server);
        await new Camera(visit).Take("set-up");
    }

    private sealed class Camera(Visit visit)
    {
        private readonly string folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "docs", "screenshots", visit.Look.Language)).FullName;

        /// <param name="path">Where to go first; null stays.</param>
        public async Task Take(string name, string? path = null)
        {
            if (path is not null) (await visit.Go(path)).ShouldBe(200, path);
            await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await visit.Page.WaitForFunctionAsync(Drawn);
            await visit.Page.WaitForFunctionAsync(Still, null, new() { PollingInterval = 250 });
            await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}{(visit.Look.Phone ? "-phone" : "")}.png"), Animations = ScreenshotAnimations.Disabled, Scale = ScreenshotScale.Css });
        }
    }
}
