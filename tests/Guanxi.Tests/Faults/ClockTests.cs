using System.Globalization;
using Guanxi.Data;
using Guanxi.Tests.Warehouse;
using Guanxi.Warehouse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Faults;

/// <summary>The machine's clock is put back.</summary>
[Trait("Row", "PLT-10")]
public sealed class ClockTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public void Moments_follow_the_clock_forward_and_go_on_without_it_when_it_is_put_back()
    {
        var clock = new Clock { Wall = DateTimeOffset.UnixEpoch.AddHours(10) };
        var steady = new SteadyClock(clock);
        var first = steady.Next();
        first.ShouldBe(Micros.Of(clock.Wall));
        steady.Next().ShouldBe(first + 1, "no moment twice");

        clock.Wall -= TimeSpan.FromHours(1);
        clock.Ticks += TimeSpan.TicksPerMinute;
        steady.Next().ShouldBe(first + 60_000_000, "it goes on by the time that passes");

        clock.Wall += TimeSpan.FromHours(3);
        steady.Next().ShouldBe(Micros.Of(clock.Wall));
    }

    // Seen to fail: with stamps that begin with the machine's clock at each start.
    [Fact]
    public async Task After_a_start_with_an_earlier_clock_changes_still_come_after_what_the_warehouse_loaded()
    {
        var books = await new Books(app).Of("CNY");
        var customer = await books.Customer();
        await books.Sale(customer, new(2026, 3, 2), 10);
        var warehouse = app.Services.GetRequiredService<DataWarehouse>();
        await warehouse.Refresh(null, default);
        // As if that had been done and loaded half a minute from now, by a clock that was put back since.
        var ahead = TimeProvider.System.GetUtcNow().AddSeconds(30);
        var id = Ids.Encoded((ahead.ToUnixTimeMilliseconds() - Ids.MadeAt(0).ToUnixTimeMilliseconds()) << 12);
        await app.Use(db => db.Database.ExecuteSqlRawAsync(string.Create(CultureInfo.InvariantCulture, $"UPDATE kernel_audit_entry SET id = {id} WHERE id = (SELECT MAX(id) FROM kernel_audit_entry)")));
        await warehouse.Read("UPDATE warehouse_state SET loaded_until = $1 RETURNING loaded_until", [Micros.Of(ahead)], r => r.GetInt64(0), default);
        // As the next start does.
        await app.Use(db => Moments.GoOnFrom(db, default));

        await books.Sale(customer, new(2026, 3, 3), 20);
        await warehouse.Refresh(null, default);

        Ids.Next().ShouldBeGreaterThan(id);
        Moments.Next().ShouldBeGreaterThan(Micros.Of(ahead) - 1_000);
        (await warehouse.Read("SELECT COUNT(*) FROM raw_order_line", [], r => r.GetInt64(0), default))[0].ShouldBe(2);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Wall { get; set; }
        public long Ticks { get; set; }

        public override DateTimeOffset GetUtcNow() => Wall;
        public override long GetTimestamp() => Ticks;
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    }
}
