using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Guanxi.Jobs;
using Guanxi.Staff;
using Guanxi.Staff.Keys;
using Guanxi.Staff.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Staff;

[Trait("Row", "PLT-4")]
public sealed class ApiKeyTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_does_what_its_scopes_say_and_no_more()
    {
        using var http = await With(await Key("owner", StaffRights.Read));

        (await http.GetAsync("/api/people", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.PostAsJsonAsync("/api/units", new { name = "X" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_key_loses_what_its_person_loses()
    {
        var secret = await Key("manager", StaffRights.Read);
        using var http = await With(secret);
        (await http.GetAsync("/api/people", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var person = (await app.Use(db => db.Set<ApiKey>().OrderByDescending(k => k.Id).FirstAsync())).PersonId;

        _ = (await app.Run(new EditPerson { PersonId = person, Name = "Down", Role = "clerk", UnitId = (await app.Run(new UnitTree())).Value[0].Id })).Value;

        (await http.GetAsync("/api/people", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        _ = (await app.Run(new LetGo { PersonId = person })).Value;
        (await http.GetAsync("/api/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_revoked_key_stops_at_once_and_the_answer_says_so()
    {
        var secret = await Key("owner", StaffRights.Read);
        using var http = await With(secret);
        (await http.GetAsync("/api/people", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var key = (await app.Run(new ApiKeyList())).Value[0];

        _ = (await app.Run(new RevokeApiKey { KeyId = key.Id })).Value;

        using var answer = await http.GetAsync("/api/people", Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["type"]!.GetValue<string>().ShouldBe("staff.key.revoked");
    }

    [Fact]
    public async Task An_expired_key_no_longer_opens()
    {
        var secret = await Key("owner", StaffRights.Read);
        await app.Use(db => db.Set<ApiKey>().Where(k => k.Hash == Guanxi.Http.SecretToken.HashOf(secret)).ExecuteUpdateAsync(k => k.SetProperty(x => x.ExpiresAt, x => x.CreatedAt), Ct));
        using var http = await With(secret);

        using var answer = await http.GetAsync("/api/people", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("staff.key.expired");
    }

    [Fact]
    public async Task A_key_made_up_opens_nothing()
    {
        using var http = await With("gx_" + new string('a', 43));

        (await http.GetAsync("/api/people", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_is_for_the_api_and_opens_no_page()
    {
        using var http = await With(await Key("owner", StaffRights.Read));

        (await http.GetAsync("/settings/people", Ct)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Nobody_makes_a_key_that_can_do_more_than_they_can()
    {
        var manager = await Acting("manager");

        (await app.Run(new MakeApiKey { Name = "Mine", Scopes = [StaffRights.Edit] }, manager)).Refusal.ShouldBe("staff.key.beyond_own");
        (await app.Run(new MakeApiKey { Name = "Mine", Scopes = ["*"] }, await Acting("owner"))).Refusal.ShouldBe("staff.key.beyond_own");
        (await app.Run(new MakeApiKey { Name = "Mine", Scopes = [] }, manager)).Refusal.ShouldBe("staff.key.scopes_missing");
    }

    [Fact]
    public async Task Only_the_hash_of_a_key_is_kept()
    {
        var secret = await Key("owner", StaffRights.Read);

        var kept = await app.Use(db => db.Set<ApiKey>().OrderByDescending(k => k.Id).FirstAsync());

        kept.Hash.Length.ShouldBe(64);
        secret.ShouldStartWith(kept.Prefix);
        kept.Prefix.Length.ShouldBeLessThan(12);
        kept.LastUsedAt.ShouldBeNull();
        using var http = await With(secret);
        (await http.GetAsync("/api/people", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Use(db => db.Set<ApiKey>().SingleAsync(k => k.Id == kept.Id))).LastUsedAt.ShouldNotBeNull();
    }

    private async Task<string> Key(string role, params string[] scopes) => (await app.Run(new MakeApiKey { Name = "Test", Scopes = scopes }, await Acting(role))).Value.Key;

    private async Task<Actor> Acting(string role)
    {
        var person = (await app.Run(new Hire { Name = role, UserName = $"{role}{Ids.Next()}", Role = role })).Value;
        return (await app.Services.GetRequiredService<IActors>().Find(person, Ct))!;
    }

    private async Task<HttpClient> With(string key)
    {
        var http = await app.Http();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }
}
