using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Risk.Sealing;

/// <summary>Seals what no seal counts yet. One node does it at a time.</summary>
/// <remarks>
/// An entry belongs to the seal whose number is written on it, and to no range of ids or moments: on PostgreSQL a transaction may commit long after its ids were made, on a node
/// whose clock goes wrong, and its entry simply comes into the next seal. No reader has to know until when all is settled.
/// </remarks>
internal sealed class AuditSealer(IServiceScopeFactory scopes, WriteGate gate, IDatabase database, AuditKey key, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    // Who takes away the newest seals leaves a gap: this process goes on from those that it made.
    private SealHead known = SealHead.None;

    /// <summary>Seals all there is.</summary>
    /// <returns>How many entries.</returns>
    public async Task<int> SealAll(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            var rows = 0;
            while (await SealNext(ct) is > 0 and var more) rows += more;
            return rows;
        }
        finally { one.Release(); }
    }

    public void Dispose() => one.Dispose();

    private async Task<int> SealNext(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        if (!await Unsealed(db).AnyAsync(ct)) return 0;
        var (count, head) = await new BatchTurns(db, gate).Take(async () =>
        {
            var rows = await Unsealed(db).OrderBy(a => a.Id).Take(Batches.Rows).ToListAsync(ct);
            var head = await Head(db, ct);
            var (now, firm) = (clock.GetUtcNow(), await db.Setting<FirmSettings>(ct));
            foreach (var kind in rows.GroupBy(r => r.Act == AuditAct.Saw).OrderBy(g => g.Key))
            {
                var seal = AuditSeal.Of(head, firm.DayOf(now), kind.Key, [.. kind], now, key);
                await Write(db, seal, [.. kind.Select(r => r.Id)], ct);
                head = seal.Head;
            }
            return (rows.Count, head);
        }, ct);
        known = head;
        return count;
    }

    private static IQueryable<AuditEntry> Unsealed(GuanxiDb db) => db.Set<AuditEntry>().AsNoTracking().Where(a => a.SealNumber == 0);

    private async Task<SealHead> Head(GuanxiDb db, CancellationToken ct) =>
        await db.Set<AuditSeal>().AsNoTracking().OrderByDescending(s => s.Number).FirstOrDefaultAsync(ct) is { } last && last.Number >= known.Number ? last.Head : known;

    private async Task Write(GuanxiDb db, AuditSeal seal, List<long> ids, CancellationToken ct)
    {
        var target = BulkTarget.For<AuditSeal>(db,
        [
            nameof(AuditSeal.Number), nameof(AuditSeal.Day), nameof(AuditSeal.InDay), nameof(AuditSeal.OfViews), nameof(AuditSeal.Count), nameof(AuditSeal.FirstId), nameof(AuditSeal.LastId),
            nameof(AuditSeal.SealedAt), nameof(AuditSeal.Previous), nameof(AuditSeal.RowsHash), nameof(AuditSeal.Hash), nameof(AuditSeal.KeyMark), nameof(AuditSeal.Proof), nameof(AuditSeal.Members), nameof(AuditSeal.RemovalMark),
        ]);
        await database.Write(db, target, [[seal.Number, seal.Day, seal.InDay, seal.OfViews, seal.Count, seal.FirstId, seal.LastId, seal.SealedAt, seal.Previous, seal.RowsHash, seal.Hash, seal.KeyMark, seal.Proof, seal.Members, 0]], ct);
        var counted = await db.Set<AuditEntry>().Where(a => a.SealNumber == 0 && ids.Contains(a.Id)).ExecuteUpdateAsync(a => a.SetProperty(x => x.SealNumber, seal.Number), ct);
        if (counted != ids.Count) throw new InvalidOperationException($"Of {ids.Count} audit entries {counted} were there to be sealed.");
    }
}
