using System.Buffers.Binary;
using System.Security.Cryptography;
using Guanxi.Data;
using Guanxi.Risk.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Risk.Verification;

/// <summary>Compares every entry with its proof, every seal with its entries and with the seal before. Holds the entries of one seal at a time, however many there are.</summary>
internal sealed class AuditVerification(GuanxiDb db, AuditKey key)
{
    private const int SealsAtOnce = 100;

    private FindingList found = new();
    private long entries, unsealed, removed;

    /// <param name="anchor">A hash that was noted once and must still be in the chain; null for none.</param>
    /// <param name="report">Hears how many seals of how many are done.</param>
    public async Task<AuditVerdict> Run(DateOnly? from, DateOnly? to, string? anchor, Action<long, long> report, CancellationToken ct)
    {
        found = new();
        var wanted = db.Set<AuditSeal>().AsNoTracking().Where(s => (from == null || s.Day >= from) && (to == null || s.Day <= to));
        var (total, done) = (await wanted.LongCountAsync(ct), 0L);
        var before = await Before(from, ct);
        while (await wanted.Where(s => s.Number > before.Number).OrderBy(s => s.Number).Take(SealsAtOnce).ToListAsync(ct) is { Count: > 0 } seals)
            foreach (var seal in seals)
            {
                await Check(seal, before, ct);
                before = seal.Head;
                report(++done, total);
            }
        if (to is null) await CheckUnsealed(ct);
        await CheckStrays(ct);
        if (anchor is not null && !await IsInChain(anchor.Trim().ToLowerInvariant(), ct)) found.Add(AuditFindingKind.AnchorMissing);
        return new()
        {
            From = from, To = to, Entries = entries, Seals = done, Unsealed = unsealed, Removed = removed, FindingCount = found.Count, Findings = found.Kept,
            Newest = await db.Set<AuditSeal>().AsNoTracking().OrderByDescending(s => s.Number).Select(s => s.Hash).FirstOrDefaultAsync(ct),
        };
    }

    private async Task<SealHead> Before(DateOnly? from, CancellationToken ct) => from is null ? SealHead.None
        : (await db.Set<AuditSeal>().AsNoTracking().Where(s => s.Day < from).OrderByDescending(s => s.Number).FirstOrDefaultAsync(ct))?.Head ?? SealHead.None;

    private async Task Check(AuditSeal seal, SealHead before, CancellationToken ct)
    {
        var gap = seal.Number != before.Number + 1;
        if (gap) found.Add(AuditFindingKind.SealRemoved, seal.Day, before.Number + 1, count: seal.Number - before.Number - 1);
        // After a gap nothing says what came before; the seal itself must still be the product's.
        if (!key.Knows(seal.KeyMark)) found.Add(AuditFindingKind.KeyUnknown, seal.Day, seal.Number);
        else if (seal.Hash != seal.HashAsIs() || !seal.IsProved(key) || (!gap && seal.Previous != before.Hash)) found.Add(AuditFindingKind.SealChanged, seal.Day, seal.Number);
        if (await CheckEntries(seal, ct)) return;
        // Its entries may have become too old at this very moment.
        var now = await db.Set<AuditSeal>().AsNoTracking().FirstOrDefaultAsync(s => s.Number == seal.Number, ct);
        if (now?.RemovedAt is not null && seal.RemovedAt is null) found.TakeBack(seal.Number, AuditFindingKind.EntryRemoved);
    }

