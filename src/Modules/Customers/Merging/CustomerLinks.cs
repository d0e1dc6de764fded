using System.Runtime.CompilerServices;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Guanxi.Customers.Merging;

/// <summary>Everything in the database that belongs to a customer or names one, read from the model: a table that a module adds tomorrow is among it. See docs/adr/0022.</summary>
internal sealed class CustomerLinks
{
    private static readonly ConditionalWeakTable<IModel, CustomerLinks> Known = [];

    private CustomerLinks(IModel model)
    {
        var owned = new Dictionary<IEntityType, OwnedTable>();
        var pointers = new List<Pointer>();
        foreach (var entity in model.GetEntityTypes().OrderBy(e => e.GetTableName(), StringComparer.Ordinal))
            foreach (var property in entity.GetProperties().Where(NamesCustomer))
                if (property.IsPrimaryKey())
                {
                    // What was worked out of facts for each customer, and has no identity of its own, stays what it was worked out for.
                    if (IsFact(property) || (entity.FindPrimaryKey()!.Properties is [var first, _, ..] && first == property)) owned.Add(entity, new(entity, property));
                    else Derived.Add($"{entity.GetTableName()}.{property.GetColumnName()}");
                }
                else pointers.Add(new(entity, property));
        foreach (var table in owned.Values) table.BelongTo(owned);
        foreach (var table in owned.Values) table.Check();
        // Those that others belong to come first.
        Tables = [.. owned.Values.OrderBy(t => t.Parent is not null).ThenBy(t => t.Name, StringComparer.Ordinal)];
        Pointers = pointers;
    }

    /// <summary>Tables whose rows belong to a customer; those that belong to rows of another come after it.</summary>
    public IReadOnlyList<OwnedTable> Tables { get; }

    /// <summary>Columns that only name a customer.</summary>
    public IReadOnlyList<Pointer> Pointers { get; }

    /// <summary>Columns of what is worked out for each customer anew: standings, faces. They stay as they are.</summary>
    public List<string> Derived { get; } = [];

    public static CustomerLinks Of(GuanxiDb db) => Known.GetValue(db.Model, model => new(model));

    private static bool NamesCustomer(IReadOnlyProperty property) =>
        (property.ClrType == typeof(Id<Customer>) || property.ClrType == typeof(Id<Customer>?)) && !(property.DeclaringType.ClrType == typeof(Customer) && property.IsPrimaryKey());

    // By a foreign key, be it by way of the row that it belongs to.
    private static bool IsFact(IReadOnlyProperty property) => property.IsForeignKey();
}

/// <summary>A column that names a customer in a row that is not the customer's: a key to find it by, the one who brought another.</summary>
internal sealed class Pointer(IEntityType entity, IProperty property)
{
    public string Table { get; } = entity.GetTableName()!;
    public string Column { get; } = property.GetColumnName();
    public string Place => $"{Table}.{Column}";

    /// <summary>Condition that leaves out the two customers themselves: what they say of each other is decided fact by fact.</summary>
    public string Beside(Id<Customer> one, Id<Customer> other) => entity.ClrType == typeof(Customer) ? $" AND r.id NOT IN ({one}, {other})"
        : entity.FindPrimaryKey()!.Properties.FirstOrDefault(p => p.ClrType == typeof(Id<Customer>)) is { } owner ? $" AND r.{owner.GetColumnName()} NOT IN ({one}, {other})" : "";

    public IReadOnlyList<string> Key { get; } = [.. entity.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName())];
    public Stamps Stamps { get; } = Stamps.Of(entity);

    /// <summary>Text key of its rows' name in the plural: <c>customers.merge.customer_referred_by_id</c>.</summary>
    public string TextKey => OwnedTable.TextOf($"{Table}_{Column}");
}

/// <summary>What tells of a change in a row.</summary>
/// <param name="Change">Column of the warehouse's stamp; null where the row has none.</param>
/// <param name="Version">Column that is raised with each change; null where the row has none.</param>
internal sealed record Stamps(string? Change, string? Version)
{
    public static Stamps Of(IReadOnlyEntityType entity) => new(
        entity.FindProperty(nameof(Customer.ChangeStamp))?.GetColumnName(), entity.FindProperty(nameof(Customer.Version))?.GetColumnName());
}
