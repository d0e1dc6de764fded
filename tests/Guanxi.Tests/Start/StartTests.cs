using System.Net;

namespace Guanxi.Tests.Start;

public sealed class StartTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_page_asks_to_sign_in_first()
    {
        using var http = await app.Http();

        var answer = await http.GetAsync("/", TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldContain("/sign-in");
    }

    [Fact]
    public async Task The_api_answers_401_to_nobody()
    {
        using var http = await app.Http();

        var answer = await http.GetAsync("/api/jobs/1", TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
