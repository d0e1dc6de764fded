using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Guanxi.Data;

namespace Guanxi.Warehouse.Loading;

/// <summary>Moves rows from the operational database to a table of the warehouse: one thread reads, another writes.</summary>
/// <param name="types">What each column holds.</param>
/// <param name="nullable">Which columns may hold nothing; asking for each value costs as much as reading it.</param>
internal sealed class FeedRows(DbDataReader reader, IReadOnlyList<string> types, IReadOnlyList<bool> nullable)
{
    private const int BlocksUnderWay = 8;
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    // Names of kinds and currencies come again and again: one string each.
    private readonly Dictionary<string, string> words = [];
    private readonly Type?[] read = new Type?[types.Count];

    public long AppendTo(ChunkAppender appender, Action<long> progress, CancellationToken ct)
    {
        using var full = new BlockingCollection<RowBlock>(BlocksUnderWay);
        var empty = new ConcurrentBag<RowBlock>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var writing = Task.Run(() =>
        {
            try
            {
                foreach (var block in full.GetConsumingEnumerable(stop.Token))
                {
                    appender.Append(block);
                    block.Clear();
                    empty.Add(block);
                }
                appender.Finish();
            }
            catch
            {
                // The reader must not wait for a writer that gave up.
                stop.Cancel();
                throw;
            }
        }, CancellationToken.None);
        var rows = 0L;
        try
        {
            var block = new RowBlock(types);
            while (reader.Read())
            {
                for (var i = 0; i < types.Count; i++) Read(block, i);
                rows++;
                if (++block.Count < RowBlock.Capacity) continue;
                full.Add(block, stop.Token);
                block = empty.TryTake(out var used) ? used : new RowBlock(types);
                if ((rows & 0xFFFF) == 0) progress(rows);
            }
            full.Add(block, stop.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { /* the writer says why */ }
        finally
        {
            full.CompleteAdding();
        }
        writing.GetAwaiter().GetResult();
        return rows;
    }

    private void Read(RowBlock block, int i)
    {
        if (nullable[i] && reader.IsDBNull(i))
        {
            block.SetNull(i);
            return;
        }
        if (block.Words[i] is { } texts)
        {
            texts[block.Count] = Word(reader.GetString(i));
            return;
        }
        // What a provider calls the column is known only once there is a value in it.
        var type = read[i] ??= reader.GetFieldType(i);
        block.Numbers[i]![block.Count] = types[i] switch
        {
            "DATE" => type == typeof(string) ? Day(reader.GetString(i)) : reader.GetFieldValue<DateOnly>(i).DayNumber - Epoch,
            "TIMESTAMP" => type == typeof(long) ? reader.GetInt64(i) : Micros.Of(new DateTimeOffset(reader.GetDateTime(i), TimeSpan.Zero)),
            _ => reader.GetInt64(i),
        };
    }

    private string Word(string value)
    {
        if (words.TryGetValue(value, out var known)) return known;
        if (words.Count < 1000) words.Add(value, value);
        return value;
    }

    private static int Day(string text) => (text.Length == 10
        ? new DateOnly((text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0'), (text[5] - '0') * 10 + (text[6] - '0'), (text[8] - '0') * 10 + (text[9] - '0'))
        : DateOnly.Parse(text, CultureInfo.InvariantCulture)).DayNumber - Epoch;
}
