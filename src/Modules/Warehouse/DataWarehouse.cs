using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Guanxi.Data;
using Guanxi.Warehouse.Building;
using Guanxi.Warehouse.Loading;
using Guanxi.Warehouse.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Warehouse;

/// <summary>The analytical database: derived from the operational one, disposable, owned by this process while it is open.</summary>
/// <remarks>It is opened for each piece of work and closed after it: an idle server keeps no memory for it, and the command line can have it meanwhile.
/// Of several nodes each has a copy of its own; one leads, and the others bring theirs to the moments that it loads. See docs/adr/0021.</remarks>
public sealed class DataWarehouse : IDisposable
{
    /// <summary>Whose holder leads: it alone runs the insight and has the warehouse made anew.</summary>
    public const string Lease = "warehouse";

    private const string Settings = "kernel_setting";
    private readonly SemaphoreSlim oneBuilds = new(1, 1);
    private readonly DataPaths paths;
    private readonly IDatabase database;
    private readonly IServiceScopeFactory scopes;
    private readonly LoadSharing sharing;
    private readonly IReadOnlyList<Feed> feeds;
    private readonly IReadOnlyList<Model> models;
    private readonly long definition;
    private long builds;
    private long? loadHere;

    internal DataWarehouse(DataPaths paths, IDatabase database, IEnumerable<Module> modules, IServiceScopeFactory scopes, LoadSharing sharing)
    {
        (this.paths, this.database, this.scopes, this.sharing) = (paths, database, scopes, sharing);
        var assemblies = modules.Select(m => m.Assembly).Distinct().ToList();
        var feedFiles = assemblies.SelectMany(a => SqlFile.In(a, "Feeds")).ToList();
        var modelFiles = SqlFile.In(typeof(DataWarehouse).Assembly, "Models").ToList();
        feeds = feedFiles.ConvertAll(f => new Feed(f));
        models = Model.InOrder(modelFiles.ConvertAll(f => new Model(f)));
        definition = BitConverter.ToInt64(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Concat(feedFiles.Concat(modelFiles).Select(f => f.Name + f.Text)))));
    }

    public void Dispose() => oneBuilds.Dispose();

    /// <summary>The tables in the order in which they are made, for lineage.</summary>
    internal IReadOnlyList<Model> Models => models;
    internal IReadOnlyList<Feed> Feeds => feeds;

    /// <summary>How often something changed in it here: what was asked of it before may be answered otherwise now.</summary>
    public long Builds => Volatile.Read(ref builds);

    /// <summary>Brings the warehouse up to date: what changed since the last time, or everything where there was none. What questions see changes at its end, or not at all.</summary>
    /// <param name="progress">Phase (<c>load order</c>, <c>build fact_day</c>) and rows so far.</param>
    /// <exception cref="RefusedException">A currency in use has no exchange rate.</exception>
    /// <remarks>Where another node leads, this one comes as far as that one shared, and no further: both then tell the same.</remarks>
    public async Task<WarehouseBuild> Refresh(Action<string, long>? progress, CancellationToken ct)
    {
        if (await sharing.AnotherLeads(ct) && await sharing.Newest(ct) is not null) return await Follow(ct) ?? new();
        return await Load(progress, anew: false, ct);
    }

    /// <summary>Throws the warehouse away and makes it anew: the same figures come out. The copies of other nodes are made anew after it.</summary>
    public Task<WarehouseBuild> Rebuild(Action<string, long>? progress, CancellationToken ct) => Load(progress, anew: true, ct);

    /// <summary>Brings this node's copy to what the node that leads shared last.</summary>
    /// <returns>Null where it is there already.</returns>
    internal async Task<WarehouseBuild?> Follow(CancellationToken ct)
    {
        if (await Behind(ct) is null) return null;
        await oneBuilds.WaitAsync(ct);
        try
        {
            if (await Behind(ct) is not { } load) return null;
            if (load.AnewNumber > await LoadHere(ct)) Delete();
            var source = await sharing.Join(load, ct);
            try { return await Build(source, load.Number, null, ct); }
            finally { source.Dispose(); }
        }
        finally
        {
            oneBuilds.Release();
        }
    }

    private async Task<SharedLoad?> Behind(CancellationToken ct) => await sharing.Newest(ct) is { } load && load.Number > await LoadHere(ct) ? load : null;

    /// <summary>The number of the shared load that this copy holds; 0 where it holds none.</summary>
    internal async Task<long> LoadHere(CancellationToken ct)
    {
        if (loadHere is { } known && File.Exists(paths.Warehouse)) return known;
        try
        {
            var there = await Read("SELECT table_name FROM duckdb_tables() WHERE table_name = 'warehouse_copy'", [], r => r.GetString(0), ct);
            loadHere = there.Count == 0 ? 0 : (await Read("SELECT load_no FROM warehouse_copy", [], r => r.GetInt64(0), ct))[0];
        }
        // A broken file is made anew.
        catch (DbException) { loadHere = 0; }
        return loadHere.Value;
    }

    private async Task<WarehouseBuild> Load(Action<string, long>? progress, bool anew, CancellationToken ct)
    {
        await oneBuilds.WaitAsync(ct);
        try
        {
            // Who comes to lead may have missed that it was to be made anew.
            if (anew || (await sharing.Newest(ct) is { } newest && newest.AnewNumber > await LoadHere(ct))) Delete();
            var source = await database.OpenSnapshot(ct);
            long? number = null;
            try
            {
                number = await sharing.Share(source, anew, ct);
                return await Build(source, number, progress, ct);
            }
            finally
            {
                sharing.Close(source, number);
            }
        }
        finally
        {
            oneBuilds.Release();
        }
    }

    private async Task<WarehouseBuild> Build(ISnapshot source, long? number, Action<string, long>? progress, CancellationToken ct)
    {
        FirmSettings firm;
        await using (var scope = scopes.CreateAsyncScope()) firm = await scope.ServiceProvider.GetRequiredService<GuanxiDb>().Setting<FirmSettings>(ct);
        var build = await Task.Run(() => Refresh(source, number, firm, progress ?? ((_, _) => { }), ct), ct);
        if (build.FromScratch || build.Rows.Values.Any(rows => rows > 0)) Interlocked.Increment(ref builds);
        if (number is null) return build;
        loadHere = number;
        await sharing.Note(number.Value, source.SettledUntil, ct);
        return build;
    }

    /// <summary>Asks the warehouse; nothing where it was never built.</summary>
    /// <param name="sql">Runs unchanged on DuckDB and PostgreSQL: <c>$1</c> parameters.</param>
    public Task<IReadOnlyList<T>> Read<T>(string sql, IReadOnlyList<object?> args, Func<DbDataReader, T> row, CancellationToken ct)
    {
        if (!File.Exists(paths.Warehouse)) return Task.FromResult<IReadOnlyList<T>>([]);
        return Task.Run<IReadOnlyList<T>>(() =>
        {
            using var duck = Open();
            return duck.Rows(sql, args, row, ct);
        }, ct);
    }

    /// <summary>The tables in the order in which they are made, with about how many rows they have: for lineage.</summary>
    public async Task<IReadOnlyList<WarehouseTable>> Tables(CancellationToken ct)
    {
        var rows = (await Read("SELECT table_name, estimated_size FROM duckdb_tables()", [], r => (Name: r.GetString(0), Rows: r.GetInt64(1)), ct)).ToDictionary(t => t.Name, t => t.Rows);
        return
        [
            new("raw_firm", "feed", "the firm: its base currency and its margin share", [], [Settings], [], "", Rows("raw_firm")),
            new("raw_currency", "feed", "one currency and how many minor units make a major one", ["currency"], [], [], "", Rows("raw_currency")),
            .. feeds.Select(f => new WarehouseTable(f.Table, "feed", f.Grain, f.Key, f.Sources, [], f.Select, Rows(f.Table))),
            .. models.Select(m => new WarehouseTable(m.Name, m.Layer, m.Grain, m.Key, m.Sources, [.. m.Asked.Select(c => c.Name)], m.Select, Rows(m.Name))),
        ];

        long? Rows(string table) => rows.TryGetValue(table, out var count) ? count : null;
    }

    /// <summary>How far the warehouse is up to date, and whether the last build went through.</summary>
    public async Task<WarehouseState> State(CancellationToken ct)
    {
        var tables = await Read("SELECT table_name FROM duckdb_tables() WHERE table_name IN ('warehouse_state', 'warehouse_failure')", [], r => r.GetString(0), ct);
        if (!tables.Contains("warehouse_state")) return new(null, null, null);
        var until = (await Read("SELECT loaded_until FROM warehouse_state", [], r => r.GetInt64(0), ct))[0];
        var failed = tables.Contains("warehouse_failure") ? (await Read("SELECT table_name, check_name FROM warehouse_failure", [], r => (r.GetString(0), r.GetString(1)), ct))[0] : default;
        return new(Micros.At(until), failed.Item1, failed.Item2);
    }

    private WarehouseBuild Refresh(ISnapshot source, long? number, FirmSettings firm, Action<string, long> progress, CancellationToken ct)
    {
        using var duck = OpenCurrent(out var since, out var unbuilt);
        var timer = Stopwatch.StartNew();
        // Two transactions, because what was loaded is read four times as fast once it is committed. Questions go to the models' tables, which
        // change with the second one; where it fails, the next refresh builds them all.
        duck.Run("BEGIN");
        var firmChanged = TellFirm(duck, firm);
        var loader = new Loader(source, duck);
        // The reading thread has a core of its own.
        duck.Run($"SET threads = {Math.Max(1, Duck.Threads - 1)}");
        loader.Load(feeds, since, (feed, rows) => progress($"load {feed}", rows), ct);
        var all = since is null || unbuilt || firmChanged || loader.SharedChanges.Count > 0
            || duck.Number("SELECT COUNT(DISTINCT customer_id) FROM changed_customer") * 5 > duck.Number("SELECT COUNT(*) FROM raw_customer");
        Keep(duck, source.SettledUntil, number, unbuilt: all || loader.Changed);
        duck.Run("COMMIT");
        duck.Run($"SET threads = {Duck.Threads}");
        var loaded = timer.Elapsed.TotalSeconds;

        if (all || loader.Changed)
        {
            duck.Run("BEGIN");
            var build = new ModelBuild(duck, models, [.. feeds.Where(f => f.OfCustomers).Select(f => f.Table)]);
            try
            {
                if (all) build.All(table => progress($"build {table}", 0));
                else build.Changed(table => progress($"build {table}", 0));
            }
            catch (CheckFailedException failed)
            {
                // Nothing of the build stays but the word that it failed.
                duck.Run("ROLLBACK");
                duck.Run("CREATE OR REPLACE TABLE warehouse_failure AS SELECT $1 AS table_name, $2 AS check_name", failed.Table, failed.Check);
                throw;
            }
            RefuseMissingRates(duck);
            duck.Run("DROP TABLE IF EXISTS warehouse_failure");
            Keep(duck, source.SettledUntil, number, unbuilt: false);
            duck.Run("COMMIT");
        }
        return new() { FromScratch = all, Rows = loader.Loaded, LoadSeconds = loaded, BuildSeconds = timer.Elapsed.TotalSeconds - loaded };
    }

    private void Keep(Duck duck, long until, long? number, bool unbuilt)
    {
        if (number is not null && !unbuilt) duck.Run("CREATE OR REPLACE TABLE warehouse_copy AS SELECT CAST($1 AS BIGINT) AS load_no", number);
        duck.Run("CREATE OR REPLACE TABLE warehouse_state AS SELECT CAST($1 AS BIGINT) AS definition, CAST($2 AS BIGINT) AS loaded_until, CAST($3 AS BIGINT) AS unbuilt", definition, until, unbuilt ? 1 : 0);
    }

    /// <summary>Opens the file, made anew where it is missing, broken, or of another version of the program.</summary>
    private Duck OpenCurrent(out long? since, out bool unbuilt)
    {
        (since, unbuilt) = (null, false);
        if (File.Exists(paths.Warehouse))
        {
            var duck = OpenOrNull();
            if (duck is not null)
            {
                if (duck.Number("SELECT COUNT(*) FROM duckdb_tables() WHERE table_name = 'warehouse_state'") > 0)
                {
                    var state = duck.Rows("SELECT definition, loaded_until, unbuilt FROM warehouse_state", [], r => (Definition: r.GetInt64(0), Until: r.GetInt64(1), Unbuilt: r.GetInt64(2) == 1));
                    if (state is [var known] && known.Definition == definition)
                    {
                        (since, unbuilt) = (known.Until, known.Unbuilt);
                        return duck;
                    }
                }
                duck.Dispose();
            }
            Delete();
        }
        return Open();
    }

    private Duck? OpenOrNull()
    {
        try { return Open(); }
        catch (DbException fault) when (!IsHeld(fault)) { return null; }
    }

    private Duck Open()
    {
        try { return Duck.Open(paths.Warehouse); }
        catch (DbException fault) when (IsHeld(fault)) { throw new RefusedException("warehouse.file.held"); }
    }

    private static bool IsHeld(DbException fault) => fault.Message.Contains("lock", StringComparison.OrdinalIgnoreCase);

    private void Delete()
    {
        loadHere = null;
        File.Delete(paths.Warehouse);
        File.Delete(paths.Warehouse + ".wal");
    }

    /// <summary>What the models must know of the firm, as tables, so that their SQL needs no parameters. True where it changed.</summary>
    private static bool TellFirm(Duck duck, FirmSettings firm)
    {
        var margin = decimal.Round(Math.Clamp(firm.MarginShare, -9, 9), 6);
        duck.Run("CREATE TABLE IF NOT EXISTS raw_firm (base_currency " + Feed.Currency + ", margin_share DECIMAL(7, 6)); CREATE TABLE IF NOT EXISTS raw_currency (currency " + Feed.Currency + ", minor_per_major BIGINT)");
        if (duck.Number("SELECT COUNT(*) FROM raw_firm WHERE base_currency = $1 AND margin_share = CAST($2 AS DECIMAL(7, 6))", firm.BaseCurrency, margin) == 1) return false;
        duck.Run("DELETE FROM raw_firm; DELETE FROM raw_currency");
        duck.Run("INSERT INTO raw_firm VALUES ($1, CAST($2 AS DECIMAL(7, 6)))", firm.BaseCurrency, margin);
        foreach (var currency in Currencies.All) duck.Run("INSERT INTO raw_currency VALUES ($1, $2)", currency, Currencies.MinorPerMajor(currency));
        return true;
    }

    private static void RefuseMissingRates(Duck duck)
    {
        var missing = duck.Rows("SELECT DISTINCT o.currency FROM raw_order_line o JOIN stg_rate_day r ON r.currency = o.currency AND r.day_on = o.ordered_on WHERE r.factor IS NULL "
            + "UNION SELECT DISTINCT l.currency FROM raw_anonymous_line l JOIN stg_rate_day r ON r.currency = l.currency AND r.day_on = l.sold_on WHERE r.factor IS NULL ORDER BY 1", [], r => r.GetString(0));
        Refuse.If(missing.Count > 0, "warehouse.rate_missing", string.Join(", ", missing.Select(m => m.ToString(CultureInfo.InvariantCulture))));
    }
}
