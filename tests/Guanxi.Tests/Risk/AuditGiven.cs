using Guanxi.Data;
using Guanxi.Risk;
using Guanxi.Risk.Sealing;
using Guanxi.Risk.Verification;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Risk;

/// <summary>What tests of the audit start from.</summary>
internal static class AuditGiven
{
    /// <summary>Writes down what waits, and seals all there is.</summary>
    public static async Task Seal(this GuanxiApp app)
    {
        await app.Flush();
        await app.Services.GetRequiredService<AuditSealer>().SealAll(default);
    }

    /// <summary>Writes down what was seen and refused.</summary>
    public static Task Flush(this GuanxiApp app) => app.Services.GetRequiredService<SightingWriter>().Flush(default);

    /// <summary>The entries of one person, the first one first.</summary>
    public static async Task<List<AuditEntry>> EntriesOf(this GuanxiApp app, Actor actor)
    {
        await app.Flush();
        return await app.Use(db => db.Set<AuditEntry>().AsNoTracking().Where(a => a.ActorId == actor.Id).OrderBy(a => a.Id).ToListAsync());
    }

    public static Task<AuditVerdict> Verify(this GuanxiApp app, DateOnly? from = null, DateOnly? to = null, string? anchor = null) => app.Use(db => Verify(app, db, from, to, anchor));

    /// <summary>As one context sees it, also what it has not committed.</summary>
    public static Task<AuditVerdict> Verify(this GuanxiApp app, GuanxiDb db, DateOnly? from = null, DateOnly? to = null, string? anchor = null) =>
        new AuditVerification(db, app.Services.GetRequiredService<AuditKey>()).Run(from, to, anchor, (_, _) => { }, default);
}

/// <summary>A clock that stands where the test puts it.</summary>
internal sealed class MovedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => Now;
}
