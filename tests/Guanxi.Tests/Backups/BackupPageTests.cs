using System.Net;
using Guanxi.Backups;
using Guanxi.Data;
using Guanxi.Jobs;
using Guanxi.Nodes;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guanxi.Tests.Backups;

/// <summary>Backups by the schedule and from the page; one that failed is said to who looks after them, never in silence.</summary>
[Trait("Row", "PLT-10")]
public sealed class BackupPageTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backups_are_taken_shown_and_a_failure_is_said_until_one_goes_well()
    {
        using var visitor = await Visitor.SignedIn(app);
        visitor.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        (await visitor.Submit("/settings/backups", "take-backup", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var first = await Ended();
        first.State.ShouldBe(JobState.Done, first.Problem);
        (await visitor.Read("/settings/backups")).ShouldContain(Path.GetFileName(StoredJson.Read<BackupTaken>(first.Result)!.File));

        // What lies in the folder's place keeps the next one away.
        var folder = Path.Combine(app.Folder, "backups");
        Directory.Move(folder, folder + ".aside");
        await File.WriteAllTextAsync(folder, "", Ct);
        _ = (await app.Run(new TakeBackup())).Value;
        (await Ended()).ShouldSatisfyAllConditions(j => j.State.ShouldBe(JobState.Refused), j => j.Problem.ShouldBe("host.backup.folder_unwritable"));
        foreach (var page in (string[])["/settings/backups", "/today"]) (await visitor.Read(page)).ShouldContain("The last backup failed", customMessage: page);
        using (var clerk = await Visitor.SignedIn(app, "clerk"))
        {
            (await clerk.Http.GetAsync("/settings/backups", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await clerk.Read("/today")).ShouldNotContain("notice-red");
        }

        File.Delete(folder);
        Directory.Move(folder + ".aside", folder);
        _ = (await app.Run(new TakeBackup())).Value;
        (await Ended()).State.ShouldBe(JobState.Done);
        (await visitor.Read("/today")).ShouldNotContain("The last backup failed");
    }

    [Fact]
    public async Task Once_a_day_one_is_taken_and_those_needed_no_longer_go()
    {
        var saved = (await app.Run(new ChangeBackupSettings { Settings = new() { Hour = 4, KeepDays = 1, KeepWeeks = 0, KeepMonths = 0 } })).Value;
        (await app.Run(new ChangeBackupSettings { Settings = saved with { Hour = 24 } })).Refusal.ShouldBe("host.backup.settings_out_of_range");
        await app.Http();
        var clock = new Clock { Now = TimeProvider.System.GetUtcNow().AddDays(2) };
        using var daily = new DailyBackup(app.Services.GetRequiredService<IServiceScopeFactory>(), app.Services.GetRequiredService<UseCases>(), app.Services.GetRequiredService<Leases>(), clock, NullLogger<DailyBackup>.Instance);

        (await daily.TakeIfDue(Ct)).ShouldBeTrue();
        (await Ended()).State.ShouldBe(JobState.Done);
        // Whatever the clock says, each is queued at the machine's time: two days on there is one due again.
        (await daily.TakeIfDue(Ct)).ShouldBeTrue();
        (await Ended()).State.ShouldBe(JobState.Done);

        app.Services.GetRequiredService<BackupStore>().List().Where(b => b.Reason == BackupReason.Scheduled).ShouldHaveSingleItem();
        clock.Now = TimeProvider.System.GetUtcNow();
        (await daily.TakeIfDue(Ct)).ShouldBeFalse("that of today is there");
        _ = (await app.Run(new ChangeBackupSettings { Settings = saved with { Daily = false } })).Value;
        clock.Now = clock.Now.AddDays(9);
        (await daily.TakeIfDue(Ct)).ShouldBeFalse("switched off");
    }

    /// <summary>The newest backup job, once it has ended.</summary>
    private async Task<Job> Ended()
    {
        while (true)
        {
            if (await app.Use(db => db.Set<Job>().AsNoTracking().Where(j => j.Kind == BackupJob.KindName).OrderByDescending(j => j.Id).FirstAsync(Ct)) is { Ended: true } job) return job;
            await Task.Delay(20, Ct);
        }
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
