using System.Globalization;
using Guanxi.Data;

namespace Guanxi.Warehouse.Loading;

/// <summary>Brings what changed in the operational database since the last time: rows by their change stamp, deletions by their tombstones.</summary>
/// <param name="source">Of the operational database.</param>
/// <param name="duck">In a transaction.</param>
internal sealed class Loader(ISnapshot source, Duck duck)
{
    /// <summary>Clocks of several machines differ: what was stamped this long before the last load is read again. Rows that did not change since are left alone.</summary>
    private static readonly long Slack = (long)TimeSpan.FromSeconds(10).TotalMicroseconds;

    /// <summary>Reading a feed's rows anew is quicker than replacing every fifth of them, and needs no memory for telling them apart.</summary>
    private const int Share = 5;
    private const int AlwaysReplaced = 100_000;

    /// <summary>Rows that came, by feed.</summary>
    public Dictionary<string, long> Loaded { get; } = [];

    /// <summary>Feeds without customers that brought a change: everybody's figures may differ.</summary>
    public List<string> SharedChanges { get; } = [];

    /// <summary>Whether anything at all changed.</summary>
    public bool Changed { get; private set; }

    /// <param name="feeds">All of them.</param>
    /// <param name="since">Micros of the last load; null for all there is.</param>
    public void Load(IReadOnlyList<Feed> feeds, long? since, Action<string, long> progress, CancellationToken ct)
    {
        duck.Run("CREATE TABLE IF NOT EXISTS changed_customer (customer_id BIGINT); DELETE FROM changed_customer");
        foreach (var feed in feeds) Load(feed, since - Slack, progress, ct);
        if (since is not null) TakeOut(feeds, since.Value - Slack);
    }

    private void Load(Feed feed, long? after, Action<string, long> progress, CancellationToken ct)
    {
        if (after is null)
        {
            Loaded[feed.Name] = Read(feed, feed.Select + feed.Order, feed.Table, long.MaxValue, progress, ct);
            Changed |= Loaded[feed.Name] > 0;
            return;
        }
        var most = Math.Max(AlwaysReplaced, duck.Number($"SELECT COUNT(*) FROM {feed.Table}") / Share);
        var incoming = $"incoming_{feed.Name}";
        var rows = Read(feed, string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM ({feed.Select}\n) f WHERE f.{feed.Change} > {after}"), incoming, most + 1, progress, ct);
        if (rows <= most) Replace(feed, incoming, rows);
        else ReadAnew(feed, progress, ct);
        duck.Run($"DROP TABLE {incoming}");
    }

    private void ReadAnew(Feed feed, Action<string, long> progress, CancellationToken ct)
    {
        duck.Run($"DROP TABLE {feed.Table}");
        Loaded[feed.Name] = Read(feed, feed.Select + feed.Order, feed.Table, long.MaxValue, progress, ct);
        Changed = true;
        SharedChanges.Add(feed.Name);
    }

    /// <param name="table">Made where there is none; <c>incoming_…</c> for a while only.</param>
    private long Read(Feed feed, string sql, string table, long most, Action<string, long> progress, CancellationToken ct)
    {
        using var cursor = source.Read(sql);
        var types = cursor.Columns.Select(feed.TypeOf).ToList();
        var passing = table != feed.Table;
        duck.Run($"CREATE {(passing ? "OR REPLACE TEMP TABLE" : "TABLE IF NOT EXISTS")} {table} ({string.Join(", ", cursor.Columns.Zip(types, (c, t) => $"{c} {t}"))})");
        using var appender = new ChunkAppender(duck.Connection, passing ? "temp" : null, table, types);
        return new FeedRows(cursor, types, [.. cursor.Columns.Select(feed.MayBeNull)]).AppendTo(appender, most, rows => progress(feed.Name, rows), ct);
    }

    private void Replace(Feed feed, string incoming, long rows)
    {
        Loaded[feed.Name] = 0;
        if (rows == 0) return;
        var same = string.Join(" AND ", feed.Key.Append(feed.Change).Select(k => $"r.{k} = i.{k}"));
        duck.Run($"DELETE FROM {incoming} i WHERE EXISTS (SELECT 1 FROM {feed.Table} r WHERE {same})");
        if ((Loaded[feed.Name] = duck.Number($"SELECT COUNT(*) FROM {incoming}")) == 0) return;
        Note(feed, $"FROM {incoming}");
        var group = string.Join(" AND ", feed.Replaces.Select(k => $"r.{k} = i.{k}"));
        duck.Run($"DELETE FROM {feed.Table} r WHERE EXISTS (SELECT 1 FROM {incoming} i WHERE {group})");
        duck.Run($"INSERT INTO {feed.Table} SELECT * FROM {incoming}");
    }

    /// <summary>Takes out what is gone from the operational database.</summary>
    private void TakeOut(IReadOnlyList<Feed> feeds, long after)
    {
        duck.Run("CREATE OR REPLACE TEMP TABLE incoming_gone (table_name VARCHAR, customer_id BIGINT, row_id BIGINT)");
        using (var cursor = source.Read(string.Create(CultureInfo.InvariantCulture, $"SELECT table_name, customer_id, row_id FROM kernel_tombstone WHERE change_stamp > {after}")))
        using (var appender = new ChunkAppender(duck.Connection, "temp", "incoming_gone", ["VARCHAR", "BIGINT", "BIGINT"]))
            new FeedRows(cursor, ["VARCHAR", "BIGINT", "BIGINT"], [false, false, false]).AppendTo(appender, long.MaxValue, _ => { }, default);
        foreach (var feed in feeds)
        {
            if (feed.Gone is not var (table, column)) continue;
            // Gone from one customer, a row may well be there with another: a merge moves it under the same id.
            var whose = feed.OfCustomers ? "(r.customer_id, r." + column + ") IN (SELECT g.customer_id, g.row_id" : $"r.{column} IN (SELECT g.row_id";
            var gone = $"FROM {feed.Table} r WHERE {whose} FROM incoming_gone g WHERE g.table_name = '{table}')";
            var rows = duck.Number($"SELECT COUNT(*) {gone}");
            if (rows == 0) continue;
            Note(feed, gone);
            duck.Run($"DELETE {gone}");
            Loaded[feed.Name] += rows;
        }
        duck.Run("DROP TABLE incoming_gone");
    }

    private void Note(Feed feed, string rows)
    {
        Changed = true;
        // A customer's own row changes what is said of that customer alone.
        if (feed.OfCustomers) duck.Run($"INSERT INTO changed_customer SELECT DISTINCT customer_id {rows}");
        else SharedChanges.Add(feed.Name);
    }
}
