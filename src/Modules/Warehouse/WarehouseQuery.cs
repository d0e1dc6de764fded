using System.Reflection;

namespace Guanxi.Warehouse;

/// <summary>A question to the warehouse in a file of its own: <c>Queries/name.sql</c> of the module that asks.</summary>
public sealed record WarehouseQuery(string Name, string Sql)
{
    /// <exception cref="InvalidOperationException">There is no such file.</exception>
    public static WarehouseQuery Of(Assembly module, string name) =>
        new(name, (SqlFile.In(module, "Queries").FirstOrDefault(f => f.Name == name) ?? throw new InvalidOperationException($"There is no Queries/{name}.sql.")).Select);
}
