using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Customers whom somebody kept as a list of their own: those behind a figure, on that day. It stays as it is when the figure moves on.</summary>
public sealed class KeptList : Entity<KeptList>
{
    public const int MostCustomers = 50_000;

    public string Name { get; private set; } = "";
    public string? Note { get; private set; }

    /// <summary>Address of the list that it was kept from: path and words. For who kept it: a number that was searched for may stand in it.</summary>
    public string Source { get; private init; } = "";

    /// <summary>Without this right nobody is shown the list: that somebody is at risk is told by a list of those at risk, too.</summary>
    public string Right { get; private init; } = CustomersRights.Read;

    /// <summary>How many there were.</summary>
    public int Customers { get; private init; }
    public Id<Person> KeptById { get; private init; }
    public DateTimeOffset KeptAt { get; private init; }

    public static KeptList Of(string name, string? note, string source, string right, int customers, Id<Person> by, DateTimeOffset at) =>
        new() { Name = name.Trim(), Note = Said(note), Source = source, Right = right, Customers = customers, KeptById = by, KeptAt = at };

    public void Rename(string name, string? note) => (Name, Note) = (name.Trim(), Said(note));

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A customer on a kept list. Written many at a time, before the list's own row is there: no foreign key to it.</summary>
public sealed class KeptListEntry
{
    public Id<Customer> CustomerId { get; private init; }
    public Id<KeptList> ListId { get; private init; }
}

internal sealed class KeptListTable : ITable
{
    public void Map(ModelBuilder model)
    {
        model.Entity<KeptList>(list =>
        {
            list.ToTable("customers_list");
            list.HasKey(l => l.Id);
            list.Property(l => l.Name).HasMaxLength(80);
            list.Property(l => l.Note).HasMaxLength(500);
            list.Property(l => l.Right).HasMaxLength(80);
        });
        model.Entity<KeptListEntry>(entry =>
        {
            entry.ToTable("customers_list_entry");
            entry.HasKey(e => new { e.CustomerId, e.ListId });
            entry.HasIndex(e => new { e.ListId, e.CustomerId });
            entry.HasOne<Customer>().WithMany().HasForeignKey(e => e.CustomerId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
