using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Jobs;
using Guanxi.Risk.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Risk.Verification;

/// <summary>Compares entries with proofs and seals, and says what was changed, taken out or put in.</summary>
[Needs(RiskRights.Audit)]
internal sealed record VerifyAudit : IQuestion<AuditVerdict>
{
    /// <summary>Seals of this day and later; null from the beginning.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Seals up to this day; null for all, and for what is not sealed yet.</summary>
    public DateOnly? To { get; init; }

    /// <summary>A hash that was noted once and must still be in the chain.</summary>
    [StringLength(64)] public string? Anchor { get; init; }

    internal sealed class Handler(AuditVerification verification, AuditWords words) : IHandler<VerifyAudit, AuditVerdict>
    {
        public async Task<AuditVerdict> Handle(VerifyAudit request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.From > request.To, "risk.audit.days_out_of_order");
            return words.Say(await verification.Run(request.From, request.To, request.Anchor, (_, _) => { }, ct));
        }
    }
}

/// <summary>Has the audit verified in the background. Where that is under way already, that one is told.</summary>
[Needs(RiskRights.Audit)]
internal sealed record StartVerification : IUseCase<Id<Job>>
{
    /// <summary>Seals of this day and later; null from the beginning.</summary>
    public DateOnly? From { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<StartVerification, Id<Job>>
    {
        public async Task<Id<Job>> Handle(StartVerification request, Actor actor, CancellationToken ct)
        {
            var argument = new VerifyAuditJob.Argument(request.From);
            var waiting = await db.Set<Job>().Where(j => j.Kind == VerifyAuditJob.KindName && (j.State == JobState.Queued || j.State == JobState.Running)).OrderBy(j => j.Id).ToListAsync(ct);
            if (waiting.Find(j => j.ArgumentAs<VerifyAuditJob.Argument>() == argument) is { } same) return same.Id;
            var job = Job.Queue(VerifyAuditJob.KindName, argument, actor, clock.GetUtcNow());
            db.Add(job);
            return job.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/audit/verifications", (StartVerification request, Asker asker, CancellationToken ct) =>
        asker.Created(request, id => $"/api/jobs/{id}", ct)).Produces<Id<Job>>(StatusCodes.Status201Created).WithSummary("Have the audit verified");
}

/// <summary>Verifies beside the server's work.</summary>
internal sealed class VerifyAuditJob(AuditVerification verification) : IJob
{
    public const string KindName = "verify-audit";

    public string Kind => KindName;

    public async Task<object?> Run(JobRun run, CancellationToken ct) =>
        await verification.Run(run.Job.ArgumentAs<Argument>().From, null, null, (done, total) => run.Report(done, total, "risk.audit.verifying"), ct);

    public sealed record Argument(DateOnly? From);
}
