using System.Globalization;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Records;
using Guanxi.Exchange.Writing;
using Guanxi.Jobs;
using Guanxi.Sales;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Exchange.Imports;

[Trait("Row", "PLT-2")]
public sealed class UndoTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task Undo_restores_every_table()
    {
        await app.Load(Orders("K", 3));
        var before = await app.RowCounts();
        var id = await app.Load(Orders("U", 700) + "U-anonymous,,,2024-01-01,UT,1,2\n");
        (await app.RowCounts())["sales_order"].ShouldBe(before["sales_order"] + 700);

        (await app.Undo(id)).State.ShouldBe(JobState.Done);

        (await app.RowCounts()).ShouldBe(before);
        var view = await app.Details(id);
        view.State.ShouldBe(ImportState.Undone);
        (view.Receipt!.Undone!.Orders, view.Receipt.Undone.Customers, view.Receipt.Undone.AnonymousLines).ShouldBe((700, 70, 1));
        (await app.All<Tombstone>()).Count(t => t.TableName == "sales_order").ShouldBeGreaterThanOrEqualTo(700);
    }

    [Fact]
    public async Task A_customer_that_other_facts_point_to_stays_and_the_receipt_says_so()
    {
        var id = await app.Load("order,customer,date,product,quantity,price\nV1,V-A,2024-01-01,V-T,1,1\nV2,V-B,2024-01-01,V-X,1,1\n");
        await app.Load("order,customer,date,product,quantity,price\nV3,V-A,2024-01-02,V-T,1,1\n");

        await app.Undo(id);

        (await app.All<Customer>()).Select(c => c.Code).Where(c => c.StartsWith("V-", StringComparison.Ordinal)).ShouldBe(["V-A"]);
        (await app.All<Order>()).Select(o => o.Number).Where(n => n.StartsWith('V')).ShouldBe(["V3"]);
        var undone = (await app.Details(id)).Receipt!.Undone!;
        (undone.Customers, undone.CustomersKept, undone.Products, undone.ProductsKept).ShouldBe((1, 1, 1, 1));
    }

    [Fact]
    public async Task It_is_undone_once()
    {
        var id = await app.Load(Orders("O", 1));
        await app.Undo(id);

        (await app.Run(new UndoImport { ImportId = id })).Refusal.ShouldBe("exchange.import.undone_already");
        (await app.Run(new WriteImport { ImportId = id })).Refusal.ShouldBe("exchange.import.not_checked");
    }

    [Fact]
    public async Task Cancelled_it_takes_back_what_it_wrote()
    {
        var before = await app.RowCounts();
        var id = await app.UploadAndCheck(Orders("X", 2000));
        var job = (await app.Run(new WriteImport { ImportId = id })).Value;
        await WriteSome(id, job, stopAfter: 3);
        (await app.RowCounts())["sales_order"].ShouldBeGreaterThan(before["sales_order"]);

        await app.Run(new CancelJob { JobId = job });
        (await app.Finish(job)).State.ShouldBe(JobState.Cancelled);

        (await app.RowCounts()).ShouldBe(before);
        (await app.Details(id)).State.ShouldBe(ImportState.Cancelled);
    }

    [Fact]
    public async Task Killed_it_goes_on_exactly_where_it_was()
    {
        var id = await app.UploadAndCheck(Orders("Z", 2000) + "Z-R,Z-1,,2025-01-01,ZT,-1,2\n");
        var job = (await app.Run(new WriteImport { ImportId = id })).Value;
        await WriteSome(id, job, stopAfter: 4);
        var checkpoint = await app.Use(db => db.Set<Import>().Where(i => i.Id == id).Select(i => i.Checkpoint).SingleAsync());
        checkpoint.ShouldBeGreaterThan(0);

        (await app.Finish(job)).State.ShouldBe(JobState.Done);

        var orders = (await app.All<Order>()).Where(o => o.ImportId == id.Value).ToList();
        orders.Count.ShouldBe(2001);
        orders.Select(o => o.Number).Distinct().Count().ShouldBe(2001);
        var lines = (await app.All<OrderLine>()).ToLookup(l => l.OrderId);
        orders.ShouldAllBe(o => lines[o.Id].Sum(l => l.AmountMinor) == o.Total.Minor);
        // The return and its purchase were written by different runs.
        var purchase = lines[orders.Single(o => o.Number == "Z-R").Id].Single().ReturnOf;
        orders.ShouldContain(o => o.Id == purchase);
        // The receipt counts what both runs wrote.
        var written = (await app.Details(id)).Receipt!.Written;
        (written.CustomersNew, written.CustomersKnown, written.ProductsNew, written.Summary.Orders).ShouldBe((200, 0, 1, 2000));
    }

    /// <summary>The warehouse takes lines by their order's stamp: those that came later would never be seen.</summary>
    [Fact]
    public async Task However_long_an_order_is_never_there_without_all_its_lines()
    {
        var lines = string.Concat(Enumerable.Range(0, 5 * 300).Select(row => $"L{row / 300},L-A,2024-01-01,LT,1,{1 + row % 7}\n"));
        var id = await app.UploadAndCheck("order,customer,date,product,quantity,price\n" + lines);
        var job = (await app.Run(new WriteImport { ImportId = id })).Value;
        await WriteSome(id, job, stopAfter: 2);

        var written = (await app.All<Order>()).Where(o => o.ImportId == id.Value).ToList();
        var there = (await app.All<OrderLine>()).ToLookup(l => l.OrderId);
        written.Count.ShouldBeInRange(1, 4);
        written.ShouldAllBe(o => there[o.Id].Count() == 300);
        (await app.Finish(job)).State.ShouldBe(JobState.Done);
    }

    [Fact]
    public async Task Killed_and_overtaken_by_the_same_order_it_writes_none_twice()
    {
        var id = await app.UploadAndCheck(Orders("Y", 2000));
        var job = (await app.Run(new WriteImport { ImportId = id })).Value;
        await WriteSome(id, job, stopAfter: 4);
        var there = (await app.All<Order>()).Select(o => o.Number).ToHashSet();
        var (written, missing) = (Enumerable.Range(0, 2000).Select(n => $"Y{n}").First(there.Contains), Enumerable.Range(0, 2000).Select(n => $"Y{n}").First(n => !there.Contains(n)));
        var customer = (await app.All<Customer>()).First(c => c.Code.StartsWith("Y-", StringComparison.Ordinal)).Id;
        // Somebody enters two of its orders by hand: one that it wrote already, one that it hasn't come to.
        foreach (var number in new[] { written, missing })
            await app.Given(Order.Sale(new() { CustomerId = customer, Number = number, OrderedAt = DateTimeOffset.UnixEpoch, OrderedOn = new(2024, 1, 1), Currency = "GBP" }, [new(null, "By hand", 1000, 1_000_000)]));

        (await app.Finish(job)).State.ShouldBe(JobState.Done);

        var orders = (await app.All<Order>()).Where(o => o.Number.StartsWith('Y')).ToList();
        orders.Select(o => o.Number).Order().ShouldBe(Enumerable.Range(0, 2000).Select(n => $"Y{n}").Order());
        orders.Count(o => o.ImportId == id.Value).ShouldBe(1998);
        var summary = (await app.Details(id)).Receipt!.Written.Summary;
        (summary.Orders, summary.RejectedRows, summary.AddsUp).ShouldBe((1998, 2, true));
    }

    [Fact]
    public async Task Killed_while_it_took_back_it_does_not_go_on_from_the_checkpoint()
    {
        var id = await app.UploadAndCheck(Orders("W", 2000));
        var job = (await app.Run(new WriteImport { ImportId = id })).Value;
        await WriteSome(id, job, stopAfter: 4);
        await app.Use(async db =>
        {
            await db.Set<Import>().Where(i => i.Id == id).ExecuteUpdateAsync(i => i.SetProperty(x => x.Checkpoint, -1));
            var gone = await db.Set<Order>().Where(o => o.ImportId == id.Value).OrderBy(o => o.Id).Take(50).Select(o => o.Id).ToListAsync();
            await db.Set<OrderLine>().Where(l => gone.Contains(l.OrderId)).ExecuteDeleteAsync();
            await db.Set<Order>().Where(o => gone.Contains(o.Id)).ExecuteDeleteAsync();
        });

        (await app.Finish(job)).State.ShouldBe(JobState.Done);

        (await app.All<Order>()).Where(o => o.ImportId == id.Value).Select(o => o.Number).Distinct().Count().ShouldBe(2000);
    }

    [Fact]
    public async Task Begun_too_often_it_is_given_up_and_taken_back()
    {
        var before = await app.RowCounts();
        var id = await app.UploadAndCheck(Orders("T", 2000));
        var job = (await app.Run(new WriteImport { ImportId = id })).Value;
        await WriteSome(id, job, stopAfter: 3);
        await app.Use(db => db.Set<Job>().Where(j => j.Id == job).ExecuteUpdateAsync(j => j.SetProperty(x => x.State, JobState.Running).SetProperty(x => x.Attempts, Job.MostAttempts)));

        var ended = await app.Finish(job);

        (ended.State, ended.Problem).ShouldBe((JobState.Failed, "kernel.job.gave_up"));
        (await app.RowCounts()).ShouldBe(before);
        (await app.Details(id)).State.ShouldBe(ImportState.Failed);
        (await app.Run(new DiscardImport { ImportId = id })).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Cut_off_for_good_it_is_undone_all_the_same()
    {
        var before = await app.RowCounts();
        var id = await app.UploadAndCheck(Orders("S", 2000));
        var job = (await app.Run(new WriteImport { ImportId = id })).Value;
        await WriteSome(id, job, stopAfter: 3);
        (await app.Run(new UndoImport { ImportId = id })).Refusal.ShouldBe("exchange.import.under_way");
        await app.Use(db => db.Set<Job>().Where(j => j.Id == job).ExecuteUpdateAsync(j => j.SetProperty(x => x.State, JobState.Failed)));

        (await app.Undo(id)).State.ShouldBe(JobState.Done);

        (await app.RowCounts()).ShouldBe(before);
        var view = await app.Details(id);
        view.State.ShouldBe(ImportState.Undone);
        view.Receipt!.Undone!.Orders.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task One_import_at_a_time_is_written_or_taken_back()
    {
        var (first, second) = (await app.UploadAndCheck(Orders("M", 3)), await app.UploadAndCheck(Orders("N", 3)));
        var job = (await app.Run(new WriteImport { ImportId = first })).Value;

        var outcome = await app.Run(new WriteImport { ImportId = second });
        outcome.Refusal.ShouldBe("exchange.import.another_under_way");
        outcome.Args.ShouldBe(["orders.csv", first]);
        await app.Use(db => db.Set<Job>().Where(j => j.Id == job).ExecuteUpdateAsync(j => j.SetProperty(x => x.State, JobState.Failed)));
        (await app.Run(new WriteImport { ImportId = second })).Refusal.ShouldBe("exchange.import.another_stopped");
        // Two who ask at the same moment see nobody; the database does.
        await Should.ThrowAsync<Exception>(() => app.Use(db => db.Set<Import>().Where(i => i.Id == second).ExecuteUpdateAsync(i => i.SetProperty(x => x.InTurn, true))));

        (await app.Write(first)).State.ShouldBe(JobState.Done);
        var undo = (await app.Run(new UndoImport { ImportId = first })).Value;
        (await app.Run(new WriteImport { ImportId = second })).Refusal.ShouldBe("exchange.import.another_under_way");
        await app.Finish(undo);
        (await app.Write(second)).State.ShouldBe(JobState.Done);
        await app.Undo(second);
    }

    /// <summary>Runs the job as a process that dies after some batches: the token of the host ends it, no person did.</summary>
    private async Task WriteSome(Id<Import> id, Id<Job> job, int stopAfter)
    {
        using var killed = new CancellationTokenSource();
        await using var scope = app.Services.CreateAsyncScope();
        var gate = new CountingClock(TimeProvider.System, stopAfter + 1, killed);
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        var work = new WriteImportJob(db, scope.ServiceProvider.GetRequiredService<WriteGate>(), scope.ServiceProvider.GetRequiredService<IDatabase>(),
            scope.ServiceProvider.GetRequiredService<CustomerWriter>(), scope.ServiceProvider.GetRequiredService<ImportFiles>(), scope.ServiceProvider.GetRequiredService<RecordWriting>(), gate);
        var run = new JobRun(await db.Set<Job>().AsNoTracking().SingleAsync(j => j.Id == job), Actor.System, killed);
        await Should.ThrowAsync<OperationCanceledException>(() => work.Run(run, killed.Token));
    }

    /// <summary>Each batch asks the time once; after some, the process is gone.</summary>
    private sealed class CountingClock(TimeProvider clock, int most, CancellationTokenSource killed) : TimeProvider
    {
        private int asked;

        public override DateTimeOffset GetUtcNow()
        {
            if (++asked > most) killed.Cancel();
            return clock.GetUtcNow();
        }
    }

    private static string Orders(string prefix, int count) => "order,customer,name,date,product,quantity,price\n" + string.Concat(Enumerable.Range(0, count).Select(row =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{row},{prefix}-{row % Math.Max(1, count / 10)},Name {row},{new DateOnly(2024, 1, 1).AddDays(row % 300):yyyy-MM-dd},{prefix}T,{1 + row % 3},2\n")));
}
