using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Guanxi.Staff;

namespace Guanxi.Tests.Start;

[Trait("Row", "PLT-4")]
public sealed class ApiTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_gets_401_with_a_reason_in_their_language()
    {
        using var http = await app.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/people") { Headers = { { "Accept-Language", "en" } } };

        using var answer = await http.SendAsync(request, Ct);

        await Problem(answer, HttpStatusCode.Unauthorized, "kernel.sign_in.needed", "Sign in first.");
    }

    [Fact]
    public async Task A_missing_right_gets_403_and_is_named()
    {
        using var visitor = await Visitor.SignedIn(app, "clerk");

        using var answer = await visitor.Http.GetAsync("/api/people", Ct);

        await Problem(answer, HttpStatusCode.Forbidden, "kernel.right.missing", "查看人员");
    }

    [Fact]
    public async Task An_address_that_is_not_there_gets_404()
    {
        using var visitor = await Visitor.SignedIn(app);

        await Problem(await visitor.Http.GetAsync("/api/nothing", Ct), HttpStatusCode.NotFound, "kernel.request.not_found");
        await Problem(await visitor.Http.GetAsync("/api/people/17", Ct), HttpStatusCode.NotFound, "staff.person.not_found");
    }

    [Fact]
    public async Task A_wrong_method_gets_405()
    {
        using var visitor = await Visitor.SignedIn(app);

        using var answer = await visitor.Http.DeleteAsync("/api/people", Ct);

        await Problem(answer, HttpStatusCode.MethodNotAllowed, "kernel.request.method");
        answer.Content.Headers.Allow.ShouldContain("GET");
    }

    [Theory]
    [InlineData("{ \"name\": ", "kernel.request.unreadable")]
    [InlineData("{ \"name\": \"X\", \"kind\": \"palace\" }", "kernel.request.unreadable")]
    [InlineData("{ \"name\": \"X\", \"parentId\": 17 }", "kernel.request.unreadable")]
    [InlineData("{ \"name\": \"\" }", "kernel.shape.invalid")]
    public async Task A_body_that_cannot_be_read_gets_400_and_names_the_place(string body, string code)
    {
        using var visitor = await Visitor.SignedIn(app);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await visitor.Http.PostAsync("/api/units", content, Ct);

        var problem = await Problem(answer, HttpStatusCode.BadRequest, code);
        problem["errors"]!.AsObject().Count.ShouldBe(1);
        problem.ToJsonString().ShouldNotContain("Guanxi.");
    }

    [Fact]
    public async Task A_parameter_that_cannot_be_read_gets_400()
    {
        using var visitor = await Visitor.SignedIn(app);

        await Problem(await visitor.Http.GetAsync("/api/people/seventeen", Ct), HttpStatusCode.BadRequest, "kernel.request.unreadable");
    }

    [Fact]
    public async Task A_body_of_another_kind_gets_415_and_one_too_large_413()
    {
        using var visitor = await Visitor.SignedIn(app);
        using var text = new StringContent("name=X", Encoding.UTF8, "text/plain");
        await Problem(await visitor.Http.PostAsync("/api/units", text, Ct), HttpStatusCode.UnsupportedMediaType, "kernel.request.media_type");

        using var large = new StringContent($"{{ \"name\": \"{new string('x', 1100 * 1024)}\" }}", Encoding.UTF8, "application/json");
        // Asks before it sends: the server answers and hangs up, and who is still sending then hears nothing.
        using var asking = new HttpRequestMessage(HttpMethod.Post, "/api/units") { Content = large };
        asking.Headers.ExpectContinue = true;
        await Problem(await visitor.Http.SendAsync(asking, Ct), HttpStatusCode.RequestEntityTooLarge, "kernel.request.too_large");
    }

    [Fact]
    public async Task A_body_nested_beyond_reason_gets_400()
    {
        using var visitor = await Visitor.SignedIn(app);
        using var content = new StringContent($"{{ \"name\": {new string('[', 100)}{new string(']', 100)} }}", Encoding.UTF8, "application/json");

        await Problem(await visitor.Http.PostAsync("/api/units", content, Ct), HttpStatusCode.BadRequest, "kernel.request.unreadable");
    }

    [Fact]
    public async Task A_rule_gets_422_with_its_code_and_field()
    {
        using var visitor = await Visitor.SignedIn(app);
        var name = $"U {Ids.Next()}";
        _ = (await app.Run(new OpenUnit { Name = name })).Value;

        using var answer = await visitor.Http.PostAsJsonAsync("/api/units", new { name }, Ct);

        (await Problem(answer, HttpStatusCode.UnprocessableEntity, "staff.unit.name_taken"))["errors"]!["name"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Another_site_cannot_act_with_the_visitors_cookie()
    {
        using var visitor = await Visitor.SignedIn(app);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/units") { Content = JsonContent.Create(new { name = "Hijack" }), Headers = { { "Sec-Fetch-Site", "cross-site" } } };

        await Problem(await visitor.Http.SendAsync(request, Ct), HttpStatusCode.Forbidden, "kernel.request.from_elsewhere");
    }

    [Fact]
    public async Task What_was_made_is_answered_with_201_and_its_address()
    {
        using var visitor = await Visitor.SignedIn(app);

        using var answer = await visitor.Http.PostAsJsonAsync("/api/units", new { name = $"U {Ids.Next()}", kind = "shop" }, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!.GetValue<string>();
        answer.Headers.Location!.ToString().ShouldBe($"/api/units/{id}");
    }

    [Fact]
    public async Task A_page_that_is_not_there_stays_a_page()
    {
        using var visitor = await Visitor.SignedIn(app);

        using var answer = await visitor.Http.GetAsync("/nothing-here", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("<html");
    }

    internal static async Task<JsonObject> Problem(HttpResponseMessage answer, HttpStatusCode status, string code, string? title = null)
    {
        using var _ = answer;
        var text = await answer.Content.ReadAsStringAsync(Ct);
        answer.StatusCode.ShouldBe(status, text);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(text)!.AsObject();
        problem["type"]!.GetValue<string>().ShouldBe(code);
        problem["title"]!.GetValue<string>().ShouldNotStartWith("[");
        if (title is not null) problem["title"]!.GetValue<string>().ShouldContain(title);
        answer.Headers.Contains("X-Content-Type-Options").ShouldBeTrue();
        return problem;
    }
}
