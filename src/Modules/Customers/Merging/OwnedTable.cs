using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Guanxi.Customers.Merging;

/// <summary>A table whose rows belong to a customer.</summary>
internal sealed class OwnedTable(IEntityType entity, IProperty customer)
{
    public string Name { get; } = entity.GetTableName()!;
    public string Customer { get; } = customer.GetColumnName();

    /// <summary>All columns, complex values' parts among them.</summary>
    public IReadOnlyList<string> Columns { get; } = [.. Table(entity).Columns.Select(c => c.Name)];

    /// <summary>The columns of the key beside the customer's.</summary>
    public IReadOnlyList<string> Key { get; } = [.. entity.FindPrimaryKey()!.Properties.Where(p => p != customer).Select(p => p.GetColumnName())];

    /// <summary>The key is an id that no other row has: two of them never meet.</summary>
    public bool HasOwnId { get; } = entity.FindPrimaryKey()!.Properties.Any(p => p.Name == nameof(Entity<object>.Id));

    /// <summary>The warehouse must hear of what is gone.</summary>
    public bool Fed { get; } = typeof(IFed).IsAssignableFrom(entity.ClrType);
    public InForce? InForce { get; } = InForce.Of(entity);
    public Stamps Stamps { get; } = Stamps.Of(entity);

    /// <summary>The table whose rows these belong to, and the columns that say to which; null where they belong to the customer alone.</summary>
    public (OwnedTable Table, IReadOnlyList<string> By)? Parent { get; private set; }

    /// <summary>Columns by which these rows name another row of the table that they belong to: the sale of which a return's line brings something back.</summary>
    public IReadOnlyList<string> Names => Parent is not { } parent ? [] : [.. entity.GetProperties()
        .Where(p => !parent.By.Contains(p.GetColumnName()) && (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType) is { IsGenericType: true } type && type == parent.Table.IdType).Select(p => p.GetColumnName())];

    private Type? IdType { get; } = entity.FindPrimaryKey()!.Properties.FirstOrDefault(p => p.Name == nameof(Entity<object>.Id))?.ClrType;

    /// <summary>Text key of its name in the plural: <c>sales.merge.order</c> for <c>sales_order</c>.</summary>
    public string TextKey => TextOf(Name);

    public static string TextOf(string name) => name.IndexOf('_', StringComparison.Ordinal) is > 0 and var at ? $"{name[..at]}.merge.{name[(at + 1)..]}" : name;

    /// <summary>Condition over the alias <c>r</c>: rows of one customer whose place with the other is taken, by the same tag, the same list, another warning open for the same signal. Null where that can't be.</summary>
    public string? Taken(Id<Customer> from, Id<Customer> to, DateOnly today)
    {
        List<string> taken = [];
        if (!HasOwnId && Parent is null) taken.Add($"EXISTS (SELECT 1 FROM {Name} s WHERE s.{Customer} = {to}{Same(Key)})");
        if (InForce is { } force) taken.Add($"{force.On(today)} AND EXISTS (SELECT 1 FROM {Name} s WHERE s.{Customer} = {to} AND {force.On(today)}{Same(force.Per)})");
        return taken.Count == 0 ? null : $"r.{Customer} = {from} AND ({string.Join(" OR ", taken)})";

        static string Same(IEnumerable<string> columns) => string.Concat(columns.Select(c => $" AND s.\"{c}\" = r.\"{c}\""));
    }

    /// <summary>Columns by which a row names another customer: the other end of a link.</summary>
    public IReadOnlyList<string> Others { get; } = [.. entity.GetProperties().Where(p => p != customer && (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType) == typeof(Id<Customer>)).Select(p => p.GetColumnName())];

    /// <summary>Condition over the alias <c>r</c>: what two customers are to each other, which they can't be once they are one. Null where no row says so.</summary>
    public string? Between(Id<Customer> one, Id<Customer> other) =>
        Others.Count == 0 ? null : string.Join(" OR ", Others.Select(o => $"(r.{Customer} = {one} AND r.\"{o}\" = {other}) OR (r.{Customer} = {other} AND r.\"{o}\" = {one})"));

    /// <summary>Condition over the alias <c>r</c>: rows that a merge has to take out before it moves the others. Null where there can be none.</summary>
    public string? InTheWay(Id<Customer> from, Id<Customer> to, DateOnly today) =>
        string.Join(" OR ", new[] { Taken(from, to, today), Between(from, to) }.OfType<string>().Select(c => $"({c})")) is { Length: > 0 } condition ? condition : null;

    /// <summary>The id of a row that was taken out.</summary>
    public long IdOf(ParkedRow row) => row.Row[Key[0]]!.GetValue<long>();

    public static ITableBase Table(IEntityType entity) => entity.GetTableMappings().Single().Table;

    public void BelongTo(IReadOnlyDictionary<IEntityType, OwnedTable> owned)
    {
        foreach (var key in entity.GetForeignKeys())
            if (key.Properties.Contains(customer) && owned.TryGetValue(key.PrincipalEntityType, out var parent))
                Parent = (parent, [.. key.Properties.Where(p => p != customer).Select(p => p.GetColumnName())]);
    }

    /// <exception cref="NotSupportedException">Rows below rows below rows: what moves them is yet to be written.</exception>
    public void Check()
    {
        if (Parent is { Table.Parent: not null }) throw new NotSupportedException($"{Name} belongs to rows that belong to rows: a merge can't follow.");
        if (Fed && Others.Count > 0) throw new NotSupportedException($"{Name} names other customers: what the warehouse hears when a merge puts rows of both aside is yet to be written.");
        if (Parent is { Table.InForce: not null } || (Parent is { } above && !above.Table.HasOwnId)) throw new NotSupportedException($"Rows of {Parent.Value.Table.Name} may be put aside by a merge, and {Name} belongs to them.");
    }
}
