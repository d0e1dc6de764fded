namespace Guanxi.Warehouse.Building;

/// <summary>Makes the models' tables: all anew, or for some customers only, and asks their checks.</summary>
internal sealed class ModelBuild(Duck duck, IReadOnlyList<Model> models, IReadOnlyCollection<string> rawOfCustomers)
{
    /// <summary>Everything anew.</summary>
    public void All(Action<string> progress)
    {
        foreach (var model in models)
        {
            progress(model.Name);
            duck.Run(model.IsView ? $"CREATE OR REPLACE VIEW {model.Name} AS {model.Select}" : $"CREATE OR REPLACE TABLE {model.Name} AS {model.Select}");
            foreach (var (name, sql) in model.Asked) Ask(model, name, sql);
        }
    }

    /// <summary>The rows of the customers in <c>changed_customer</c>, and models that are not by customer.</summary>
    public void Changed(Action<string> progress)
    {
        foreach (var model in models.Where(m => !m.IsView))
        {
            progress(model.Name);
            if (!model.OfCustomers)
            {
                duck.Run($"CREATE OR REPLACE TABLE {model.Name} AS {model.Select}");
                foreach (var (name, sql) in model.Asked) Ask(model, name, sql);
                continue;
            }
            duck.Run($"DELETE FROM {model.Name} WHERE customer_id IN (SELECT customer_id FROM changed_customer)");
            duck.Run($"INSERT INTO {model.Name} {Sliced(model.Select)}");
            foreach (var (name, sql) in model.Asked) Ask(model, name, Sliced(sql));
        }
    }

    /// <summary>The same SELECT over tables that hold the changed customers only: common table expressions of their names stand before them.</summary>
    private string Sliced(string select)
    {
        var slices = rawOfCustomers.Concat(models.Where(m => m is { OfCustomers: true, IsView: false }).Select(m => m.Name))
            .Select(t => $"{t} AS (SELECT * FROM main.{t} WHERE customer_id IN (SELECT customer_id FROM main.changed_customer))")
            .Concat(models.Where(m => m is { OfCustomers: true, IsView: true }).Select(m => $"{m.Name} AS ({m.Select})"));
        // Only what the text names, or what a view that it names does.
        var wanted = new HashSet<string>();
        var texts = new Queue<string>([select]);
        while (texts.TryDequeue(out var text))
            foreach (var name in rawOfCustomers.Concat(models.Select(m => m.Name)).Where(n => !wanted.Contains(n) && Names(text, n)).ToList())
            {
                wanted.Add(name);
                if (models.FirstOrDefault(m => m.Name == name) is { IsView: true } view) texts.Enqueue(view.Select);
            }
        var needed = string.Join(",\n", slices.Where(s => wanted.Contains(s.Split(' ')[0])));
        if (needed.Length == 0) return select;
        return select.StartsWith("WITH ", StringComparison.Ordinal) ? $"WITH {needed},\n{select["WITH ".Length..]}" : $"WITH {needed}\n{select}";
    }

    private static bool Names(string text, string name) => System.Text.RegularExpressions.Regex.IsMatch(text, $@"\b{name}\b");

    private void Ask(Model model, string name, string sql)
    {
        if (duck.Number($"SELECT COUNT(*) FROM ({sql}) q") > 0) throw new CheckFailedException(model.Name, name);
    }
}

/// <summary>A table of the warehouse does not hold what its file promises. Nothing of the build is kept.</summary>
internal sealed class CheckFailedException(string table, string check) : Exception($"The warehouse's table {table} breaks its check “{check}”.")
{
    public string Table => table;
    public string Check => check;
}
