using System.Net;
using Guanxi.Staff;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Warehouse;

/// <summary>How many rows the whole firm has is for those who run it, not for everybody who may read within a scope of their own.</summary>
[Trait("Row", "RSK-1")]
[Trait("Row", "INS-1")]
public sealed class LineageTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Theory]
    [InlineData("owner", HttpStatusCode.OK)]
    [InlineData("manager", HttpStatusCode.OK)]
    [InlineData("sales", HttpStatusCode.Forbidden)]
    [InlineData("service", HttpStatusCode.Forbidden)]
    [InlineData("clerk", HttpStatusCode.Forbidden)]
    public async Task Where_figures_come_from_is_shown_to_those_who_run_the_firm(string role, HttpStatusCode expected)
    {
        using var visitor = await Visitor.SignedIn(app, role, (await app.Run(new UnitTree())).Value[0].Id);

        using var answer = await visitor.Http.GetAsync("/api/warehouse", TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(expected);
    }
}
