using System.Net;
using System.Net.Http.Json;
using Guanxi.Data;
using Guanxi.Staff;
using Guanxi.Staff.Keys;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Start;

[Trait("Row", "PLT-4")]
public sealed class IdempotencyTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_request_again_gets_the_same_answer_and_does_nothing()
    {
        using var visitor = await Visitor.SignedIn(app);
        var (key, name) = (NewKey(), $"U {Ids.Next()}");

        using var first = await Post(visitor, key, new { name });
        using var again = await Post(visitor, key, new { name });

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await again.Content.ReadAsStringAsync(Ct)).ShouldBe(await first.Content.ReadAsStringAsync(Ct));
        again.Headers.Location.ShouldBe(first.Headers.Location);
        again.Content.Headers.ContentType.ShouldBe(first.Content.Headers.ContentType);
        again.Headers.Contains("Idempotency-Replayed").ShouldBeTrue();
        (await app.Run(new UnitTree())).Value.Count(u => u.Name == name).ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_is_kept_too()
    {
        using var visitor = await Visitor.SignedIn(app);
        var (key, name) = (NewKey(), $"U {Ids.Next()}");
        var unit = (await app.Run(new OpenUnit { Name = name })).Value;
        using var first = await Post(visitor, key, new { name });
        _ = (await app.Run(new Guanxi.Staff.Units.EditUnit { UnitId = unit, Name = name + "!" })).Value;

        using var again = await Post(visitor, key, new { name });

        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await again.Content.ReadAsStringAsync(Ct)).ShouldBe(await first.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task Another_request_under_the_same_key_is_refused()
    {
        using var visitor = await Visitor.SignedIn(app);
        var key = NewKey();
        using var first = await Post(visitor, key, new { name = $"U {Ids.Next()}" });

        await ApiTests.Problem(await Post(visitor, key, new { name = $"U {Ids.Next()}" }), HttpStatusCode.UnprocessableEntity, "kernel.idempotency.other_request");
    }

    [Fact]
    public async Task A_request_under_way_is_not_done_a_second_time()
    {
        using var visitor = await Visitor.SignedIn(app);
        var (key, name) = (NewKey(), $"U {Ids.Next()}");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Post(visitor, key, new { name })));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Created || a.StatusCode == HttpStatusCode.Conflict);
        answers.ShouldContain(a => a.StatusCode == HttpStatusCode.Created);
        (await app.Run(new UnitTree())).Value.Count(u => u.Name == name).ShouldBe(1);
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task Whoever_asks_while_it_is_under_way_is_told_to_wait()
    {
        using var visitor = await Visitor.SignedIn(app);
        var (key, name) = (NewKey(), $"U {Ids.Next()}");
        using var first = await Post(visitor, key, new { name });
        await app.Use(db => db.Set<Idempotency>().Where(i => i.Key == key).ExecuteUpdateAsync(i => i.SetProperty(x => x.Status, 0), Ct));

        await ApiTests.Problem(await Post(visitor, key, new { name }), HttpStatusCode.Conflict, "kernel.idempotency.under_way");
    }

    [Fact]
    public async Task The_same_key_of_two_people_are_two_keys()
    {
        using var one = await Visitor.SignedIn(app);
        using var two = await Visitor.SignedIn(app);
        var key = NewKey();
        using var first = await Post(one, key, new { name = $"U {Ids.Next()}" });

        using var second = await Post(two, key, new { name = $"U {Ids.Next()}" });

        second.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_key_older_than_a_day_is_free_again()
    {
        using var visitor = await Visitor.SignedIn(app);
        var key = NewKey();
        using var first = await Post(visitor, key, new { name = $"U {Ids.Next()}" });
        var before = app.Services.GetRequiredClock().GetUtcNow() - TimeSpan.FromHours(25);
        await app.Use(db => db.Set<Idempotency>().Where(i => i.Key == key).ExecuteUpdateAsync(i => i.SetProperty(x => x.AskedAt, before), Ct));

        using var again = await Post(visitor, key, new { name = $"U {Ids.Next()}" });

        again.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_answer_is_kept_in_the_transaction_of_the_work_itself()
    {
        using var visitor = await Visitor.SignedIn(app);
        var key = NewKey();

        using var answer = await Post(visitor, key, new { name = $"U {Ids.Next()}" });

        var kept = await app.Use(db => db.Set<Idempotency>().SingleAsync(i => i.Key == key, Ct));
        kept.Body.ShouldBe(await answer.Content.ReadAsStringAsync(Ct));
        kept.Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_secret_is_never_kept()
    {
        using var visitor = await Visitor.SignedIn(app);
        var key = NewKey();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/keys") { Content = JsonContent.Create(new { name = "ERP", scopes = new[] { "staff.read" } }), Headers = { { "Idempotency-Key", key } } };

        (await visitor.Http.SendAsync(request, Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await app.Use(db => db.Set<Idempotency>().AnyAsync(i => i.Key == key, Ct))).ShouldBeFalse();
        (await app.Run(new ApiKeyList())).Value.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_key_too_long_is_refused()
    {
        using var visitor = await Visitor.SignedIn(app);

        await ApiTests.Problem(await Post(visitor, new string('k', 201), new { name = "X" }), HttpStatusCode.UnprocessableEntity, "kernel.idempotency.key_too_long");
    }

    private static string NewKey() => $"key-{Ids.Next()}";

    private static Task<HttpResponseMessage> Post(Visitor visitor, string key, object body) =>
        visitor.Http.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/api/units") { Content = JsonContent.Create(body), Headers = { { "Idempotency-Key", key } } }, Ct);
}

internal static class Clocks
{
    public static TimeProvider GetRequiredClock(this IServiceProvider services) => (TimeProvider)services.GetService(typeof(TimeProvider))!;
}
