using CsCheck;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Risk;
using Guanxi.Risk.Keeping;
using Guanxi.Risk.Sealing;
using Guanxi.Tests.Customers;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Risk;

/// <summary>That nobody who can write to the database changes, takes out or puts in an entry unnoticed.</summary>
[Trait("Row", "RSK-3")]
public sealed class AuditSealTests(AuditSealTests.SealedFirm firm) : IClassFixture<AuditSealTests.SealedFirm>
{
    private GuanxiApp App => firm.App;

    /// <summary>What somebody does past the product; {id} is an entry of seal 3, {other} one of seal 5.</summary>
    public static TheoryData<string, AuditFindingKind, string> Tampering { get; } = new()
    {
        { "another act", AuditFindingKind.EntryChanged, "UPDATE kernel_audit_entry SET use_case = 'Nothing' WHERE id = {id}" },
        { "another person", AuditFindingKind.EntryChanged, "UPDATE kernel_audit_entry SET actor_id = 7 WHERE id = {id}" },
        { "another kind", AuditFindingKind.EntryChanged, "UPDATE kernel_audit_entry SET act = 'Saw' WHERE id = {id}" },
        { "no detail", AuditFindingKind.EntryChanged, "UPDATE kernel_audit_entry SET detail = 'x' WHERE id = {id}" },
        { "an entry less", AuditFindingKind.EntryRemoved, "DELETE FROM kernel_audit_entry WHERE id = {id}" },
        { "an entry in another seal", AuditFindingKind.EntryRemoved, "UPDATE kernel_audit_entry SET seal_number = 5 WHERE id = {id}" },
        { "an entry out of its seal", AuditFindingKind.EntryRemoved, "UPDATE kernel_audit_entry SET seal_number = 0 WHERE id = {id}" },
        { "a copy in the same seal", AuditFindingKind.EntryInserted, Copy("seal_number") },
        { "a copy that is not sealed yet", AuditFindingKind.EntryInserted, Copy("0") },
        { "a copy in a seal that is not there", AuditFindingKind.EntryInserted, Copy("4711") },
        { "another count", AuditFindingKind.SealChanged, "UPDATE risk_audit_seal SET count = count + 1 WHERE number = 3" },
        { "another hash of the entries", AuditFindingKind.SealChanged, "UPDATE risk_audit_seal SET rows_hash = (SELECT rows_hash FROM risk_audit_seal WHERE number = 5) WHERE number = 3" },
        { "another list of the entries", AuditFindingKind.EntryInserted, "UPDATE risk_audit_seal SET members = '' WHERE number = 3" },
        { "a seal less", AuditFindingKind.SealRemoved, "DELETE FROM risk_audit_seal WHERE number = 3" },
        { "a seal and its entries less", AuditFindingKind.SealRemoved, "DELETE FROM kernel_audit_entry WHERE seal_number = 3; DELETE FROM risk_audit_seal WHERE number = 3" },
        { "days swapped", AuditFindingKind.SealChanged, "UPDATE risk_audit_seal SET day = (SELECT MAX(s.day) FROM risk_audit_seal s WHERE s.number = 8 - risk_audit_seal.number) WHERE number IN (3, 5)" },
        { "seals swapped", AuditFindingKind.SealChanged, "UPDATE risk_audit_seal SET number = -3 WHERE number = 3; UPDATE risk_audit_seal SET number = 3 WHERE number = 5; UPDATE risk_audit_seal SET number = 5 WHERE number = -3" },
        { "entries gone as if too old", AuditFindingKind.RemovalForged, "DELETE FROM kernel_audit_entry WHERE seal_number = 3; UPDATE risk_audit_seal SET members = '', removed_at = sealed_at, removal_proof = proof, removal_mark = key_mark WHERE number = 3" },
    };

