using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers.Merging;

/// <summary>A customer who was merged into another, as ids still name it: the id finds nobody in the table of customers.</summary>
internal abstract class FormerCustomer;

/// <summary>One customer merged into another: who, when, and all that is needed to take it back. It goes when it is taken back; the audit keeps both acts.</summary>
internal sealed class CustomerMerge : Entity<CustomerMerge>
{
    /// <summary>So long a merge can be taken back.</summary>
    public const int UndoDays = 30;

    /// <summary>Who has the rows today: the survivor, or whom that one was merged into since. A merge moves with its survivor.</summary>
    public Id<Customer> CustomerId { get; private init; }

    /// <summary>The survivor at the time.</summary>
    public Id<FormerCustomer> IntoId { get; private init; }
    public Id<FormerCustomer> FormerId { get; private init; }
    public string FormerCode { get; private init; } = "";
    public string FormerName { get; private init; } = "";

    /// <summary>The import that the former customer came with.</summary>
    public long? ImportId { get; private init; }
    public DateTimeOffset MergedAt { get; private init; }
    public Id<Person> MergedById { get; private init; }

    /// <summary>Facts of the survivor that the merge changed: <see cref="TakenFact"/> as JSON.</summary>
    public string Taken { get; private init; } = "[]";

    /// <summary>Rows that could not move, the former customer's own among them: <see cref="ParkedRows"/> as JSON.</summary>
    public string Parked { get; private init; } = "[]";

    public DateTimeOffset UndoUntil => MergedAt.AddDays(UndoDays);
}

/// <summary>A fact that the survivor took from the other.</summary>
/// <param name="Field">Name of the property.</param>
internal sealed record TakenFact(string Field, string? Before, string? After);

/// <summary>A row that the merge moved or pointed to the survivor. Rows that belong to another row, as lines to an order, go where that one goes.</summary>
internal sealed class MergedRow
{
    public Id<Customer> CustomerId { get; private init; }
    public Id<CustomerMerge> MergeId { get; private init; }

    /// <summary>Table; with its column, where a row was only pointed to the survivor.</summary>
    public string Place { get; private init; } = "";

    /// <summary>Its key without the customer, the parts between blanks.</summary>
    public string RowKey { get; private init; } = "";
}

internal sealed class CustomerMergeTable : ITable
{
    public void Map(ModelBuilder model)
    {
        model.Entity<CustomerMerge>(merge =>
        {
            merge.ToTable("customers_merge");
            merge.HasKey(m => new { m.CustomerId, m.Id });
            merge.Property(m => m.FormerCode).HasMaxLength(60);
            merge.Property(m => m.FormerName).HasMaxLength(200);
            merge.Ignore(m => m.UndoUntil);
            merge.HasIndex(m => m.FormerId);
            merge.HasIndex(m => m.ImportId);
            merge.HasOne<Customer>().WithMany().HasForeignKey(m => m.CustomerId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<MergedRow>(row =>
        {
            row.ToTable("customers_merged_row");
            row.HasKey(r => new { r.CustomerId, r.MergeId, r.Place, r.RowKey });
            row.Property(r => r.Place).HasMaxLength(130);
            row.Property(r => r.RowKey).HasMaxLength(300);
            row.HasOne<CustomerMerge>().WithMany().HasForeignKey(r => new { r.CustomerId, r.MergeId }).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
