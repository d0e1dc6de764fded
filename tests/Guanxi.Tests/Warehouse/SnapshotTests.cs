using Guanxi.Data;
using Guanxi.Sales;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Warehouse;

[Trait("Row", "INS-1")]
public sealed class SnapshotTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly string[] Columns = ["Id", "Number", "Kind", "SoldAt", "SoldOn", "QuantityMilli", "UnitPriceMicro", "AmountMinor", "Currency", "ChangeStamp"];

    private IDatabase Database => app.Services.GetRequiredService<IDatabase>();

    [Fact]
    public async Task What_is_on_its_way_when_a_snapshot_opens_is_in_it_or_comes_after_it()
    {
        Task<ISnapshot> opening;
        long stamp;
        // As the door does it: a turn, a transaction, the stamp, the commit.
        using (await app.Services.GetRequiredService<WriteGate>().Enter(Priority.Interactive, default))
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Set<AnonymousLine>().CountAsync();
            stamp = Micros.Of(TimeProvider.System.GetUtcNow());
            await Write(db, "on its way", stamp);
            opening = Database.OpenSnapshot(default);
            // PostgreSQL opens at once; SQLite waits for the turn to end.
            if (GuanxiApp.Postgres is not null) await opening;
            await transaction.CommitAsync();
        }

        using var snapshot = await opening;
        var there = Count(snapshot, "on its way") == 1;

        (there || snapshot.SettledUntil <= stamp).ShouldBeTrue();
        using var next = await Database.OpenSnapshot(default);
        Count(next, "on its way").ShouldBe(1);
        next.SettledUntil.ShouldBeGreaterThan(stamp);
    }

    [Fact]
    public async Task What_comes_after_it_opened_is_not_in_it()
    {
        using var snapshot = await Database.OpenSnapshot(default);
        await app.Use(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await Write(db, "later", Micros.Of(TimeProvider.System.GetUtcNow()));
            await transaction.CommitAsync();
        });

        Count(snapshot, "later").ShouldBe(0);
    }

    [Fact]
    public async Task Values_are_read_as_they_are()
    {
        var moment = new DateTimeOffset(2026, 3, 2, 4, 5, 6, 789, TimeSpan.Zero);
        await app.Use(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await Database.Write(db, BulkTarget.For<AnonymousLine>(db, [.. Columns, "Description"]),
                [[Ids.Next(), "values", "Sale", moment, new DateOnly(1969, 12, 30), -1500L, 0L, long.MinValue + 1, "CNY", 7L, "老顾客 – " + new string('茶', 290)]], default);
            await transaction.CommitAsync();
        });

        using var snapshot = await Database.OpenSnapshot(default);
        using var rows = snapshot.Read("SELECT sold_at, sold_on, quantity_milli, amount_minor, description, product_id FROM sales_anonymous_line WHERE number = 'values'");

        rows.Columns.ShouldBe(["sold_at", "sold_on", "quantity_milli", "amount_minor", "description", "product_id"]);
        rows.Next().ShouldBeTrue();
        rows.Number(0).ShouldBe(Micros.Of(moment));
        rows.Day(1).ShouldBe(-2);
        rows.Number(2).ShouldBe(-1500);
        rows.Number(3).ShouldBe(long.MinValue + 1);
        System.Text.Encoding.UTF8.GetString(rows.Text(4)).ShouldBe("老顾客 – " + new string('茶', 290));
        rows.IsNull(4).ShouldBeFalse();
        rows.IsNull(5).ShouldBeTrue();
        rows.Next().ShouldBeFalse();
    }

    private Task Write(GuanxiDb db, string number, long stamp) => Database.Write(db, BulkTarget.For<AnonymousLine>(db, Columns),
        [[Ids.Next(), number, "Sale", TimeProvider.System.GetUtcNow(), new DateOnly(2026, 3, 2), 1000L, 0L, 100L, "CNY", stamp]], default);

    private static long Count(ISnapshot snapshot, string number)
    {
        using var rows = snapshot.Read($"SELECT COUNT(*) FROM sales_anonymous_line WHERE number = '{number}'");
        rows.Next();
        return rows.Number(0);
    }
}
