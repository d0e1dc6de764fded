namespace Guanxi.Warehouse.Building;

/// <summary>One table of the warehouse, made by one SELECT from raw tables and other models.</summary>
internal sealed class Model(SqlFile file)
{
    public string Name => file.Name;

    /// <summary>staging, dimensions, facts or marts.</summary>
    public string Layer { get; } = file.Folder.Split('.')[^1];
    public string Select { get; } = file.Select.TrimEnd(';');
    public string Grain { get; } = file.Header("grain").SingleOrDefault() ?? "";
    public IReadOnlyList<string> Key { get; } = file.Names("key");

    /// <summary>Raw tables and models that it reads.</summary>
    public IReadOnlyList<string> Sources { get; } = file.Names("sources");

    /// <summary>A view holds no rows of its own: for what is read once.</summary>
    public bool IsView { get; } = file.Header("kind").SingleOrDefault() == "view";

    /// <summary>Questions that must find no row, by name.</summary>
    public IReadOnlyList<(string Name, string Sql)> Checks { get; } =
        [.. file.Header("check").Select(c => c.Split(':', 2)).Select(c => (c[0].Trim(), c[1].Trim()))];

    /// <summary>All that is asked at a build: that no two rows share the key, too.</summary>
    public IEnumerable<(string Name, string Sql)> Asked => IsView || Key.Count == 0 ? Checks
        : Checks.Prepend(("key is unique", $"SELECT 1 FROM {Name} GROUP BY {string.Join(", ", Key)} HAVING COUNT(*) > 1 LIMIT 1"));

    /// <summary>Whether a customer's rows come from that customer's rows alone, so that they can be made anew alone.</summary>
    public bool OfCustomers => Key is ["customer_id", ..];

    /// <summary>Those that are read first.</summary>
    public static IReadOnlyList<Model> InOrder(IReadOnlyList<Model> models)
    {
        var names = models.ToDictionary(m => m.Name);
        var done = new List<Model>();
        var under = new HashSet<string>();
        foreach (var model in models) Visit(model);
        return done;

        void Visit(Model model)
        {
            if (done.Contains(model)) return;
            if (!under.Add(model.Name)) throw new InvalidOperationException($"{model.Name} reads itself, by way of others.");
            foreach (var source in model.Sources)
                if (names.TryGetValue(source, out var before)) Visit(before);
                else if (!source.StartsWith("raw_", StringComparison.Ordinal)) throw new InvalidOperationException($"{model.Name} reads {source}, which nobody makes.");
            done.Add(model);
        }
    }
}