    private static string Copy(string seal) => "INSERT INTO kernel_audit_entry (id, done_at, actor_id, by_key, act, use_case, subject_kind, subject_id, customer_id, detail, key_mark, proof, seal_number) "
        + $"SELECT id + 1, done_at, actor_id, by_key, act, use_case, subject_kind, subject_id, customer_id, detail, key_mark, proof, {seal} FROM kernel_audit_entry WHERE id = {{id}}";

    // Seen to fail, but for the two of a seal that is gone: with a verification that keeps no finding.
    [Theory, MemberData(nameof(Tampering))]
    public async Task Who_tampers_is_found(string what, AuditFindingKind kind, string sql) => await App.Use(async db =>
    {
        var id = await db.Set<AuditEntry>().Where(a => a.SealNumber == 3).OrderBy(a => a.Id).Select(a => a.Id).FirstAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var statement in sql.Replace("{id}", $"{id}").Split("; ")) (await db.Database.ExecuteSqlRawAsync(statement)).ShouldBeGreaterThan(0, statement);

        var verdict = await App.Verify(db);

        verdict.Whole.ShouldBeFalse(what);
        verdict.FindingCount.ShouldBeGreaterThan(0);
        var finding = verdict.Findings.FirstOrDefault(f => f.Kind == kind).ShouldNotBeNull(string.Join(", ", verdict.Findings));
        finding.Day.ShouldNotBeNull();
        // A copy has the number after.
        if (finding.Entry is not null && sql.Contains("{id}")) finding.Entry.Value.ShouldBeInRange(id, id + 1);
        await transaction.RollbackAsync();
    });

    [Fact]
    public async Task Untouched_it_is_whole_from_any_day_to_any_other()
    {
        var all = await App.Verify();
        var part = await App.Verify(SealedFirm.FirstDay.AddDays(1), SealedFirm.FirstDay.AddDays(2));

        all.Whole.ShouldBeTrue(string.Join(", ", all.Findings));
        all.Seals.ShouldBe(SealedFirm.Seals);
        all.Entries.ShouldBe(await App.Use(db => db.Set<AuditEntry>().LongCountAsync()));
        part.Whole.ShouldBeTrue(string.Join(", ", part.Findings));
        part.Seals.ShouldBe(4);
        (await App.Run(new Guanxi.Risk.Verification.VerifyAudit { From = SealedFirm.FirstDay, To = SealedFirm.FirstDay.AddDays(-1) })).Refusal.ShouldBe("risk.audit.days_out_of_order");
        (await App.Run(new Guanxi.Risk.Verification.VerifyAudit(), GuanxiApp.Someone(Scope.All, "customers.read"))).Refusal.ShouldBe("kernel.right.missing");
    }

    [Fact]
    public async Task The_first_seal_of_a_day_takes_in_the_last_of_the_day_before()
    {
        var seals = await App.Use(db => db.Set<AuditSeal>().AsNoTracking().OrderBy(s => s.Number).ToListAsync());

        seals[0].Previous.ShouldBe(AuditSeal.Beginning);
        seals.Zip(seals.Skip(1)).ShouldAllBe(pair => pair.Second.Previous == pair.First.Hash);
        seals.Select(s => s.Day).Distinct().Count().ShouldBe(SealedFirm.Days);
        seals.GroupBy(s => s.Day).ShouldAllBe(day => day.Select(s => s.InDay).SequenceEqual(Enumerable.Range(1, day.Count())));
    }

    [Fact]
    public async Task With_another_key_nothing_is_taken_for_proved() => await App.Use(async db =>
    {
        var verdict = await new Guanxi.Risk.Verification.AuditVerification(db, new AuditKey(new DataPaths(App.Folder), Convert.ToBase64String(new byte[32]))).Run(null, null, null, (_, _) => { }, default);

        verdict.Findings.ShouldAllBe(f => f.Kind == AuditFindingKind.KeyUnknown);
        verdict.FindingCount.ShouldBe(verdict.Entries + verdict.Seals);
    });

    [Fact]
    public async Task Who_has_the_key_and_writes_the_whole_chain_anew_is_found_by_a_noted_hash()
    {
        await using var app = new GuanxiApp();
        await app.InitializeAsync();
        await app.Registered("Noted");
        await app.Seal();
        var noted = (await app.Verify()).Newest.ShouldNotBeNull();
        (await app.Verify(anchor: noted)).Whole.ShouldBeTrue();

        await app.Use(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM risk_audit_seal");
            await db.Database.ExecuteSqlRawAsync("DELETE FROM kernel_audit_entry WHERE use_case = 'RegisterCustomer'");
            await db.Database.ExecuteSqlRawAsync("UPDATE kernel_audit_entry SET seal_number = 0");
        });
        using (var anew = ActivatorUtilities.CreateInstance<AuditSealer>(app.Services)) await anew.SealAll(default);

        (await app.Verify()).Whole.ShouldBeTrue("it was done with the key");
        (await app.Verify(anchor: noted)).Findings.ShouldHaveSingleItem().Kind.ShouldBe(AuditFindingKind.AnchorMissing);
    }

    // Seen to fail: with the head read from the database alone.
    [Fact]
    public async Task Who_takes_away_the_newest_seals_while_the_server_runs_leaves_a_gap()
    {
        await using var app = new GuanxiApp();
        await app.InitializeAsync();
        await app.Seal();
        await app.Registered("Taken away");
        await app.Seal();
        await app.Use(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM kernel_audit_entry WHERE seal_number = (SELECT MAX(number) FROM risk_audit_seal)");
            await db.Database.ExecuteSqlRawAsync("DELETE FROM risk_audit_seal WHERE number = (SELECT MAX(number) FROM risk_audit_seal)");
        });
        (await app.Verify()).Whole.ShouldBeTrue("the end of a chain says nothing of what came after");

        await app.Registered("After");
        await app.Seal();

        (await app.Verify()).Findings.ShouldHaveSingleItem().Kind.ShouldBe(AuditFindingKind.SealRemoved);
    }

    [Fact]
    public async Task A_transaction_that_commits_late_is_in_a_later_seal_and_the_chain_is_whole()
    {
        Assert.SkipUnless(GuanxiApp.Postgres is not null, "SQLite has one writer: scripts/with-postgres.sh");
        await using var app = new GuanxiApp();
        await app.InitializeAsync();
        await app.Use(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Save(Actor.System, "Late", 0, default);
            for (var i = 0; i < 3; i++) await app.Registered($"Meanwhile {i}");
            await app.Seal();
            await app.Registered("More");
            await app.Seal();
            await transaction.CommitAsync();
        });
        await app.Seal();

        var (late, newest) = await app.Use(async db => (await db.Set<AuditEntry>().SingleAsync(a => a.UseCase == "Late"), await db.Set<AuditEntry>().OrderByDescending(a => a.Id).FirstAsync()));
        late.Id.ShouldBeLessThan(newest.Id);
        late.SealNumber.ShouldBeGreaterThan(newest.SealNumber);
        (await app.Verify()).Whole.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_too_old_goes_by_whole_seals_views_first_and_the_chain_stays_whole()
    {
        var clock = new MovedClock();
        await using var app = new GuanxiApp(builder => builder.Services.AddSingleton<TimeProvider>(clock));
        await app.InitializeAsync();
        var now = clock.Now;
        clock.Now = now.AddDays(-400);
        var customer = await app.Registered("Old");
        _ = (await app.Run(new CustomerDetails { CustomerId = customer }, GuanxiApp.Someone())).Value;
        await app.Seal();
        clock.Now = now;
        _ = (await app.Run(new CustomerDetails { CustomerId = customer }, GuanxiApp.Someone())).Value;
        await app.Seal();

        var gone = await app.Use(_ => Remove(app));
        await app.Seal();
        var verdict = await app.Verify();

        gone.ShouldBe(1, "the view is older than a year, the changes are not older than three");
        verdict.Whole.ShouldBeTrue(string.Join(", ", verdict.Findings));
        verdict.Removed.ShouldBe(1);
        (await app.Use(db => db.Set<AuditEntry>().CountAsync(a => a.Act == AuditAct.Saw))).ShouldBe(1);
        (await app.Use(db => db.Set<AuditEntry>().SingleAsync(a => a.UseCase == nameof(OldAudit)))).Detail.ShouldBe("1");
        (await app.Use(_ => Remove(app))).ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_is_kept_for_less_than_six_months()
    {
        await using var app = new GuanxiApp();
        await app.InitializeAsync();
        (await app.Run(new ChangeAuditSettings { KeepChangesMonths = 5, KeepViewsMonths = 12 })).Fields.Keys.ShouldBe(["KeepChangesMonths"]);
        (await app.Run(new ChangeAuditSettings { KeepChangesMonths = 12, KeepViewsMonths = 5 })).Fields.Keys.ShouldBe(["KeepViewsMonths"]);
        (await app.Run(new ChangeAuditSettings { KeepChangesMonths = 6, KeepViewsMonths = 6 })).Value.KeepViewsMonths.ShouldBe(6);
        (await app.Use(db => db.Set<AuditEntry>().SingleAsync(a => a.UseCase == nameof(ChangeAuditSettings)))).Detail.ShouldBe("6/6");
    }

    [Fact]
    public async Task Once_a_day_it_is_verified()
    {
        var clock = new MovedClock();
        await using var app = new GuanxiApp(builder => builder.Services.AddSingleton<TimeProvider>(clock));
        await app.InitializeAsync();
        var keeper = app.Services.GetRequiredService<AuditKeeper>();

        (await keeper.DailyWork(default)).ShouldBeTrue();
        (await keeper.DailyWork(default)).ShouldBeFalse();
        clock.Now += TimeSpan.FromDays(1);
        (await keeper.DailyWork(default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Many_entries_make_seals_of_some_hundred()
    {
        await using var app = new GuanxiApp();
        await app.InitializeAsync();
        await app.Seal();
        var before = (await app.Verify()).Seals;
        await app.Use(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            for (var i = 0; i < 1200; i++) db.AddAudit(Actor.System, new AuditNote("Given"), TimeProvider.System.GetUtcNow());
            await db.SavePlumbing(default);
            await transaction.CommitAsync();
        });

        await app.Seal();

        var verdict = await app.Verify();
        verdict.Whole.ShouldBeTrue(string.Join(", ", verdict.Findings));
        (verdict.Seals - before).ShouldBe(3);
        verdict.Unsealed.ShouldBe(0);
    }

    private static async Task<int> Remove(GuanxiApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<OldAudit>().Remove(default);
    }

    /// <summary>A firm whose random history of four days is sealed, two seals a day: changes and views.</summary>
    public sealed class SealedFirm : IAsyncLifetime
    {
        public const int Days = 4, Seals = 8;

        private readonly MovedClock clock = new();

        public SealedFirm() => App = new(builder => builder.Services.AddSingleton<TimeProvider>(clock));

        public GuanxiApp App { get; }

        public static DateOnly FirstDay { get; } = new(2026, 3, 2);

        public async ValueTask InitializeAsync()
        {
            await App.InitializeAsync();
            var random = new Random(20260302);
            var customers = new List<Id<Customer>> { await App.Registered("First") };
            for (var day = 0; day < Days; day++)
            {
                clock.Now = new DateTimeOffset(FirstDay.AddDays(day), new TimeOnly(4, 0), TimeSpan.Zero);
                var acts = 4 + random.Next(8);
                for (var i = 0; i < acts; i++)
                    if (i == 0 || random.Next(3) == 0) customers.Add(await App.Registered($"Customer {day} {i}"));
                    else _ = (await App.Run(new CustomerDetails { CustomerId = customers[random.Next(customers.Count)] }, GuanxiApp.Someone())).Value;
                await App.Seal();
            }
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
