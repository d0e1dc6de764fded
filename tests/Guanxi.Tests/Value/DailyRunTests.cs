using Guanxi.Jobs;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Value;

[Trait("Row", "INS-1")]
public sealed class DailyRunTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_new_business_day_queues_a_run_once_there_was_one()
    {
        var daily = app.Services.GetRequiredService<DailyRun>();
        (await daily.RunIfDue(default)).ShouldBeFalse("a firm that never computed anything is left alone");
        await app.Given(Run(TimeProvider.System.GetUtcNow()));
        (await daily.RunIfDue(default)).ShouldBeFalse("today's figures are there");
        await app.Use(db => db.Set<InsightRun>().ExecuteDeleteAsync());
        await app.Given(Run(TimeProvider.System.GetUtcNow().AddDays(-2)));

        (await daily.RunIfDue(default)).ShouldBeTrue();

        (await app.Use(db => db.Set<Job>().CountAsync(j => j.Kind == InsightJob.KindName))).ShouldBe(1);
    }

    private static InsightRun Run(DateTimeOffset ranAt) =>
        InsightRun.Of(Id<InsightRun>.New(), DateOnly.FromDateTime(ranAt.UtcDateTime), ranAt, "nbd", "{}");
}
