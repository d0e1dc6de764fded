using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Risk.Sealing;

/// <summary>Counts some hundred audit entries and takes in the seal before it, over the end of a day too: an entry can't be changed, taken out or put in without breaking the chain.</summary>
/// <remarks>Views have seals of their own, because they are kept for a shorter time. A seal stays when its entries are old enough to go.</remarks>
internal sealed class AuditSeal
{
    /// <summary>What the first seal of all takes in.</summary>
    public static readonly string Beginning = new('0', 64);

    /// <summary>From 1, without gaps.</summary>
    public long Number { get; init; }

    /// <summary>The business day on which it was made.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Its number within the day, from 1.</summary>
    public int InDay { get; init; }

    /// <summary>It counts views; otherwise all else.</summary>
    public bool OfViews { get; init; }
    public int Count { get; init; }
    public long FirstId { get; init; }
    public long LastId { get; init; }
    public DateTimeOffset SealedAt { get; init; }

    /// <summary>Hash of the seal before.</summary>
    public string Previous { get; init; } = "";

    /// <summary>Of all entries, whole, in the order of their ids.</summary>
    public string RowsHash { get; init; } = "";

    /// <summary>Of everything above.</summary>
    public string Hash { get; init; } = "";
    public int KeyMark { get; init; }

    /// <summary>Of the hash, under the key of the data folder.</summary>
    public string Proof { get; init; } = "";

    /// <summary>Which entries, and the beginning of each one's hash: to say which one is wrong. Empty once they are gone.</summary>
    public string Members { get; init; } = "";

    /// <summary>When its entries went, because they were old enough.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>That it was the product that took them out.</summary>
    public string? RemovalProof { get; init; }
    public int RemovalMark { get; init; }

    public static AuditSeal Of(SealHead before, DateOnly day, bool views, IReadOnlyList<AuditEntry> rows, DateTimeOffset at, AuditKey key)
    {
        day = day > before.Day ? day : before.Day;
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var members = new byte[rows.Count * Member.Size];
        for (var i = 0; i < rows.Count; i++)
        {
            var hash = HashOf(rows[i]);
            all.AppendData(hash);
            new Member(rows[i].Id, BinaryPrimitives.ReadInt64LittleEndian(hash)).Write(members.AsSpan(i * Member.Size));
        }
        var seal = new AuditSeal
        {
            Number = before.Number + 1, Day = day, InDay = day == before.Day ? before.InDay + 1 : 1, OfViews = views, Count = rows.Count, FirstId = rows[0].Id, LastId = rows[^1].Id,
            SealedAt = Micros.At(Micros.Of(at)), Previous = before.Hash, RowsHash = Convert.ToHexStringLower(all.GetHashAndReset()), KeyMark = key.Mark, Members = Convert.ToBase64String(members),
        };
        var sealedHash = seal.HashAsIs();
        return seal.With(sealedHash, Convert.ToHexStringLower(key.Prove(Proved(sealedHash))));
    }

    public SealHead Head => new(Number, Day, InDay, Hash, SealedAt);

    /// <summary>The hash that its other fields make.</summary>
    public string HashAsIs() => Convert.ToHexStringLower(SHA256.HashData(Bytes(w =>
    {
        w.Write("audit seal 1");
        w.Write(Number);
        w.Write(Day.DayNumber);
        w.Write(InDay);
        w.Write(OfViews);
        w.Write(Count);
        w.Write(FirstId);
        w.Write(LastId);
        w.Write(Micros.Of(SealedAt));
        w.Write(Previous);
        w.Write(RowsHash);
        w.Write(KeyMark);
    })));

    public bool IsProved(AuditKey key) => key.Proves(Proved(Hash), KeyMark, Hex(Proof));

    public bool IsRemovalProved(AuditKey key) => RemovedAt is { } at && key.Proves(Removal(at), RemovalMark, Hex(RemovalProof));

    /// <summary>The proof that the product took its entries out at that moment.</summary>
    public string RemovalBy(AuditKey key, DateTimeOffset at) => Convert.ToHexStringLower(key.Prove(Removal(at)));

    public IReadOnlyList<Member> MemberList()
    {
        var bytes = new byte[Members.Length];
        if (!Convert.TryFromBase64String(Members, bytes, out var length) || length % Member.Size != 0) return [];
        return [.. Enumerable.Range(0, length / Member.Size).Select(i => Member.Read(bytes.AsSpan(i * Member.Size)))];
    }

    /// <summary>An entry's hash, its proof included.</summary>
    public static byte[] HashOf(AuditEntry row) => SHA256.HashData([.. row.Content(), .. row.Proof]);

    private AuditSeal With(string hash, string proof) => new()
    {
        Number = Number, Day = Day, InDay = InDay, OfViews = OfViews, Count = Count, FirstId = FirstId, LastId = LastId, SealedAt = SealedAt, Previous = Previous, RowsHash = RowsHash,
        KeyMark = KeyMark, Members = Members, Hash = hash, Proof = proof,
    };

    private byte[] Removal(DateTimeOffset at) => Bytes(w =>
    {
        w.Write("audit removal 1");
        w.Write(Number);
        w.Write(Hash);
        w.Write(Micros.Of(at));
    });

    private static byte[] Proved(string hash) => Bytes(w =>
    {
        w.Write("audit seal proof 1");
        w.Write(hash);
    });

    private static byte[] Bytes(Action<BinaryWriter> write)
    {
        using var bytes = new MemoryStream(256);
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true)) write(writer);
        return bytes.ToArray();
    }

    // What somebody wrote over it need not be hexadecimal.
    private static byte[] Hex(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : [];

    /// <summary>One entry of a seal.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Hash">The first eight bytes of its hash.</param>
    public readonly record struct Member(long Id, long Hash)
    {
        public const int Size = 16;

        public void Write(Span<byte> to)
        {
            BinaryPrimitives.WriteInt64LittleEndian(to, Id);
            BinaryPrimitives.WriteInt64LittleEndian(to[8..], Hash);
        }

        public static Member Read(ReadOnlySpan<byte> from) => new(BinaryPrimitives.ReadInt64LittleEndian(from), BinaryPrimitives.ReadInt64LittleEndian(from[8..]));
    }
}

/// <summary>Where the chain ends: what the next seal takes in.</summary>
internal sealed record SealHead(long Number, DateOnly Day, int InDay, string Hash, DateTimeOffset SealedAt)
{
    public static SealHead None { get; } = new(0, DateOnly.MinValue, 0, AuditSeal.Beginning, DateTimeOffset.UnixEpoch);
}

internal sealed class AuditSealTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<AuditSeal>(seal =>
    {
        seal.HasKey(s => s.Number);
        foreach (var hash in new[] { nameof(AuditSeal.Previous), nameof(AuditSeal.RowsHash), nameof(AuditSeal.Hash), nameof(AuditSeal.Proof), nameof(AuditSeal.RemovalProof) }) seal.Property(hash).HasMaxLength(64);
        seal.HasIndex(s => s.Day);
        seal.HasIndex(s => s.Hash);
    });
}
