using Guanxi.Data;
using Guanxi.Jobs;
using Guanxi.Value;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Value;

/// <summary>Runs the insight to its end, here and now.</summary>
internal static class Insight
{
    public static async Task<InsightReceipt> Run(GuanxiApp app, DateOnly? asOf = null) => StoredJson.Read<InsightReceipt>((await Job(app, asOf)).Result)!;

    public static async Task<Job> Job(GuanxiApp app, DateOnly? asOf = null)
    {
        var queued = await app.Run(new RunInsight { AsOf = asOf });
        var job = await app.Services.GetRequiredService<JobRunner>().Run(queued.Value, default);
        if (job.State == JobState.Failed) throw new InvalidOperationException(job.Problem);
        return job;
    }
}
