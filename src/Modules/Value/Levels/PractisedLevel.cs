using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Insight;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Levels;

/// <summary>How closely the firm keeps in touch with a customer, as somebody set it. The newest one of a customer counts; the others are its history.</summary>
internal sealed class PractisedLevel : Entity<PractisedLevel>
{
    public Id<Customer> CustomerId { get; private init; }
    public RelationshipLevel Level { get; private init; }
    public string Reason { get; private init; } = "";
    public Id<Person> SetById { get; private init; }
    public DateTimeOffset SetAt { get; private init; }

    /// <summary>Still the one that counts.</summary>
    public bool Current { get; private set; } = true;

    public static PractisedLevel Set(Id<Customer> customer, RelationshipLevel level, string reason, Id<Person> by, DateTimeOffset at)
    {
        Refuse.Field("Level", !Enum.IsDefined(level), "value.level.unknown");
        Refuse.Field("Reason", string.IsNullOrWhiteSpace(reason), "value.level.reason_missing");
        return new() { CustomerId = customer, Level = level, Reason = reason.Trim(), SetById = by, SetAt = at };
    }

    public void Replace() => Current = false;
}

internal sealed class PractisedLevelTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<PractisedLevel>(level =>
    {
        level.ToTable("value_relationship_level");
        level.HasKey(l => new { l.CustomerId, l.Id });
        level.HasOneInForce("\"current\"");
        // As a number: levels are compared, and the names don't sort.
        level.Property(l => l.Level).HasConversion<int>();
        level.Property(l => l.Reason).HasMaxLength(500);
        level.HasIndex(l => new { l.Current, l.CustomerId });
        level.HasOne<Customer>().WithMany().HasForeignKey(l => l.CustomerId).OnDelete(DeleteBehavior.Restrict);
    });
}
