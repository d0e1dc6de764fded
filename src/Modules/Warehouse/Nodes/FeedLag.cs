using System.Globalization;
using Guanxi.Data;
using Guanxi.Warehouse.Loading;

namespace Guanxi.Warehouse.Nodes;

/// <summary>Counts what waits for the next load, feed by feed.</summary>
internal static class FeedLag
{
    /// <summary>More are not counted: after a large import that would take as long as loading it.</summary>
    public const int Most = 10_000;

    /// <param name="until">Micros up to which changes were loaded; null where nothing ever was.</param>
    public static IReadOnlyList<FeedWait> Of(ISnapshot source, IReadOnlyList<Feed> feeds, long? until)
    {
        return [.. feeds.Select(One)];

        FeedWait One(Feed feed)
        {
            var after = (until ?? long.MinValue).ToString(CultureInfo.InvariantCulture);
            var changed = Count($"SELECT f.{feed.Change} AS change_stamp FROM ({feed.Select}\n) f WHERE f.{feed.Change} > {after}");
            // Before the first load nothing is there that could be taken out.
            var gone = until is null || feed.Gone is not var (table, _) ? default : Count($"SELECT g.change_stamp FROM kernel_tombstone g WHERE g.table_name = '{table}' AND g.change_stamp > {after}");
            var rows = (int)Math.Min(Most, changed.Rows + gone.Rows);
            long? since = (changed.Since, gone.Since) is ({ } one, { } other) ? Math.Min(one, other) : changed.Since ?? gone.Since;
            return new(feed.Name, rows, rows == Most, since is { } at && until is not null ? Micros.At(at) : null);
        }

        (long Rows, long? Since) Count(string rows)
        {
            using var cursor = source.Read($"SELECT COUNT(*) AS waiting_no, MIN(w.change_stamp) AS since_stamp FROM ({rows} LIMIT {Most}) w");
            cursor.Next();
            return (cursor.Number(0), cursor.IsNull(1) ? null : cursor.Number(1));
        }
    }
}
