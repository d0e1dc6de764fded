using System.Globalization;
using Guanxi.Data;
using Guanxi.Risk.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Risk.Keeping;

/// <summary>Takes out entries that are older than the firm keeps them, whole days at a time. Their seals stay, with count and hash, so that the chain goes on; that they went is itself an entry.</summary>
internal sealed class OldAudit(GuanxiDb db, WriteGate gate, AuditKey key, TimeProvider clock)
{
    /// <returns>How many entries went.</returns>
    public async Task<int> Remove(CancellationToken ct)
    {
        var (settings, firm) = (await db.Setting<AuditSettings>(ct), await db.Setting<FirmSettings>(ct));
        var today = firm.DayOf(clock.GetUtcNow());
        return await Remove(views: true, today.AddMonths(-settings.KeepViewsMonths), ct) + await Remove(views: false, today.AddMonths(-settings.KeepChangesMonths), ct);
    }

    private async Task<int> Remove(bool views, DateOnly before, CancellationToken ct)
    {
        var (removed, last) = (0, 0L);
        // A seal's entries are some hundred: one turn. From seal to seal: those whose entries went long ago stay, and are more each year.
        while (await db.Set<AuditSeal>().AsNoTracking().Where(s => s.Number > last && s.OfViews == views && s.Day < before && s.RemovedAt == null).OrderBy(s => s.Number).FirstOrDefaultAsync(ct) is { } seal)
        {
            removed += await new BatchTurns(db, gate).Take(() => Remove(seal, ct), ct);
            last = seal.Number;
        }
        if (removed > 0)
            await db.Turn(gate, Actor.System, nameof(OldAudit), () =>
            {
                db.Remark(removed.ToString(CultureInfo.InvariantCulture));
                return Task.CompletedTask;
            }, ct);
        return removed;
    }

    private async Task<int> Remove(AuditSeal seal, CancellationToken ct)
    {
        var now = Micros.At(Micros.Of(clock.GetUtcNow()));
        var (proof, mark) = (seal.RemovalBy(key, now), key.Mark);
        var gone = await db.Set<AuditEntry>().Where(a => a.SealNumber == seal.Number).ExecuteDeleteAsync(ct);
        await db.Set<AuditSeal>().Where(s => s.Number == seal.Number).ExecuteUpdateAsync(s => s
            .SetProperty(x => x.RemovedAt, now).SetProperty(x => x.RemovalProof, proof).SetProperty(x => x.RemovalMark, mark).SetProperty(x => x.Members, ""), ct);
        return gone;
    }
}
