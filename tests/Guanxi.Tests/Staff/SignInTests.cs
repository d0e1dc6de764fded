using System.Net;
using Guanxi.Staff;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Staff;

[Trait("Row", "RSK-6")]
public sealed class SignInTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task Who_signs_in_reads_pages_until_signing_out()
    {
        using var visitor = await Visitor.SignedIn(app);
        (await visitor.Read("/")).ShouldContain("<h1");

        await visitor.Submit("/", "/sign-out", []);

        (await visitor.Http.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Every_built_in_role_can_sign_in()
    {
        foreach (var role in new[] { "owner", "manager", "sales", "service", "clerk" })
        {
            using var visitor = await Visitor.SignedIn(app, role);
            (await visitor.Http.GetAsync("/api/colleagues", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_user_name_is_given_once()
    {
        _ = (await app.Run(new Hire { Name = "Lin", UserName = "lin", Role = "sales" })).Value;

        var outcome = await app.Run(new Hire { Name = "Lin Two", UserName = " LIN ", Role = "sales" });

        outcome.Refusal.ShouldBe("staff.person.user_name_taken");
        outcome.Fields.ShouldContainKey("UserName");
    }
}
