using System.Globalization;
using Guanxi.Customers;
using Guanxi.Exchange.Imports;
using Guanxi.Jobs;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Tests.Exchange.Imports;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Exchange.Records;

/// <summary>Two people on one import, or on two of the same rows, at one moment: nothing is loaded twice, nothing half.</summary>
[Trait("Row", "PLT-2")]
public sealed class RecordMeanwhileTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private const int Rows = 900;

    private static string Complaints(string prefix) => "complaint no,customer id,received at,what the customer said\n" + string.Concat(Enumerable.Range(0, Rows)
        .Select(n => string.Create(CultureInfo.InvariantCulture, $"{prefix}{n},{prefix}-{n % 7},2024-03-05,Number {n}\n")));

    [Fact]
    public async Task Pressed_twice_it_is_loaded_once()
    {
        await app.LoadCustomers("T", 7);
        var id = await app.Recorded(Complaints("T"));

        var pressed = await AtOnce(4, () => app.Run(new WriteImport { ImportId = id }));

        await IsLoadedOnceBy(id, "T", pressed);
        pressed.Where(p => !p.Ok).ShouldAllBe(p => p.Refusal == "exchange.import.under_way" || p.Refusal == "kernel.record.changed_meanwhile");
        (await app.Run(new WriteImport { ImportId = id })).Refusal.ShouldBe("exchange.import.written_already");
    }

    [Fact]
    public async Task Pressed_again_while_it_is_written_it_says_that_it_is_under_way()
    {
        await app.LoadCustomers("U", 7);
        var id = await app.Recorded(Complaints("U"));
        var job = (await app.Run(new WriteImport { ImportId = id })).Value;

        (await app.Run(new WriteImport { ImportId = id })).Refusal.ShouldBe("exchange.import.under_way");
        (await app.Run(new UndoImport { ImportId = id })).Refusal.ShouldBe("exchange.import.under_way");
        (await app.Run(new DiscardImport { ImportId = id })).Refusal.ShouldBe("exchange.import.under_way");
        (await app.Run(new AnswerImport { ImportId = id })).Refusal.ShouldBe("exchange.import.under_way");

        (await app.Finish(job)).State.ShouldBe(JobState.Done);
        (await Loaded("U")).ShouldBe((Rows, Rows));
    }

    [Fact]
    public async Task Of_two_imports_of_the_same_rows_one_waits_for_the_other_and_passes_its_rows_over()
    {
        await app.LoadCustomers("V", 7);
        var imports = new[] { await app.Recorded(Complaints("V")), await app.Recorded(Complaints("V") + "V-new,V-1,2024-03-06,One more\n") };

        var began = await Task.WhenAll(imports.Select(id => Task.Run(() => app.Run(new WriteImport { ImportId = id }))));

        began.Count(b => b.Ok).ShouldBe(1);
        began.Single(b => !b.Ok).Refusal.ShouldBeOneOf("exchange.import.another_under_way", "kernel.record.taken_meanwhile");
        (await app.Finish(began.Single(b => b.Ok).Value)).State.ShouldBe(JobState.Done);
        await app.Write(imports[Array.FindIndex(began, b => !b.Ok)]);
        (await Loaded("V")).ShouldBe((Rows + 1, Rows + 1));
    }

    [Fact]
    public async Task Taken_back_by_two_at_once_it_goes_once_and_whole()
    {
        await app.LoadCustomers("W", 7);
        var before = await app.RowCounts();
        var id = await app.LoadRecords(Complaints("W"));

        var pressed = await AtOnce(4, () => app.Run(new UndoImport { ImportId = id }));

        pressed.Count(p => p.Ok).ShouldBe(1);
        (await app.Run(new WriteImport { ImportId = id })).Refusal.ShouldBe("exchange.import.under_way");
        (await app.Finish(pressed.Single(p => p.Ok).Value)).State.ShouldBe(JobState.Done);
        (await app.RowCounts()).ShouldBe(before);
        (await app.Details(id)).Records!.Receipt!.Undone.ShouldBe(new(Rows, 0));
    }

    [Fact]
    public async Task Cut_off_and_gone_on_with_by_one_while_another_takes_it_back_it_is_whole_or_gone()
    {
        await app.LoadCustomers("Y", 7);
        var before = await app.RowCounts();
        var id = await app.Recorded(Complaints("Y"));
        var job = (await app.Run(new WriteImport { ImportId = id })).Value;
        await app.WriteSome(job, turns: 3);
        await app.Use(db => db.Set<Job>().Where(j => j.Id == job).ExecuteUpdateAsync(j => j.SetProperty(x => x.State, JobState.Failed)));
        (await Loaded("Y")).Complaints.ShouldBeInRange(1, Rows - 1);

        var pressed = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => i % 2 == 0 ? app.Run(new WriteImport { ImportId = id }) : app.Run(new UndoImport { ImportId = id }))));

        (await app.Finish(pressed.Single(p => p.Ok).Value)).State.ShouldBe(JobState.Done);
        if ((await app.Details(id)).State == ImportState.Done) (await Loaded("Y")).ShouldBe((Rows, Rows));
        else (await app.RowCounts()).ShouldBe(before);
    }

    [Fact]
    public async Task Forgotten_by_one_while_another_loads_it_it_is_loaded_whole_or_not_at_all()
    {
        await app.LoadCustomers("N", 7);
        for (var round = 0; round < 5; round++)
        {
            var id = await app.Recorded(Complaints("N"));
            var load = Task.Run(() => app.Run(new WriteImport { ImportId = id }));
            var forget = Task.Run(() => app.Run(new DiscardImport { ImportId = id }));
            var (loaded, forgotten) = (await load, await forget);

            (loaded.Ok ^ forgotten.Ok).ShouldBeTrue();
            if (loaded.Ok)
            {
                (await app.Finish(loaded.Value)).State.ShouldBe(JobState.Done, "its file is still there");
                (await Loaded("N")).ShouldBe((Rows, Rows));
                await app.Undo(id);
            }
            (await Loaded("N")).ShouldBe((0, 0));
        }
    }

    private async Task IsLoadedOnceBy(Id<Import> id, string prefix, Outcome<Id<Job>>[] pressed)
    {
        (await app.Finish(pressed.Single(p => p.Ok).Value)).State.ShouldBe(JobState.Done);
        (await Loaded(prefix)).ShouldBe((Rows, Rows));
        var summary = (await app.Details(id)).Records!.Receipt!.Written.Summary;
        (summary.NewRows, summary.SkippedRows, summary.RejectedRows, summary.AddsUp).ShouldBe((Rows, 0, 0, true));
    }

    /// <summary>Complaints by their numbers, and those of them that say of themselves that they came from a file.</summary>
    private Task<(int Complaints, int Courses)> Loaded(string prefix) => app.Use(async db =>
    {
        var ids = await db.Set<Complaint>().Where(c => c.ExternalNumber!.StartsWith(prefix)).Select(c => c.Id).ToListAsync();
        var courses = await db.Set<ComplaintEvent>().Where(e => e.Act == ComplaintAct.Loaded && ids.Contains(e.ComplaintId)).CountAsync();
        return (ids.Count, courses);
    });

    private static Task<Outcome<Id<Job>>[]> AtOnce(int times, Func<Task<Outcome<Id<Job>>>> act) => Task.WhenAll(Enumerable.Range(0, times).Select(_ => Task.Run(act)));
}
