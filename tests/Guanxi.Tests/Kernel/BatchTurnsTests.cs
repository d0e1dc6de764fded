using Guanxi.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Kernel;

[Trait("Row", "PLT-4")]
public sealed class BatchTurnsTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private readonly Clock clock = new();

    [Fact]
    public async Task Turns_grow_while_nobody_writes_and_are_short_again_once_somebody_did()
    {
        var gate = new WriteGate(clock: clock);
        await using var scope = app.Services.CreateAsyncScope();
        var turns = new BatchTurns(scope.ServiceProvider.GetRequiredService<GuanxiDb>(), gate, most: 4_000, clock);

        var quiet = await Sizes(turns, 10, 10, 10, 10, 10);
        (await gate.Enter(Priority.Interactive, default)).Dispose();
        var busy = await Sizes(turns, 10, 10);
        clock.Pass(5_000);
        var quietAgain = await Sizes(turns, 10);

        quiet.ShouldBe([1_000, 2_000, 4_000, 4_000, 4_000]);
        busy.ShouldBe([Batches.Rows, Batches.Rows]);
        quietAgain.ShouldBe([1_000]);
    }

    [Fact]
    public async Task A_turn_that_took_long_is_followed_by_a_shorter_one_but_never_a_tiny_one()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var turns = new BatchTurns(scope.ServiceProvider.GetRequiredService<GuanxiDb>(), new WriteGate(clock: clock), clock: clock);

        (await Sizes(turns, 10, 10, 70, 150, 150, 900)).ShouldBe([1_000, 2_000, 2_000, 1_000, 500, 500]);
    }

    [Fact]
    public async Task The_houses_own_writes_shorten_no_turn()
    {
        var gate = new WriteGate(clock: clock);
        (await gate.Enter(Priority.Upkeep, default)).Dispose();

        gate.PeopleAround.ShouldBeFalse();
    }

    [Fact]
    public async Task A_command_that_is_alone_writes_as_much_at_once_as_its_caller_will_hold()
    {
        var gate = new WriteGate(alone: true, clock: clock);
        await using var scope = app.Services.CreateAsyncScope();
        var turns = new BatchTurns(scope.ServiceProvider.GetRequiredService<GuanxiDb>(), gate, most: 200_000, clock);

        turns.Rows.ShouldBe(200_000);
        (await Sizes(turns, 3_000)).ShouldBe([200_000]);
    }

    private async Task<List<int>> Sizes(BatchTurns turns, params int[] took)
    {
        var sizes = new List<int>();
        foreach (var milliseconds in took)
        {
            await turns.Take(() =>
            {
                clock.Pass(milliseconds);
                return Task.FromResult(0);
            }, default);
            sizes.Add(turns.Rows);
        }
        return sizes;
    }

    private sealed class Clock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => 1_000;
        public override long GetTimestamp() => now;
        public void Pass(int milliseconds) => now += milliseconds;
    }
}
