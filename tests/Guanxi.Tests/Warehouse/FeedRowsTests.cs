using Guanxi.Data;
using Guanxi.Warehouse.Loading;

namespace Guanxi.Tests.Warehouse;

[Trait("Row", "INS-1")]
public sealed class FeedRowsTests
{
    private static readonly string[] Types = ["BIGINT"];

    // The sink is memory of the analytical database: freed under the writer it takes the whole program down.
    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task Where_reading_breaks_off_nothing_is_written_any_more_once_it_has_ended(Type fault)
    {
        using var sink = new SlowSink();
        using var cursor = new BreakingCursor(3 * RowBlock.Capacity, (Exception)Activator.CreateInstance(fault, "the line is cut")!, () => sink.Entered.Wait(TimeSpan.FromSeconds(30)));
        var reading = Task.Factory.StartNew(() => new FeedRows(cursor, Types, [false]).AppendTo(sink, long.MaxValue, _ => { }, default),
            default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        sink.Reading.SetResult(reading);

        (await Record.ExceptionAsync(() => reading)).ShouldNotBeNull().GetType().ShouldBe(fault);

        sink.Left.ShouldBeTrue();
        sink.EndedBeforeIt.ShouldBeFalse();
        sink.Finished.ShouldBeFalse();
    }

    /// <summary>Stays in its first block for as long as the reading goes on, a moment at most.</summary>
    private sealed class SlowSink : IRowSink, IDisposable
    {
        public ManualResetEventSlim Entered { get; } = new();
        public TaskCompletionSource<Task> Reading { get; } = new();
        public bool EndedBeforeIt { get; private set; }
        public bool Left { get; private set; }
        public bool Finished { get; private set; }

        public void Append(RowBlock block)
        {
            Entered.Set();
            var reading = Reading.Task.GetAwaiter().GetResult();
            EndedBeforeIt = Task.WaitAny([reading], TimeSpan.FromMilliseconds(200)) == 0;
            Left = true;
        }

        public void Finish() => Finished = true;

        public void Dispose() => Entered.Dispose();
    }

    private sealed class BreakingCursor(int rows, Exception fault, Action before) : IRowCursor
    {
        private int row;

        public IReadOnlyList<string> Columns { get; } = ["id"];

        public bool Next()
        {
            if (row++ < rows) return true;
            before();
            throw fault;
        }

        public bool IsNull(int column) => false;
        public long Number(int column) => row;
        public int Day(int column) => row;
        public ReadOnlySpan<byte> Text(int column) => default;
        public void Dispose() { /* nothing is open */ }
    }
}
