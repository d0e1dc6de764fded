using System.Reflection;

namespace Guanxi.Warehouse;

/// <summary>A question to the warehouse in a file of its own: <c>Queries/name.sql</c> of the module that asks.</summary>
public sealed record WarehouseQuery(string Name, string Sql)
{
    /// <summary>What one row of the answer is.</summary>
    public string Grain { get; private init; } = "";

    /// <summary>Columns that no two rows of the answer share.</summary>
    public IReadOnlyList<string> Key { get; private init; } = [];

    /// <summary>Tables that it reads.</summary>
    public IReadOnlyList<string> Sources { get; private init; } = [];

    /// <exception cref="InvalidOperationException">There is no such file.</exception>
    public static WarehouseQuery Of(Assembly module, string name)
    {
        var file = SqlFile.In(module, "Queries").FirstOrDefault(f => f.Name == name) ?? throw new InvalidOperationException($"There is no Queries/{name}.sql.");
        return new(name, file.Select) { Grain = file.Header("grain").SingleOrDefault() ?? "", Key = file.Names("key"), Sources = file.Names("sources") };
    }
}
