using System.Globalization;
using Guanxi.Customers;
using Guanxi.Exchange.Imports;
using Guanxi.Jobs;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Course;
using Guanxi.Tests.Exchange.Imports;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Exchange.Records;

[Trait("Row", "PLT-2")]
public sealed class RecordUndoTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static string Complaints(string prefix, int count) => "complaint no,customer id,received at,what the customer said\n" + string.Concat(Enumerable.Range(0, count)
        .Select(n => string.Create(CultureInfo.InvariantCulture, $"{prefix}{n},{prefix}-{n % 7},2024-03-05,Number {n}\n")));

    [Fact]
    public async Task Killed_it_goes_on_where_it_was_and_the_receipt_counts_both_runs()
    {
        await app.LoadCustomers("K", 7);
        var id = await app.Recorded(Complaints("K", 1_000));
        var job = (await app.Run(new WriteImport { ImportId = id })).Value;
        await app.WriteSome(job, turns: 3);
        (await app.All<Complaint>()).Count(c => c.ImportId == id.Value).ShouldBeInRange(100, 900);

        (await app.Finish(job)).State.ShouldBe(JobState.Done);

        var loaded = (await app.All<Complaint>()).Where(c => c.ImportId == id.Value).ToList();
        (loaded.Count, loaded.Select(c => c.ExternalNumber).Distinct().Count()).ShouldBe((1_000, 1_000));
        var summary = (await app.Details(id)).Records!.Receipt!.Written.Summary;
        (summary.NewRows, summary.SkippedRows, summary.RejectedRows, summary.AddsUp).ShouldBe((1_000, 0, 0, true));
    }

    [Fact]
    public async Task Cancelled_it_takes_back_what_it_wrote()
    {
        await app.LoadCustomers("X", 7);
        var before = await app.RowCounts();
        var id = await app.Recorded(Complaints("X", 1_000));
        var job = (await app.Run(new WriteImport { ImportId = id })).Value;
        await app.WriteSome(job, turns: 3);

        await app.Run(new CancelJob { JobId = job });
        (await app.Finish(job)).State.ShouldBe(JobState.Cancelled);

        (await app.RowCounts()).ShouldBe(before);
        (await app.Details(id)).State.ShouldBe(ImportState.Cancelled);
    }

    [Fact]
    public async Task Cut_off_for_good_it_is_undone_all_the_same()
    {
        await app.LoadCustomers("S", 7);
        var before = await app.RowCounts();
        var id = await app.Recorded(Complaints("S", 1_000));
        var job = (await app.Run(new WriteImport { ImportId = id })).Value;
        await app.WriteSome(job, turns: 3);
        await app.Use(db => db.Set<Job>().Where(j => j.Id == job).ExecuteUpdateAsync(j => j.SetProperty(x => x.State, JobState.Failed)));

        (await app.Undo(id)).State.ShouldBe(JobState.Done);

        (await app.RowCounts()).ShouldBe(before);
        (await app.Details(id)).State.ShouldBe(ImportState.Undone);
    }

    [Fact]
    public async Task What_somebody_worked_on_since_stays_and_the_receipt_says_how_many()
    {
        await app.LoadCustomers("Z", 7);
        var id = await app.LoadRecords(Complaints("Z", 5));
        var loaded = (await app.All<Complaint>()).Where(c => c.ImportId == id.Value).OrderBy(c => c.ExternalNumber).ToList();
        (await app.Run(new NoteOnComplaint { CustomerId = loaded[1].CustomerId, ComplaintId = loaded[1].Id, Words = "Called again" })).Ok.ShouldBeTrue();

        await app.Undo(id);

        (await app.Details(id)).Records!.Receipt!.Undone.ShouldBe(new(4, 1));
        (await app.All<Complaint>()).Single(c => c.ImportId == id.Value).Id.ShouldBe(loaded[1].Id);
    }

    [Fact]
    public async Task Overtaken_by_another_import_of_the_same_file_it_writes_none_twice()
    {
        await app.LoadCustomers("Q", 7);
        var (first, second) = (await app.Recorded(Complaints("Q", 50)), await app.Recorded(Complaints("Q", 60)));
        await app.Write(first);

        (await app.Write(second)).State.ShouldBe(JobState.Done);

        var summary = (await app.Details(second)).Records!.Receipt!.Written.Summary;
        (summary.NewRows, summary.SkippedRows, summary.AddsUp).ShouldBe((10, 50, true));
        (await app.All<Complaint>()).Count(c => c.ExternalNumber!.StartsWith('Q')).ShouldBe(60);
    }
}
