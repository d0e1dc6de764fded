using Guanxi.Data;
using Guanxi.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guanxi.Tests.Kernel;

/// <summary>What only one of several nodes may do. All of it by the database's clock.</summary>
[Trait("Row", "PLT-10")]
public sealed class LeaseTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_has_one_holder_until_it_is_given_back()
    {
        OtherNode.Needed();
        using var one = await OtherNode.Of(app, "one");
        using var two = await OtherNode.Of(app, "two");

        var term = (await one.Book.Take("returned", Length, Ct)).ShouldNotBeNull();
        (await two.Book.Take("returned", Length, Ct)).ShouldBeNull();
        (await one.Book.Renew("returned", term, Length, Ct)).ShouldBeTrue();
        (await two.Book.See("returned", Ct)).ShouldNotBeNull().ShouldSatisfyAllConditions(l => l.Node.ShouldBe("one"), l => l.Ours.ShouldBeFalse(), l => l.Alive.ShouldBeTrue());

        await one.Book.Release("returned", term, forGood: false, Ct);

        (await two.Book.Take("returned", Length, Ct)).ShouldNotBeNull().ShouldBeGreaterThan(term);
        (await one.Book.Renew("returned", term, Length, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task One_that_ran_out_goes_to_exactly_one_of_those_who_ask()
    {
        OtherNode.Needed();
        using var silent = await OtherNode.Of(app);
        var others = new List<OtherNode>();
        for (var i = 0; i < 6; i++) others.Add(await OtherNode.Of(app));
        for (var round = 0; round < 5; round++)
        {
            await OtherNode.FallsSilent(app);
            await silent.Take("wanted");
            await OtherNode.FallsSilent(app);

            var terms = await Task.WhenAll(others.Select(o => Task.Run(() => o.Book.Take("wanted", Length, Ct))));

            terms.Count(t => t is not null).ShouldBe(1);
        }
        foreach (var other in others) other.Dispose();
    }

    [Fact]
    public async Task Who_held_it_before_writes_nothing_under_it_any_more()
    {
        OtherNode.Needed();
        using var paused = await OtherNode.Of(app);
        using var other = await OtherNode.Of(app);
        await using var tenure = (await paused.Leases.Take("fenced", Ct)).ShouldNotBeNull();
        using var fence = Fence.Under(tenure);
        await Write("before");

        await OtherNode.FallsSilent(app);
        await other.Take("fenced");

        (await Record.ExceptionAsync(() => Write("after"))).ShouldBeOfType<LeaseLostException>();
        tenure.Lost.IsCancellationRequested.ShouldBeTrue();
        (await There("before")).ShouldBeTrue();
        (await There("after")).ShouldBeFalse();
        paused.Leases.Held("fenced").ShouldBeNull();
    }

    [Fact]
    public async Task What_was_on_its_way_when_another_took_it_is_taken_back()
    {
        OtherNode.Needed();
        using var paused = await OtherNode.Of(app);
        using var other = await OtherNode.Of(app);
        await using var tenure = (await paused.Leases.Take("interrupted", Ct)).ShouldNotBeNull();
        using var fence = Fence.Under(tenure);

        // Between asking for the term and the commit lies a pause in which the lease runs out.
        (await Record.ExceptionAsync(() => Write("half way", async () =>
        {
            await OtherNode.FallsSilent(app);
            await other.Take("interrupted");
        }))).ShouldNotBeNull();

        (await There("half way")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_write_that_is_bound_to_it_does_not_keep_it_from_being_renewed()
    {
        OtherNode.Needed();
        using var one = await OtherNode.Of(app);
        await using var tenure = (await one.Leases.Take("renewed", Ct)).ShouldNotBeNull();
        using var fence = Fence.Under(tenure);

        await Write("long", async () => (await one.Book.Renew("renewed", tenure.Term, Length, Ct)).ShouldBeTrue());

        (await There("long")).ShouldBeTrue();
    }

    [Fact]
    public async Task It_renews_itself_while_its_holder_lives_and_says_so_when_it_was_taken()
    {
        OtherNode.Needed();
        using var node = await OtherNode.Of(app);
        using var other = await OtherNode.Of(app);
        using var leases = new Leases(node.Book, new(TimeSpan.FromSeconds(0.3)), TimeProvider.System, NullLogger<Leases>.Instance);
        await using var tenure = (await leases.Take("kept", Ct)).ShouldNotBeNull();
        var lost = new TaskCompletionSource();
        await using var told = tenure.Lost.Register(lost.SetResult);

        var first = await Expires("kept");
        while (await Expires("kept") <= first + TimeSpan.FromSeconds(0.6)) await Task.Delay(20, Ct);
        lost.Task.IsCompleted.ShouldBeFalse();
        // It may be renewed in between: until it is taken, then.
        do await OtherNode.FallsSilent(app);
        while (await other.Book.Take("kept", Length, Ct) is null);

        await lost.Task.WaitAsync(Ct);
        leases.Held("kept").ShouldBeNull();
    }

    [Fact]
    public async Task Parts_of_one_process_share_it_and_the_last_one_gives_it_back()
    {
        OtherNode.Needed();
        using var one = await OtherNode.Of(app);
        using var two = await OtherNode.Of(app);
        var (keeper, job) = ((await one.Leases.Take("shared", Ct)).ShouldNotBeNull(), (await one.Leases.Take("shared", Ct)).ShouldNotBeNull());

        await job.DisposeAsync();
        (await two.Leases.Take("shared", Ct)).ShouldBeNull();
        await keeper.DisposeAsync();

        await using var taken = (await two.Leases.Take("shared", Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Each_data_folder_has_a_number_of_its_own_and_keeps_it()
    {
        OtherNode.Needed();
        using var one = await OtherNode.Of(app);
        using var two = await OtherNode.Of(app);

        two.Number.ShouldNotBe(one.Number);
        (await one.Book.Register(Ct)).ShouldBe(one.Number);
        Ids.NodeOf(Ids.Next()).ShouldBe(Ids.Node);
    }

    [Fact]
    public async Task On_SQLite_every_lease_is_this_process_s_own()
    {
        Assert.SkipUnless(GuanxiApp.Postgres is null, "SQLite's folder has one process");
        var leases = app.Services.GetRequiredService<Leases>();
        await using var tenure = (await leases.Take("alone", Ct)).ShouldNotBeNull();
        using var fence = Fence.Under(tenure);

        await Write("alone");

        (await There("alone")).ShouldBeTrue();
        (await app.Use(db => db.Set<LeaseEntry>().CountAsync(Ct))).ShouldBe(0, "no ceremony");
        (await leases.See("alone", Ct)).ShouldNotBeNull().Ours.ShouldBeTrue();
    }

    /// <summary>A turn as any batch of the house takes it.</summary>
    private Task Write(string key, Func<Task>? meanwhile = null) => app.Use(db => db.Turn(app.Services.GetRequiredService<WriteGate>(), Actor.System, "Write", async () =>
    {
        db.Add(Setting.Of(key, "{}"));
        if (meanwhile is not null) await meanwhile();
    }, Ct));

    private Task<bool> There(string key) => app.Use(db => db.Set<Setting>().AnyAsync(s => s.Key == key, Ct));

    private Task<DateTimeOffset> Expires(string name) => app.Use(db => db.Set<LeaseEntry>().Where(l => l.Name == name).Select(l => l.ExpiresAt).SingleAsync(Ct));
}
