using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.WinBack.Cases;

internal enum NeverReason { Abusive, Insolvent, Fraudulent }

/// <summary>A customer whom the firm does not want back.</summary>
internal sealed class NeverWinBack : Entity<NeverWinBack>
{
    public Id<Customer> CustomerId { get; private init; }
    public NeverReason Reason { get; private init; }
    public string Note { get; private init; } = "";
    public Id<Person> ListedBy { get; private init; }
    public DateTimeOffset ListedAt { get; private init; }

    /// <summary>Null while it holds.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }
    public Id<Person>? LiftedBy { get; private set; }

    public static NeverWinBack List(Id<Customer> customer, NeverReason reason, string note, Id<Person> by, DateTimeOffset at)
    {
        Refuse.Field("Note", string.IsNullOrWhiteSpace(note), "retention.never.note_missing");
        return new() { CustomerId = customer, Reason = reason, Note = note.Trim(), ListedBy = by, ListedAt = at };
    }

    public void Lift(Id<Person> by, DateTimeOffset at)
    {
        Refuse.If(LiftedAt is not null, "retention.never.lifted_already");
        (LiftedAt, LiftedBy) = (at, by);
    }
}

internal sealed class NeverWinBackTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<NeverWinBack>(never =>
    {
        never.ToTable("retention_never");
        never.HasKey(n => new { n.CustomerId, n.Id });
        never.HasOneInForce("lifted_at IS NULL");
        never.Property(n => n.Reason).HasConversion<string>().HasMaxLength(20);
        never.Property(n => n.Note).HasMaxLength(2000);
        never.HasOne<Customer>().WithMany().HasForeignKey(n => n.CustomerId).OnDelete(DeleteBehavior.Restrict);
    });
}
