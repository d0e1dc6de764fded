using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Data;

/// <summary>What kind of act an audit entry tells of.</summary>
public enum AuditAct
{
    /// <summary>A use-case wrote something.</summary>
    Changed,

    /// <summary>Somebody looked at one customer; once for each quarter of an hour.</summary>
    Saw,

    /// <summary>Many records left the product at once: a file, or a list that a program fetched.</summary>
    Exported,

    /// <summary>Personal data that was hidden was shown in full.</summary>
    Unmasked,

    /// <summary>Somebody proved who they are.</summary>
    SignedIn,

    /// <summary>Somebody tried a password; without an entry of <see cref="SignedIn"/> after it, a wrong one.</summary>
    TriedToSignIn,

    /// <summary>Without the right, or out of reach; nothing was done.</summary>
    Refused,
}

/// <summary>What an audit entry says beyond who and when.</summary>
/// <param name="UseCase">Name of the request's type, or of the batch.</param>
/// <param name="Act">What kind of act it was.</param>
/// <param name="SubjectKind">What kind of record it was about, e.g. <c>Order</c>; empty where it was about none.</param>
/// <param name="SubjectId">That record; 0 where it was about none.</param>
/// <param name="CustomerId">The customer concerned, as it was called at that moment; 0 for none.</param>
/// <param name="Detail">A count, a code, names of fields: never a value, never anything personal.</param>
public sealed record AuditNote(string UseCase, AuditAct Act = AuditAct.Changed, string SubjectKind = "", long SubjectId = 0, long CustomerId = 0, string? Detail = null);

/// <summary>Who did what, when: one row for every use-case that wrote, and for what was seen, taken out or refused.</summary>
/// <remarks>It never changes but for the number of its seal. Its proof shows that the product wrote it as it is.</remarks>
public sealed class AuditEntry
{
    public const int LongestDetail = 200;

    public long Id { get; private init; } = Ids.Next();
    public DateTimeOffset DoneAt { get; private init; }
    public Id<Person> ActorId { get; private init; }

    /// <summary>By a program with an API key, not by the person in a browser.</summary>
    public bool ByKey { get; private init; }
    public AuditAct Act { get; private init; }
    public string UseCase { get; private init; } = "";
    public string SubjectKind { get; private init; } = "";

    /// <summary>The record that it was about; 0 where it was about none.</summary>
    public long SubjectId { get; private init; }

    /// <summary>The customer concerned; 0 for none. It stays when customers are merged: it is what happened then.</summary>
    public long CustomerId { get; private init; }
    public string? Detail { get; private init; }

    /// <summary>Which key the proof was made with.</summary>
    public int KeyMark { get; private init; }

    /// <summary>Of <see cref="Content"/>, under the key of the data folder.</summary>
    public byte[] Proof { get; private set; } = [];

    /// <summary>The seal that counts it; 0 as long as none does. No part of the content.</summary>
    public long SealNumber { get; private init; }

    /// <summary>All that is proved, byte by byte the same on both databases.</summary>
    public byte[] Content()
    {
        using var bytes = new MemoryStream(160);
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write("audit entry 1");
            writer.Write(Id);
            writer.Write(Micros.Of(DoneAt));
            writer.Write(ActorId.Value);
            writer.Write(ByKey);
            writer.Write(Act.ToString());
            writer.Write(UseCase);
            writer.Write(SubjectKind);
            writer.Write(SubjectId);
            writer.Write(CustomerId);
            writer.Write(Detail is not null);
            writer.Write(Detail ?? "");
            writer.Write(KeyMark);
        }
        return bytes.ToArray();
    }

    internal static AuditEntry Of(Actor actor, AuditNote note, DateTimeOffset at, AuditKey key)
    {
        var entry = new AuditEntry
        {
            // Whole microseconds, as both databases keep it: the proof is of what is read again.
            DoneAt = Micros.At(Micros.Of(at)), ActorId = actor.Id, ByKey = actor.ByKey, Act = note.Act, UseCase = note.UseCase, SubjectKind = note.SubjectKind, SubjectId = note.SubjectId,
            CustomerId = note.CustomerId, Detail = note.Detail?.Length > LongestDetail ? note.Detail[..LongestDetail] : note.Detail, KeyMark = key.Mark,
        };
        entry.Proof = key.Prove(entry.Content());
        return entry;
    }
}

internal sealed class AuditTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<AuditEntry>(audit =>
    {
        audit.HasKey(a => a.Id);
        audit.Property(a => a.Act).HasConversion<string>().HasMaxLength(20);
        audit.Property(a => a.UseCase).HasMaxLength(80);
        audit.Property(a => a.SubjectKind).HasMaxLength(60);
        audit.Property(a => a.Detail).HasMaxLength(AuditEntry.LongestDetail);
        audit.Property(a => a.Proof).HasMaxLength(32);
        audit.HasIndex(a => new { a.CustomerId, a.Id });
        audit.HasIndex(a => new { a.ActorId, a.Id });
        audit.HasIndex(a => new { a.SealNumber, a.Id });
    });
}
