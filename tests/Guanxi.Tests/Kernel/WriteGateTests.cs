using Guanxi.Data;

namespace Guanxi.Tests.Kernel;

public sealed class WriteGateTests
{
    private readonly WriteGate gate = new(clock: new StoppedClock());
    private readonly List<string> order = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_go_before_batches_that_came_earlier()
    {
        var holder = await gate.Enter(Priority.Batch, Ct);
        var waiting = new[] { Wait("batch 1", Priority.Batch), Wait("batch 2", Priority.Batch), Wait("person 1", Priority.Interactive), Wait("person 2", Priority.Interactive) };

        holder.Dispose();
        await Task.WhenAll(waiting);

        order.ShouldBe(["person 1", "person 2", "batch 1", "batch 2"]);
    }

    [Fact]
    public async Task A_batch_that_waited_long_goes_before_people_once()
    {
        var clock = new StoppedClock();
        var patient = new WriteGate(clock: clock);
        var holder = await patient.Enter(Priority.Interactive, Ct);
        var waiting = new[] { Wait("batch 1", Priority.Batch, patient), Wait("person 1", Priority.Interactive, patient) };
        clock.Milliseconds += 60;
        waiting = [.. waiting, Wait("batch 2", Priority.Batch, patient), Wait("person 2", Priority.Interactive, patient)];

        holder.Dispose();
        await Task.WhenAll(waiting);

        order.ShouldBe(["batch 1", "person 1", "person 2", "batch 2"]);
    }

    [Fact]
    public async Task One_writer_at_a_time()
    {
        var (inside, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            using var turn = await gate.Enter(i % 3 == 0 ? Priority.Batch : Priority.Interactive, Ct);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        }, Ct)));

        most.ShouldBe(1);
    }

    [Fact]
    public async Task Who_gave_up_waiting_is_passed_over()
    {
        using var stop = new CancellationTokenSource();
        var holder = await gate.Enter(Priority.Interactive, Ct);
        var gaveUp = gate.Enter(Priority.Interactive, stop.Token).AsTask();
        var next = Wait("next", Priority.Batch);

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => gaveUp);
        holder.Dispose();
        await next;

        order.ShouldBe(["next"]);
        (await gate.Enter(Priority.Batch, Ct)).Dispose();
    }

    [Fact]
    public async Task A_turn_ended_twice_frees_the_gate_once()
    {
        var first = await gate.Enter(Priority.Interactive, Ct);
        first.Dispose();
        using var second = await gate.Enter(Priority.Interactive, Ct);
        first.Dispose();

        gate.Enter(Priority.Interactive, Ct).IsCompleted.ShouldBeFalse();
    }

    private async Task Wait(string name, Priority priority, WriteGate? at = null)
    {
        using var turn = await (at ?? gate).Enter(priority, Ct);
        order.Add(name);
    }

    private sealed class StoppedClock : TimeProvider
    {
        public long Milliseconds { get; set; }

        public override long TimestampFrequency => 1_000;
        public override long GetTimestamp() => Milliseconds;
    }
}
