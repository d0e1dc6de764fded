using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Guanxi.Data;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Staff;
using Guanxi.Staff.Keys;

namespace Guanxi.Tests.Exchange.Imports;

/// <summary>Who sees the phones and e-mail addresses of a file: the person who loaded it, in the browser, and who may see them anywhere.</summary>
[Trait("Row", "PLT-2")]
public sealed class PersonalDataTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private const string Text = """
        order,customer,phone,email,date,amount,second contact,note
        H1,A,13800138000,lin@x.cn,2024-01-01,1,call 13700137000,
        H2,B,13800138001,wei@x.cn,2024-13-01,2,,or wei.home@x.cn
        H3,C,13800138002,mei@x.cn@,2024-01-03,3,,
        H4,D,13800138003,mei@x.cn,2024-01-04,test,,+44 20 7946 0958
        13800138004,mei@x.cn,2024-01-05

        """;

    private static readonly string[] Secrets =
        ["13800138000", "13800138001", "13800138002", "13800138003", "13800138004", "13700137000", "lin@x.cn", "wei@x.cn", "mei@x.cn", "wei.home@x.cn", "7946 0958"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_without_the_right_sees_them_masked_everywhere()
    {
        var (http, id) = await Loaded(ExchangeImport);

        var view = await http.GetStringAsync($"/api/imports/{id}", Ct);
        var errors = await http.GetStringAsync($"/api/imports/{id}/errors.csv", Ct);

        foreach (var shown in new[] { view, errors })
        {
            foreach (var secret in Secrets) shown.ShouldNotContain(secret, Case.Sensitive);
            shown.ShouldContain("138****8001");
            shown.ShouldContain("2024-13-01");
        }
        view.ShouldContain("l****@x.cn");
        view.ShouldContain("138****8000");
        errors.ShouldContain("w****@x.cn");
    }

    [Fact]
    public async Task Another_mapping_does_not_lift_the_mask()
    {
        var (http, id) = await Loaded(ExchangeImport);
        using var answer = await http.PostAsync($"/api/imports/{id}/answers", new StringContent("""
            {"columns":{"orderNumber":3,"customerCode":1,"customerName":2,"productName":2,"country":3,"orderedAt":4,"amount":5}}
            """, Encoding.UTF8, "application/json"), Ct);
        answer.EnsureSuccessStatusCode();

        var view = await http.GetStringAsync($"/api/imports/{id}", Ct);
        var errors = await http.GetStringAsync($"/api/imports/{id}/errors.csv", Ct);

        foreach (var secret in Secrets) (view + errors).ShouldNotContain(secret, Case.Sensitive);
    }

    [Fact]
    public async Task A_street_is_as_personal_as_a_phone()
    {
        using var http = await WithKey(ExchangeImport);
        using var made = await http.PostAsync("/api/imports?fileName=streets.csv", new StringContent("order,customer,address,date,amount\nS1,A,文三路90号,2024-01-01,1\nS2,B,西湖大道3号,2024-01-02,2\n"), Ct);
        var id = StoredJson.Read<Id<Import>>(await made.Content.ReadAsStringAsync(Ct));

        var view = await http.GetStringAsync($"/api/imports/{id}", Ct);

        view.ShouldNotContain("文三路90号");
        view.ShouldNotContain("西湖大道");
        view.ShouldContain("文三****");
    }

    [Fact]
    public async Task A_dry_run_answers_a_key_no_more_than_that()
    {
        using var http = await WithKey(ExchangeImport);
        const string columns = "order=order,customer=customer,phone=phone,email=email,date=date,amount=amount,note=note";

        using var answer = await http.PostAsync($"/api/imports/dry-run?fileName=dry.csv&currency=gbp&existing=skip&columns={columns}", new StringContent(Text), Ct);

        var shown = await answer.Content.ReadAsStringAsync(Ct);
        answer.IsSuccessStatusCode.ShouldBeTrue(shown);
        foreach (var secret in Secrets) shown.ShouldNotContain(secret, Case.Sensitive);
        var summary = JsonDocument.Parse(shown).RootElement.GetProperty("summary");
        (summary.GetProperty("rows").GetInt32(), summary.GetProperty("rejectedRows").GetInt32()).ShouldBe((5, 4));
        (await app.All<Import>()).ShouldNotContain(import => import.FileName == "dry.csv");
    }

    [Fact]
    public async Task A_key_with_the_right_sees_them()
    {
        var (http, id) = await Loaded(ExchangeImport, KernelRights.Personal);

        (await http.GetStringAsync($"/api/imports/{id}", Ct)).ShouldContain("13800138001");
        (await http.GetStringAsync($"/api/imports/{id}/errors.csv", Ct)).ShouldContain("wei@x.cn");
    }

    [Fact]
    public async Task Who_loaded_the_file_sees_it_in_the_browser_as_it_is()
    {
        var uploader = GuanxiApp.Someone(Scope.Own, ExchangeImport);
        var id = (await app.Run(new StartImport { File = (await app.Run(new ReceiveImportFile { Content = new MemoryStream(Encoding.UTF8.GetBytes(Text)), FileName = "own.csv" }, uploader)).Value }, uploader)).Value;
        _ = (await app.Run(new AnswerImport { ImportId = id, Currency = "GBP" }, uploader)).Value;

        var whole = (await app.Run(new ImportDetails { ImportId = id }, uploader)).Value;
        whole.Preview[0].Row!.Customer!.Phone.ShouldBe("13800138000");
        whole.Survey.Columns[2].Examples.ShouldContain("13800138001");
        var masked = (await app.Run(new ImportDetails { ImportId = id }, uploader with { ByKey = true })).Value;
        masked.Preview[0].Row!.Customer.ShouldBe(new CustomerWords("A", null, "138****8000", "l****@x.cn"));
        (await app.Run(new ImportDetails { ImportId = id }, GuanxiApp.Someone(Scope.All, ExchangeImport))).Refusal.ShouldBe("exchange.import.not_found");
        (await app.Run(new ImportErrorFile { ImportId = id }, GuanxiApp.Someone(Scope.All, ExchangeImport))).Refusal.ShouldBe("exchange.import.not_found");
    }

    private const string ExchangeImport = Guanxi.Exchange.ExchangeRights.Import;

    /// <summary>A file that a key loaded and checked.</summary>
    private async Task<(HttpClient Http, Id<Import> Id)> Loaded(params string[] scopes)
    {
        var http = await WithKey(scopes);
        using var made = await http.PostAsync("/api/imports?fileName=api.csv", new StringContent(Text), Ct);
        var id = StoredJson.Read<Id<Import>>(await made.Content.ReadAsStringAsync(Ct));
        using var answered = await http.PostAsync($"/api/imports/{id}/answers", new StringContent("""{"currency":"GBP"}""", Encoding.UTF8, "application/json"), Ct);
        answered.EnsureSuccessStatusCode();
        using var fixes = await http.PostAsync($"/api/imports/{id}/fixes", new StringContent("""{"values":[{"line":2,"column":2,"value":"13800138000"}]}""", Encoding.UTF8, "application/json"), Ct);
        fixes.EnsureSuccessStatusCode();
        using var queued = await http.PostAsync($"/api/imports/{id}/check", null, Ct);
        queued.EnsureSuccessStatusCode();
        await app.Finish(StoredJson.Read<Id<Guanxi.Jobs.Job>>(await queued.Content.ReadAsStringAsync(Ct)));
        return (http, id);
    }

    private async Task<HttpClient> WithKey(params string[] scopes)
    {
        var person = (await app.Run(new Hire { Name = "Owner", UserName = $"owner{Ids.Next()}", Role = "owner" })).Value;
        var key = (await app.Run(new MakeApiKey { Name = "Test", Scopes = scopes }, GuanxiApp.Someone() with { Id = person })).Value.Key;
        var http = await app.Http();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }
}
