using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guanxi.Sales;
using Guanxi.Tests.Exchange.Imports;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Exchange.Pages;

[Trait("Row", "PLT-2")]
public sealed partial class ImportPagesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_with_riddles_and_errors_is_walked_through_from_upload_to_undo()
    {
        using var visitor = await Visitor.SignedIn(app);
        var url = await Upload(visitor, "order,customer,name,date,amount\nW1,W-A,张三,05/03/2024,1.50\nW2,W-A,,06/04/2024,test\nW3,W-B,Lin,07/05/2024,3.25\n");

        // The riddle is asked with both readings, and nothing goes on before it is answered.
        var mapping = await visitor.Read(url);
        mapping.ShouldContain("05/03/2024 → 2024年3月5日");
        mapping.ShouldContain("05/03/2024 → 2024年5月3日");
        var columns = new Dictionary<string, string>
        {
            ["role-0"] = "OrderNumber", ["role-1"] = "CustomerCode", ["role-2"] = "CustomerName", ["role-3"] = "OrderedAt", ["role-4"] = "Amount",
            ["currency"] = "GBP", ["existing"] = "Refuse", ["preset"] = "Generic", ["act"] = "check",
        };
        (await (await visitor.Submit(url, "answers", columns)).Content.ReadAsStringAsync(Ct)).ShouldContain("05/03/2024, 06/04/2024");

        (await visitor.Submit(url, "answers", new(columns) { ["dateOrder"] = "DayFirst" })).Headers.Location!.ToString().ShouldEndWith(url);
        var result = await Ended(visitor, url);
        result.ShouldContain("fix-3-4");

        // The good rows could be loaded; the bad one is put right in place instead.
        (await visitor.Submit(url, "fix", new() { ["fix-3-4"] = "2.25", ["was-3-4"] = "test" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Ended(visitor, url)).ShouldNotContain("fix-3-4");

        (await visitor.Submit(url, "write", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Ended(visitor, url)).ShouldContain("£7.00");
        (await app.All<Order>()).Select(o => (o.Number, o.OrderedOn)).ShouldBe([("W1", new(2024, 3, 5)), ("W2", new(2024, 4, 6)), ("W3", new(2024, 5, 7))], ignoreOrder: true);

        (await visitor.Submit(url, "undo", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Ended(visitor, url);
        (await app.All<Order>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Places_are_loaded_errors_name_their_paper_and_repeated_rows_are_told()
    {
        using var visitor = await Visitor.SignedIn(app);
        var url = await Upload(visitor, "订单号,客户编号,姓名,城市,地址,日期,金额\nP1,P-A,周梅,杭州市,龙井路1号,2024-03-05,8.00\nP1,P-A,周梅,杭州市,龙井路1号,2024-03-05,8.00\nP2,P-B,吴强,武汉市,,2024-03-06,test\n");

        // Nobody said the currency: it is a question, before all else.
        var mapping = await visitor.Read(url);
        mapping.IndexOf("id=\"currency\"", StringComparison.Ordinal).ShouldBeLessThan(mapping.IndexOf("id=\"columns\"", StringComparison.Ordinal));
        mapping.ShouldMatch("name=\"role-3\".*?value=\"City\" selected");
        (await visitor.Submit(url, "answers", new()
        {
            ["role-0"] = "OrderNumber", ["role-1"] = "CustomerCode", ["role-2"] = "CustomerName", ["role-3"] = "City", ["role-4"] = "Address", ["role-5"] = "OrderedAt", ["role-6"] = "Amount",
            ["currency"] = "CNY", ["existing"] = "Refuse", ["preset"] = "Generic", ["act"] = "check",
        })).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var result = await Ended(visitor, url);
        result.ShouldContain("有 1 行与同一订单的另一行完全相同");
        result.ShouldContain("P2 · 吴强");

        (await visitor.Submit(url, "write", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Ended(visitor, url)).ShouldContain("href=\"/value\"");
        (await app.All<Guanxi.Customers.Customer>()).Single(c => c.Code == "P-A").ShouldSatisfyAllConditions(c => c.City.ShouldBe("杭州市"), c => c.Address.ShouldBe("龙井路1号"));
        (await visitor.Submit(url, "undo", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Ended(visitor, url);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_leads_back_with_the_reason()
    {
        using var visitor = await Visitor.SignedIn(app);

        var back = await Upload(visitor, "PK\u0003\u0004");

        (await visitor.Read(back)).ShouldContain("CSV UTF-8");
    }

    [Fact]
    public async Task The_layout_can_be_said_to_be_another()
    {
        using var visitor = await Visitor.SignedIn(app);
        var url = await Upload(visitor, "A,2024-01-01,5\nB,2024-01-02,6\n");

        await visitor.Submit(url, "answers", new() { ["header"] = "yes", ["encoding"] = "utf-8", ["delimiter"] = "Comma", ["act"] = "preview" });

        (await visitor.Read(url)).ShouldContain("value=\"yes\" selected");
    }

    [Fact]
    public async Task A_clerk_has_no_imports()
    {
        using var visitor = await Visitor.SignedIn(app, "clerk");

        (await visitor.Http.GetAsync("/imports", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await visitor.Http.PostAsync("/api/imports?fileName=x.csv", new StringContent("a,b"), Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_api_takes_the_bytes_and_answers_with_problems_by_their_code()
    {
        using var visitor = await Visitor.SignedIn(app);

        using var made = await visitor.Http.PostAsync("/api/imports?fileName=api.csv", new StringContent("order,customer,date,amount\nAPI1,API-A,2024-01-01,1\n"), Ct);
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = JsonDocument.Parse(await made.Content.ReadAsStringAsync(Ct)).RootElement.GetString();

        using var early = await visitor.Http.PostAsync($"/api/imports/{id}/write", null, Ct);
        early.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var details = await visitor.Api<JsonElement>($"/api/imports/{id}");
        details.GetProperty("state").GetString().ShouldBe("uploaded");
        details.GetProperty("survey").GetProperty("rows").GetInt32().ShouldBe(1);
    }

    internal static async Task<string> Upload(Visitor visitor, string text)
    {
        var token = Token().Match(await visitor.Read("/imports")).Groups[1].Value;
        using var content = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } }, "file", "orders.csv" },
        };
        using var answer = await visitor.Http.PostAsync("/imports/upload", content, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return answer.Headers.Location!.ToString();
    }

    /// <summary>The page once the work behind it has ended.</summary>
    internal static async Task<string> Ended(Visitor visitor, string url)
    {
        var id = url.Split('/')[^1];
        while ((await visitor.Api<JsonElement>($"/api/imports/{id}")).GetProperty("state").GetString() is "checking" or "writing" or "undoing") await Task.Yield();
        return WebUtility.HtmlDecode(await visitor.Read(url));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
