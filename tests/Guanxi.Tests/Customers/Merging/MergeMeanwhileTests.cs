using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Customers.Merging;

/// <summary>What others write at the moment of a merge. SQLite has one writer.</summary>
[Trait("Row", "CUS-8")]
public sealed class MergeMeanwhileTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_written_while_a_merge_begins_goes_along_and_comes_back(bool isNew)
    {
        NeedsTwoWriters();
        var (survivor, other) = (await app.Registered("Meanwhile"), await app.Registered("Meanwhile too"));
        if (!isNew) await app.Given(Planned(other, "Call"));

        var merging = await While<MergeDone>(db => isNew ? Add(db, other) : db.Set<FollowUp>().Where(t => t.CustomerId == other).ExecuteUpdateAsync(t => t.SetProperty(x => x.Title, "Visit")), 1, () => [app.Merge(survivor, other)]);

        (await Titles(survivor)).ShouldBe(["Visit"]);
        (await app.Part(merging.Single().Value)).Ok.ShouldBeTrue();
        (await Titles(survivor)).ShouldBeEmpty();
        (await Titles(other)).ShouldBe(["Visit"]);
    }

    [Fact]
    public async Task What_is_written_while_a_merge_is_undone_is_not_lost()
    {
        NeedsTwoWriters();
        var (survivor, other) = (await app.Registered("Undone"), await app.Registered("Undone too"));
        await app.Given(Planned(other, "Call"));
        var merged = (await app.Merge(survivor, other)).Value;

        var parting = await While<MergeUndone>(db => db.Set<FollowUp>().Where(t => t.CustomerId == survivor).ExecuteUpdateAsync(t => t.SetProperty(x => x.Title, "Visit")), 1, () => [app.Part(merged)]);

        parting.Single().Ok.ShouldBeTrue();
        (await Titles(other)).ShouldBe(["Visit"]);
    }

    [Fact]
    public async Task Of_two_who_undo_one_merge_the_second_is_refused()
    {
        NeedsTwoWriters();
        var (survivor, other) = (await app.Registered("Both"), await app.Registered("Both too"));
        var merged = (await app.Merge(survivor, other)).Value;

        var outcomes = await While<MergeUndone>(db => Add(db, survivor), 2, () => [app.Part(merged), app.Part(merged)]);

        outcomes.Select(o => o.Refusal).ShouldBe([null, "customers.merge.not_found"], ignoreOrder: true);
    }

    [Fact]
    public async Task Of_two_who_merge_one_customer_away_the_second_is_refused()
    {
        NeedsTwoWriters();
        var (one, two, other) = (await app.Registered("Either"), await app.Registered("Or"), await app.Registered("Away"));

        var outcomes = await While<MergeDone>(db => Add(db, other), 2, () => [app.Merge(one, other), app.Merge(two, other)]);

        outcomes.Select(o => o.Refusal).ShouldBe([null, "customers.merge.other_not_found"], ignoreOrder: true);
        ((await Titles(one)).Count + (await Titles(two)).Count).ShouldBe(1);
    }

    [Fact]
    public async Task Who_adds_to_a_customer_that_is_being_merged_away_is_told_so()
    {
        NeedsTwoWriters();
        // A merge holds the older one first, and waits here for the younger.
        var (other, survivor) = (await app.Registered("Older"), await app.Registered("Younger"));
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await FullHouse.Rows(db, $"SELECT id FROM customers_customer WHERE id = {survivor} FOR UPDATE");
        var merging = app.Merge(survivor, other);
        await UntilWaiting(merging, 1);
        var adding = app.Run(new AddFollowUp { CustomerId = other, Title = "Visit" });
        await UntilWaiting(adding, 2);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        (await merging).Ok.ShouldBeTrue();
        (await adding).Refusal.ShouldBe("kernel.record.gone_meanwhile");
        (await Titles(survivor)).ShouldBeEmpty();
    }

    /// <summary>Writes, and commits only when the acts have begun and wait for it, or are through.</summary>
    private async Task<Outcome<T>[]> While<T>(Func<GuanxiDb, Task> write, int waiting, Func<Task<Outcome<T>>[]> acts)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await write(db);
        var begun = Task.WhenAll(acts());
        await UntilWaiting(begun, waiting);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        return await begun;
    }

    private async Task UntilWaiting(Task begun, int waiting)
    {
        while (!begun.IsCompleted && await app.Use(look => FullHouse.Rows(look, "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")) is var locked && locked.Count < waiting)
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
    }

    private static void NeedsTwoWriters() => Assert.SkipUnless(GuanxiApp.Postgres is not null, "two writers at once need PostgreSQL: scripts/with-postgres.sh");

    private static Task Add(GuanxiDb db, Id<Customer> customer)
    {
        db.Add(Planned(customer, "Visit"));
        return db.Save(Actor.System, "Given", 0, default);
    }

    private static FollowUp Planned(Id<Customer> customer, string title) => FollowUp.Plan(customer, title, Actor.System.Id, Day, null, Actor.System.Id, CustomersGiven.Noon);

    private Task<List<string>> Titles(Id<Customer> customer) => app.Use(db => db.Set<FollowUp>().Where(t => t.CustomerId == customer).Select(t => t.Title).ToListAsync());
}
