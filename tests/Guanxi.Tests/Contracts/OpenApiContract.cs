using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Contracts;

[Trait("Row", "PLT-4")]
public sealed class OpenApiContract(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_document_is_as_approved() => Approved.Check("openapi.v1.json", (await Document()).ToJsonString(Indented));

    [Fact]
    public async Task It_is_read_by_who_is_signed_in_and_by_nobody_else()
    {
        using var http = await app.Http();

        (await http.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        using var visitor = await Visitor.SignedIn(app, "clerk");
        (await visitor.Http.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_under_a_name_of_its_own()
    {
        var operations = Operations(await Document()).ToList();

        operations.Where(o => string.IsNullOrWhiteSpace(o.Operation["summary"]?.GetValue<string>())).Select(o => o.Path).ShouldBeEmpty();
        operations.GroupBy(o => o.Operation["operationId"]?.GetValue<string>() ?? "(none)").Where(g => g.Count() > 1 || g.Key == "(none)").Select(g => $"{g.Key}: {string.Join(", ", g.Select(o => o.Path))}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Ids_are_strings_of_digits_and_choices_are_named()
    {
        var document = await Document();

        var person = document["components"]!["schemas"]!["PersonView"]!["properties"]!;
        person["id"]!["type"]!.GetValue<string>().ShouldBe("string");
        person["id"]!["pattern"]!.GetValue<string>().ShouldBe("^[0-9]{1,19}$");
        document["components"]!["schemas"]!["UnitKind"]!["enum"]!.AsArray().Select(v => v!.GetValue<string>()).ShouldBe(["firm", "region", "shop", "team"]);
        document.ToJsonString().ShouldNotContain("IdOf");
    }

    // Beyond 2⁵³ JavaScript rounds: a number that is an id points at somebody else.
    [Fact]
    public async Task No_id_is_a_number()
    {
        var document = await Document();
        var fields = document["components"]!["schemas"]!.AsObject().SelectMany(s => (s.Value!["properties"]?.AsObject() ?? []).Select(p => (Name: p.Key, Where: $"{s.Key}.{p.Key}", Schema: p.Value!)));
        var parameters = Operations(document).SelectMany(o => (o.Operation["parameters"]?.AsArray() ?? []).Select(p => (Name: p!["name"]!.GetValue<string>(), Where: o.Path, Schema: p["schema"]!)));

        fields.Concat(parameters).Where(f => f.Name is "id" or "Id" || f.Name.EndsWith("Id", StringComparison.Ordinal))
            .Where(f => f.Schema["type"]?.ToJsonString().Contains("integer", StringComparison.Ordinal) == true || f.Schema["format"]?.ToJsonString() is "\"int64\"" or "\"int32\"").Select(f => f.Where).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_operation_names_its_problems_and_every_POST_its_idempotency_key()
    {
        var document = await Document();
        document["components"]!["responses"]!["Problem422"]!["content"]!["application/problem+json"]!["schema"]!["$ref"]!.GetValue<string>().ShouldBe("#/components/schemas/ProblemDetails");
        foreach (var (path, method, operation) in Operations(document))
        {
            operation["responses"]!["422"]!["$ref"]!.GetValue<string>().ShouldBe("#/components/responses/Problem422");
            if (method == "post") operation["parameters"]!.AsArray().Any(p => p!["name"]!.GetValue<string>() == "Idempotency-Key").ShouldBeTrue(path);
        }
    }

    private async Task<JsonObject> Document()
    {
        using var visitor = await Visitor.SignedIn(app);
        return JsonNode.Parse(await visitor.Read("/openapi/v1.json"))!.AsObject();
    }

    private static IEnumerable<(string Path, string Method, JsonObject Operation)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject() from operation in path.Value!.AsObject() select ($"{operation.Key} {path.Key}", operation.Key, operation.Value!.AsObject());
}
