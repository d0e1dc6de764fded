using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Jobs;
using Guanxi.Risk.Sealing;
using Guanxi.Risk.Verification;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Risk.Audit;

/// <summary>How far the audit is sealed, and what its last verification found.</summary>
[Needs(RiskRights.Audit)]
internal sealed record AuditState : IQuestion<AuditStanding>
{
    internal sealed class Handler(GuanxiDb db, AuditWords words) : IHandler<AuditState, AuditStanding>
    {
        public async Task<AuditStanding> Handle(AuditState request, Actor actor, CancellationToken ct)
        {
            var last = await db.Set<AuditSeal>().AsNoTracking().OrderByDescending(s => s.Number).FirstOrDefaultAsync(ct);
            var jobs = await db.Set<Job>().AsNoTracking().Where(j => j.Kind == VerifyAuditJob.KindName).OrderByDescending(j => j.Id).Take(5).ToListAsync(ct);
            var done = jobs.Find(j => j.State == JobState.Done);
            return new()
            {
                Seal = last is null ? null : new() { Number = last.Number, Day = last.Day, InDay = last.InDay, SealedAt = last.SealedAt, Hash = last.Hash },
                Verified = StoredJson.Read<AuditVerdict>(done?.Result) is { } verdict ? words.Say(verdict) : null, VerifiedAt = done?.FinishedAt,
                Running = jobs.Find(j => !j.Ended)?.Id,
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/audit/state", (Asker asker, CancellationToken ct) => asker.Answer(new AuditState(), ct))
        .Produces<AuditStanding>().WithSummary("How far the audit is sealed, and what its last verification found");
}

/// <summary>The audit's own standing.</summary>
public sealed record AuditStanding
{
    /// <summary>The newest seal; null before the first.</summary>
    public NewestSeal? Seal { get; init; }

    /// <summary>What the last verification found; null before the first.</summary>
    public AuditVerdict? Verified { get; init; }
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>The verification under way.</summary>
    public Id<Job>? Running { get; init; }
}

/// <summary>The newest seal.</summary>
public sealed record NewestSeal
{
    public required long Number { get; init; }
    public required DateOnly Day { get; init; }
    public required int InDay { get; init; }
    public required DateTimeOffset SealedAt { get; init; }

    /// <summary>To be noted outside: as long as it is found in the chain, nothing up to it was rewritten.</summary>
    public required string Hash { get; init; }
}
