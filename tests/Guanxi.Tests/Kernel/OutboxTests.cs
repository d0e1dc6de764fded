using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Kernel;

public sealed class OutboxTests : IAsyncLifetime
{
    private GuanxiApp app = null!;

    public async ValueTask InitializeAsync() => app = await TestRoom.Open();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Heard Heard => app.Services.GetRequiredService<Heard>();

    [Fact]
    public async Task What_happened_is_heard_in_order_and_once()
    {
        foreach (var number in new[] { 1, 2, 3 }) _ = (await app.Run(new RingBell { Number = number })).Value;

        await app.DeliverOutbox();
        await app.DeliverOutbox();

        Heard.Numbers.ShouldBe([1, 2, 3]);
        (await app.Use(db => db.Set<OutboxMessage>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_listener_that_fails_hears_it_again_later_and_holds_up_nobody()
    {
        Heard.FailNext = 1;
        _ = (await app.Run(new RingBell { Number = 1 })).Value;
        _ = (await app.Run(new RingBell { Number = 2 })).Value;

        await app.DeliverOutbox();

        Heard.Numbers.ShouldBe([1, 2]);
        var waiting = await app.Use(db => db.Set<OutboxMessage>().SingleAsync());
        waiting.Attempts.ShouldBe(1);
        waiting.LastError.ShouldBe("Deaf for a moment.");
        waiting.DueAt.ShouldBeGreaterThan(waiting.RaisedAt);

        await Hasten();
        await app.DeliverOutbox();

        Heard.Numbers.ShouldBe([1, 2, 1]);
        (await app.Use(db => db.Set<OutboxMessage>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_listener_that_gave_up_on_what_it_asked_of_others_is_one_that_failed()
    {
        (Heard.FailNext, Heard.Fault) = (1, new TaskCanceledException("No answer."));
        _ = (await app.Run(new RingBell { Number = 1 })).Value;
        _ = (await app.Run(new RingBell { Number = 2 })).Value;

        await app.DeliverOutbox();

        Heard.Numbers.ShouldBe([1, 2]);
        (await app.Use(db => db.Set<OutboxMessage>().SingleAsync())).LastError.ShouldBe("No answer.");
    }

    [Fact]
    public async Task Each_failure_waits_longer_than_the_one_before()
    {
        Heard.FailNext = 4;
        _ = (await app.Run(new RingBell { Number = 1 })).Value;
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 4; i++)
        {
            var before = TimeProvider.System.GetUtcNow();
            await app.DeliverOutbox();
            waits.Add((await app.Use(db => db.Set<OutboxMessage>().SingleAsync())).DueAt - before);
            await Hasten();
        }

        waits.ShouldBe(waits.Order());
        waits[3].ShouldBeGreaterThan(waits[0] * 4);
    }

    private Task Hasten() => app.Use(db => db.Set<OutboxMessage>().ExecuteUpdateAsync(m => m.SetProperty(x => x.DueAt, x => x.RaisedAt)));
}
