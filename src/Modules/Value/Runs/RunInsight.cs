using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Jobs;
using Guanxi.Value.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>Computes every customer's standing in the background: warehouse, model, value, risk, stage, grade. Where a run is under way already, that one is told.</summary>
[Needs(ValueRights.Edit)]
public sealed record RunInsight : IUseCase<Id<Job>>
{
    /// <summary>Facts up to this day count. Without it: today, or the last day of business where that is earlier.</summary>
    public DateOnly? AsOf { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<RunInsight, Id<Job>>
    {
        public async Task<Id<Job>> Handle(RunInsight request, Actor actor, CancellationToken ct)
        {
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
            Refuse.Field(nameof(AsOf), request.AsOf > today, "value.run.in_the_future");
            var argument = new InsightArgument(request.AsOf);
            var waiting = await db.Set<Job>().Where(j => j.Kind == InsightJob.KindName && (j.State == JobState.Queued || j.State == JobState.Running)).OrderBy(j => j.Id).ToListAsync(ct);
            if (waiting.Find(j => j.ArgumentAs<InsightArgument>() == argument) is { } same) return same.Id;
            var job = Job.Queue(InsightJob.KindName, argument, actor, clock.GetUtcNow());
            db.Add(job);
            return job.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/insight/run", (RunInsight request, Asker asker, CancellationToken ct) =>
        asker.Created(request, id => $"/api/jobs/{id}", ct)).Produces<Id<Job>>(StatusCodes.Status201Created).WithSummary("Compute every customer's standing");
}

/// <summary>What a run says when it is done.</summary>
public sealed record InsightReceipt
{
    public DateOnly AsOf { get; init; }
    public int Customers { get; init; }

    /// <summary>Empty where there was not enough data for a model.</summary>
    public string Model { get; init; } = "";
    public IReadOnlyDictionary<string, double> Parameters { get; init; } = new Dictionary<string, double>();

    /// <summary>Models that the data can't tell.</summary>
    public IReadOnlyList<string> NotIdentified { get; init; } = [];

    /// <summary>Why not, by model.</summary>
    public IReadOnlyDictionary<string, string> NotIdentifiedBecause { get; init; } = new Dictionary<string, string>();
    public string Spend { get; init; } = "";
    public IReadOnlyDictionary<string, double> SpendParameters { get; init; } = new Dictionary<string, double>();
    public string Currency { get; init; } = "";

    /// <summary>Major units of the base currency.</summary>
    public ReceiptTotals Totals { get; init; } = new(0, 0, 0);
    public IReadOnlyDictionary<string, int> Grades { get; init; } = new Dictionary<string, int>();
    public IReadOnlyDictionary<string, int> Stages { get; init; } = new Dictionary<string, int>();

    /// <summary>What each step took.</summary>
    public IReadOnlyDictionary<string, double> Seconds { get; init; } = new Dictionary<string, double>();
}

/// <summary>Major units.</summary>
public sealed record ReceiptTotals(decimal Historic, decimal Current, decimal Potential);
