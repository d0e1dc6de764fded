using System.Collections.Concurrent;
using Guanxi.Data;

namespace Guanxi.Warehouse.Loading;

/// <summary>Moves rows from the operational database to a table of the warehouse: one thread reads, another writes.</summary>
/// <param name="types">What each column holds.</param>
/// <param name="nullable">Which columns may hold nothing; asking for each value costs as much as reading it.</param>
internal sealed class FeedRows(IRowCursor cursor, IReadOnlyList<string> types, IReadOnlyList<bool> nullable)
{
    // DuckDB takes a hundred blocks and then works on them for a while, in which the reader must not stand still.
    private const int BlocksUnderWay = 128;

    private enum Holds : byte { Number, Day, Word }

    private readonly Holds[] holds = [.. types.Select(t => t switch { "BIGINT" or "TIMESTAMP" => Holds.Number, "DATE" => Holds.Day, _ => Holds.Word })];
    private readonly bool[] mayBeNull = [.. nullable];

    /// <param name="sink">Finished at the end. However this ends, nothing is written any more after it.</param>
    /// <param name="most">More rows than these are not read.</param>
    /// <returns>How many were read.</returns>
    public long AppendTo(IRowSink sink, long most, Action<long> progress, CancellationToken ct)
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
                    sink.Append(block);
                    block.Clear();
                    empty.Add(block);
                }
                sink.Finish();
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
            while (rows < most && cursor.Next())
            {
                Read(block);
                rows++;
                if (++block.Count < RowBlock.Capacity) continue;
                full.Add(block, stop.Token);
                block = empty.TryTake(out var used) ? used : new RowBlock(types);
                if ((rows & 0xFFFF) == 0) progress(rows);
            }
            full.Add(block, stop.Token);
            full.CompleteAdding();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !ct.IsCancellationRequested) { /* the writer says why */ }
        catch
        {
            // Whoever called frees the sink, which is not the runtime's memory: the writer must be out of it by then.
            stop.Cancel();
            Task.WaitAny([writing], CancellationToken.None);
            throw;
        }
        writing.GetAwaiter().GetResult();
        return rows;
    }

    private void Read(RowBlock block)
    {
        var row = block.Count;
        for (var i = 0; i < holds.Length; i++)
        {
            if (mayBeNull[i] && cursor.IsNull(i))
            {
                block.SetNull(i);
                continue;
            }
            switch (holds[i])
            {
                case Holds.Number: block.Numbers[i]![row] = cursor.Number(i); break;
                case Holds.Day: block.Numbers[i]![row] = cursor.Day(i); break;
                default: block.Words[i]!.Add(row, cursor.Text(i)); break;
            }
        }
    }
}
