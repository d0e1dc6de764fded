using System.Net;
using System.Text.RegularExpressions;
using Guanxi.Appraisal.Periods;
using Guanxi.Appraisal.Sheets;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Appraisal;

[Trait("Row", "SVC-7")]
public sealed partial class PagesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task Every_page_opens_in_both_languages_with_all_its_texts()
    {
        var firm = await RatedFirm.Of(app);
        var signed = await firm.Signed(new(2026, 1, 1), new(2026, 6, 30), s => s.RaterId == firm.LeadNorth.Id ? [5, 4] : [3]);
        var under = await firm.Open(new(2026, 7, 1), new(2026, 12, 31));
        var sheet = (await firm.Sheets(under))[0];
        using var owner = await Visitor.SignedIn(app);
        foreach (var language in Texts.Languages)
        {
            owner.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
            owner.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            foreach (var url in (string[])
            [
                "/appraisals", "/appraisals/periods/new", $"/appraisals/periods/{under}", $"/appraisals/periods/{signed}", $"/appraisals/periods/{signed}/results", $"/appraisals/periods/{signed}/results?tab=pay",
                $"/appraisals/periods/{signed}/bias", $"/appraisals/sheets/{sheet.Id}", $"/appraisals/sheets/{(await firm.Sheets(signed))[0].Id}", "/settings/appraisal",
            ])
                Missing().Matches(await owner.Read(url)).Select(m => m.Value).ShouldBeEmpty($"{url} in {language}");
        }
    }

    [Fact]
    public async Task A_clerk_opens_the_own_page_but_nobody_elses()
    {
        var firm = await RatedFirm.Of(app);
        using var clerk = await Visitor.SignedIn(app, "clerk", firm.North);
        var period = await firm.Open();

        (await clerk.Read("/appraisals")).ShouldContain("href=\"/appraisals\"");
        foreach (var (url, status) in new[] { ($"/appraisals/periods/{period}", HttpStatusCode.Forbidden), ($"/appraisals/sheets/{(await firm.SheetOf(period, firm.Seller)).Id}", HttpStatusCode.NotFound), ("/settings/appraisal", HttpStatusCode.Forbidden) })
        {
            using var answer = await clerk.Http.GetAsync(url, TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(status, url);
        }
    }

    [Fact]
    public async Task The_rules_are_changed_on_their_page_and_unchanged_words_stay_the_products()
    {
        using var owner = await Visitor.SignedIn(app);
        var page = await owner.Read("/settings/appraisal");
        var fields = Named().Matches(page).Select(m => (Name: m.Groups[1].Value, Value: WebUtility.HtmlDecode(m.Groups[2].Value))).ToList();
        var areas = Area().Matches(page).Select(m => (Name: m.Groups[1].Value, Value: WebUtility.HtmlDecode(m.Groups[2].Value))).ToList();
        var entries = fields.Concat(areas).Where(f => f.Name.StartsWith("Form.", StringComparison.Ordinal)).GroupBy(f => f.Name).ToDictionary(g => g.Key, g => g.Last().Value);
        foreach (var (name, value) in new[] { ("Form.Hearts[0].Weight", "10"), ("Form.Hearts[1].Weight", "25"), ("Form.Hearts[2].Description", "Works hard"), ("Form.Pay[0].Coefficient", "1.35") }) entries[name] = value;
        for (var i = 0; i < 20; i++) entries[$"Form.Positions[{i}].Suggestion"] = "Keep";

        using var saved = await owner.Submit("/settings/appraisal", "appraisal-settings", entries);

        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var now = (await app.Run(new Guanxi.Appraisal.Criteria.AppraisalSettingsNow())).Value;
        now.Hearts.Select(h => h.Weight).ShouldBe([10, 25, 20, 15, 15, 15]);
        now.Hearts.Select(h => h.Description).ShouldBe([null, null, "Works hard", null, null, null]);
        now.Hearts.ShouldAllBe(h => h.Anchors.All(a => a == null));
        now.PayHundredths.ShouldBe([135, 110, 100, 90]);
    }

    [GeneratedRegex(@"\[(appraisal|service)\.[a-z0-9_.]+\]")]
    private static partial Regex Missing();

    [GeneratedRegex("""<input[^>]*\sname="([^"]+)"[^>]*\svalue="([^"]*)"[^>]*>""")]
    private static partial Regex Named();

    [GeneratedRegex("""<textarea[^>]*\sname="([^"]+)"[^>]*>([^<]*)</textarea>""")]
    private static partial Regex Area();
}