    /// <returns>False where an entry is missing.</returns>
    private async Task<bool> CheckEntries(AuditSeal seal, CancellationToken ct)
    {
        var rows = await db.Set<AuditEntry>().AsNoTracking().Where(a => a.SealNumber == seal.Number).OrderBy(a => a.Id).ToListAsync(ct);
        if (seal.RemovedAt is { } at)
        {
            removed++;
            if (!seal.IsRemovalProved(key) || seal.Day.AddMonths(AuditSettings.Shortest) > DateOnly.FromDateTime(at.UtcDateTime).AddDays(1)) found.Add(AuditFindingKind.RemovalForged, seal.Day, seal.Number);
            foreach (var row in rows) found.Add(AuditFindingKind.EntryInserted, seal.Day, seal.Number, row.Id);
            return true;
        }
        entries += rows.Count;
        var members = seal.MemberList().ToDictionary(m => m.Id, m => m.Hash);
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var wrong = false;
        foreach (var row in rows)
        {
            var hash = AuditSeal.HashOf(row);
            all.AppendData(hash);
            var was = members.Remove(row.Id, out var counted) ? counted : (long?)null;
            var kind = was is null ? AuditFindingKind.EntryInserted : was != BinaryPrimitives.ReadInt64LittleEndian(hash) ? AuditFindingKind.EntryChanged : WrongWith(row);
            if (kind is null) continue;
            found.Add(kind.Value, seal.Day, seal.Number, row.Id);
            wrong = true;
        }
        foreach (var missing in members.Keys.Order()) found.Add(AuditFindingKind.EntryRemoved, seal.Day, seal.Number, missing);
        // Somebody rewrote entries and the list of them: only the seal's own hash still says so.
        if (!wrong && members.Count == 0 && (rows.Count != seal.Count || Convert.ToHexStringLower(all.GetHashAndReset()) != seal.RowsHash)) found.Add(AuditFindingKind.SealChanged, seal.Day, seal.Number);
        return members.Count == 0;
    }

    private AuditFindingKind? WrongWith(AuditEntry row) => !key.Knows(row.KeyMark) ? AuditFindingKind.KeyUnknown : key.Proves(row.Content(), row.KeyMark, row.Proof) ? null : AuditFindingKind.EntryChanged;

    private async Task CheckUnsealed(CancellationToken ct)
    {
        var (after, firm) = (0L, await db.Setting<FirmSettings>(ct));
        while (await db.Set<AuditEntry>().AsNoTracking().Where(a => a.SealNumber == 0 && a.Id > after).OrderBy(a => a.Id).Take(Batches.Rows).ToListAsync(ct) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
                // Not sealed yet, it is as new as it says, or somebody put it there: then it has no proof, or it has one and was taken out of its seal, which misses it.
                if (WrongWith(row) is { } kind) found.Add(kind == AuditFindingKind.EntryChanged ? AuditFindingKind.EntryInserted : kind, firm.DayOf(row.DoneAt), null, row.Id);
            (entries, unsealed, after) = (entries + rows.Count, unsealed + rows.Count, rows[^1].Id);
        }
    }

    // Entries that name a seal which is not there.
    private async Task CheckStrays(CancellationToken ct)
    {
        var firm = await db.Setting<FirmSettings>(ct);
        var stray = await db.Set<AuditEntry>().AsNoTracking().Where(a => a.SealNumber != 0 && !db.Set<AuditSeal>().Any(s => s.Number == a.SealNumber)).OrderBy(a => a.Id)
            .Select(a => new { a.Id, a.DoneAt, a.SealNumber }).Take(FindingList.Most).ToListAsync(ct);
        foreach (var row in stray) found.Add(AuditFindingKind.EntryInserted, firm.DayOf(row.DoneAt), row.SealNumber, row.Id);
    }

    // A seal that bears the hash must have come by it.
    private async Task<bool> IsInChain(string anchor, CancellationToken ct)
    {
        foreach (var seal in await db.Set<AuditSeal>().AsNoTracking().Where(s => s.Hash == anchor).ToListAsync(ct))
            if (seal.HashAsIs() == anchor) return true;
        return false;
    }
}

/// <summary>What a verification found, as much of it as somebody reads.</summary>
internal sealed class FindingList
{
    public const int Most = 200;
    private readonly List<AuditFinding> kept = [];

    public IReadOnlyList<AuditFinding> Kept => kept;
    public long Count { get; private set; }

    public void Add(AuditFindingKind kind, DateOnly? day = null, long? seal = null, long? entry = null, long count = 1)
    {
        Count += count;
        if (kept.Count < Most) kept.Add(new() { Kind = kind, Day = day, Seal = seal, Entry = entry, Count = count });
    }

    public void TakeBack(long seal, AuditFindingKind kind) => Count -= kept.RemoveAll(f => f.Seal == seal && f.Kind == kind);
}
