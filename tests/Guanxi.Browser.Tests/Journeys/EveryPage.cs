using System.Text.RegularExpressions;

namespace Guanxi.Browser.Tests.Journeys;

/// <summary>From the first page along every link, one page of each kind.</summary>
public sealed partial class EveryPage(Chromium chromium, DemoFirm demo)
{
    // Far more than there are kinds of pages: a walk that never ends is a finding, too.
    private const int Most = 150;
    private const string Nowhere = "/no-such-page";

    public static TheoryData<Look, bool> Looks { get; } = new() { { new("zh-CN", 1440), true }, { new("en", 390), false } };

    [Theory, MemberData(nameof(Looks))]
    public async Task Every_page_that_a_link_leads_to_owes_nothing(Look look, bool dark)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look, dark);
        await visit.SignIn(demo.User("Owner"), demo.Password);
        var wrong = new List<string>();
        var seen = new HashSet<string>();
        var ahead = new Queue<string>(["/", Nowhere]);

        while (ahead.TryDequeue(out var path))
        {
            if (!seen.Add(Kind(path))) continue;
            seen.Count.ShouldBeLessThan(Most, string.Join('\n', seen));
            var status = await visit.Go(path);
            if (status != (path == Nowhere ? 404 : 200)) wrong.Add($"{path} was answered with {status}");
            // The API's description is JSON: not a page, but a link to it must lead somewhere.
            if (await visit.Page.EvaluateAsync<string>("document.contentType") != "text/html") continue;
            if (await Record.ExceptionAsync(visit.LookOver) is { } finding) wrong.Add(finding.Message);
            visit.Forget();
            foreach (var link in await visit.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('a[href]:not([download])')].filter(a => a.origin === location.origin).map(a => a.pathname + a.search)"))
                if (!seen.Contains(Kind(link))) ahead.Enqueue(link);
        }

        seen.ShouldContain("/customers/1");
        seen.ShouldContain("/settings");
        wrong.ShouldBeEmpty(string.Join("\n\n", wrong));
    }

    // Two customers are one kind of page, and so are two filters; a tab or step in the address is another.
    private static string Kind(string path) => Number().Replace(path.Split('?')[0], "/1") + (Step().Match(path) is { Success: true } step ? step.Value : "");

    [GeneratedRegex("/[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex(@"[?&](kind|step|tab|when|asOf)=[^&]*")]
    private static partial Regex Step();
}
