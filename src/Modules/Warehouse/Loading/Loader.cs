using System.Data.Common;
using System.Globalization;

namespace Guanxi.Warehouse.Loading;

/// <summary>Brings what changed in the operational database since the last time: rows by their change stamp, deletions by their tombstones.</summary>
/// <param name="source">Sees one moment of the operational database throughout.</param>
/// <param name="duck">In a transaction.</param>
internal sealed class Loader(DbConnection source, Duck duck)
{
    /// <summary>Stamps are given before the commit: what was under way at the last load is read again. Rows that did not change since are left alone.</summary>
    private static readonly long Overlap = (long)TimeSpan.FromMinutes(10).TotalMicroseconds;

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
        foreach (var feed in feeds) Load(feed, since - Overlap, progress, ct);
        if (since is not null) TakeOut(feeds, since.Value - Overlap);
    }

    private void Load(Feed feed, long? after, Action<string, long> progress, CancellationToken ct)
    {
        using var command = source.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = after is null ? feed.Select : string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM ({feed.Select}\n) f WHERE f.{feed.Change} > {after}");
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var types = columns.ConvertAll(feed.TypeOf);
        var definition = string.Join(", ", columns.Zip(types, (c, t) => $"{c} {t}"));
        duck.Run($"CREATE TABLE IF NOT EXISTS {feed.Table} ({definition})");
        var into = after is null ? feed.Table : $"incoming_{feed.Name}";
        if (after is not null) duck.Run($"CREATE OR REPLACE TEMP TABLE {into} ({definition})");
        using (var appender = new ChunkAppender(duck.Connection, after is null ? null : "temp", into, types))
            Loaded[feed.Name] = new FeedRows(reader, types, columns.ConvertAll(feed.MayBeNull)).AppendTo(appender, rows => progress(feed.Name, rows), ct);
        if (after is null)
        {
            Changed |= Loaded[feed.Name] > 0;
            return;
        }
        Replace(feed, into);
        duck.Run($"DROP TABLE {into}");
    }

    private void Replace(Feed feed, string incoming)
    {
        var same = string.Join(" AND ", feed.Key.Append(feed.Change).Select(k => $"r.{k} = i.{k}"));
        duck.Run($"DELETE FROM {incoming} i WHERE EXISTS (SELECT 1 FROM {feed.Table} r WHERE {same})");
        if (Loaded[feed.Name] == 0 || (Loaded[feed.Name] = duck.Number($"SELECT COUNT(*) FROM {incoming}")) == 0) return;
        Note(feed, $"FROM {incoming}");
        var group = string.Join(" AND ", feed.Replaces.Select(k => $"r.{k} = i.{k}"));
        duck.Run($"DELETE FROM {feed.Table} r WHERE EXISTS (SELECT 1 FROM {incoming} i WHERE {group})");
        duck.Run($"INSERT INTO {feed.Table} SELECT * FROM {incoming}");
    }

    /// <summary>Takes out what is gone from the operational database.</summary>
    private void TakeOut(IReadOnlyList<Feed> feeds, long after)
    {
        using var command = source.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"SELECT table_name, row_id FROM kernel_tombstone WHERE change_stamp > {after}");
        duck.Run("CREATE OR REPLACE TEMP TABLE incoming_gone (table_name VARCHAR, row_id BIGINT)");
        using (var reader = command.ExecuteReader())
        using (var appender = new ChunkAppender(duck.Connection, "temp", "incoming_gone", ["VARCHAR", "BIGINT"]))
            new FeedRows(reader, ["VARCHAR", "BIGINT"], [false, false]).AppendTo(appender, _ => { }, default);
        foreach (var feed in feeds)
        {
            if (feed.Gone is not var (table, column)) continue;
            var gone = $"FROM {feed.Table} r WHERE r.{column} IN (SELECT g.row_id FROM incoming_gone g WHERE g.table_name = '{table}')";
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
