using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Sales;
using Guanxi.Tests.Contracts;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;
using Guanxi.Tests.Warehouse;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Customers.Merging;

[Trait("Row", "CUS-8")]
public sealed class MergeTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private readonly Books books = new(app);

    [Fact]
    public async Task The_preview_advises_what_is_known_then_what_was_changed_last_and_counts_by_kind()
    {
        var survivor = await app.Registered("Zhao", r => (r.City, r.Phone) = ("Suzhou", "13900139001"));
        var other = await app.Registered("Zhao Min", r => (r.City, r.Email, r.Tags) = ("Wuxi", "zhao@example.com", "a, b"));
        var now = (await app.Run(new CustomerDetails { CustomerId = survivor })).Value;
        _ = (await app.Run(new ChangeCustomer { CustomerId = survivor, Version = now.Version, Name = "Zhao", City = "Nanjing", Phone = "13900139001" })).Value;
        await books.Sale(await Entity(other), new(2026, 3, 2), 10);

        var view = (await app.Run(new MergePreview { CustomerId = survivor, OtherId = other })).Value;

        view.Facts.Where(f => f.Differs).ToDictionary(f => f.Field, f => f.TakeTheirs).ShouldBe(new Dictionary<string, bool> { ["Name"] = true, ["Phone"] = false, ["Email"] = true, ["City"] = false }, ignoreOrder: true);
        view.Moves.ToDictionary(m => m.Kind, m => m.Count).ShouldBe(new Dictionary<string, long> { ["customers.merge.contact_key_customer_id"] = 2, ["customers.merge.tag"] = 2, ["sales.merge.order"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Of_two_in_force_the_survivors_stays_and_the_others_is_put_aside()
    {
        var (survivor, other) = (await app.Registered("Two"), await app.Registered("Two"));
        foreach (var customer in (Id<Customer>[])[survivor, other]) await app.Fill(customer, $"{customer}");

        var view = (await app.Run(new MergePreview { CustomerId = survivor, OtherId = other })).Value;
        (await app.Merge(survivor, other)).Ok.ShouldBeTrue();

        // Both have a warning, a relationship level and a tag that are the same.
        foreach (var kind in (string[])["retention.merge.alert", "value.merge.relationship_level", "customers.merge.tag"]) view.Moves.Single(m => m.Kind == kind).Aside.ShouldBe(1, kind);
        view.Moves.Single(m => m.Kind == "sales.merge.order").Aside.ShouldBe(0);
        (await app.Use(async db => (await FullHouse.Rows(db, $"SELECT id FROM retention_alert WHERE customer_id = {survivor} AND gone_on IS NULL")).Count)).ShouldBe(1);
    }

    [Fact]
    public async Task Who_changed_either_meanwhile_is_not_overrun()
    {
        var (survivor, other) = (await app.Registered("Qian"), await app.Registered("Qian"));
        var view = (await app.Run(new MergePreview { CustomerId = survivor, OtherId = other })).Value;
        _ = (await app.Run(new ConfirmFacts { CustomerId = other })).Ok;
        _ = (await app.Run(new ChangeCustomer { CustomerId = other, Version = view.Goes.Version + 1, Name = "Qian Li" })).Value;

        var refused = await app.Run(new MergeCustomers { CustomerId = survivor, OtherId = other, Version = view.Stays.Version, OtherVersion = view.Goes.Version });

        refused.Refusal.ShouldBe("kernel.record.changed_meanwhile");
        (await app.Run(new CustomerDetails { CustomerId = other })).Ok.ShouldBeTrue();
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task Both_must_be_within_reach_and_it_takes_the_right()
    {
        var seller = GuanxiApp.Someone(Scope.Own, CustomersRights.Read, CustomersRights.Merge);
        var (own, foreign) = (await app.Known(CustomersGiven.Customer("Own", owner: seller.Id)), await app.Known(CustomersGiven.Customer("Foreign")));

        (await app.Run(new MergePreview { CustomerId = own.Id, OtherId = foreign.Id }, seller)).Refusal.ShouldBe("customers.merge.other_not_found");
        (await app.Run(new MergeCustomers { CustomerId = own.Id, OtherId = foreign.Id }, seller)).Refusal.ShouldBe("customers.merge.other_not_found");
        (await app.Run(new MergeCustomers { CustomerId = foreign.Id, OtherId = own.Id }, seller)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new MergeCustomers { CustomerId = own.Id, OtherId = own.Id }, seller)).Refusal.ShouldBe("customers.merge.self");
        (await app.Run(new MergeCustomers { CustomerId = own.Id, OtherId = foreign.Id }, GuanxiApp.Someone(Scope.All, CustomersRights.Edit))).Refusal.ShouldBe("kernel.right.missing");
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task Who_may_not_assign_gives_no_owner_by_a_merge_either()
    {
        var (assigned, theirs) = (GuanxiApp.Someone(), GuanxiApp.Someone());
        var (survivor, other) = (await app.Known(CustomersGiven.Customer("Held", owner: assigned.Id)), await app.Known(CustomersGiven.Customer("Held", owner: theirs.Id)));
        var merger = GuanxiApp.Someone(Scope.All, CustomersRights.Read, CustomersRights.Merge);

        (await app.Run(new MergePreview { CustomerId = survivor.Id, OtherId = other.Id }, merger)).Value.Facts.ShouldNotContain(f => f.Field == "OwnerId");
        (await app.Run(new MergePreview { CustomerId = survivor.Id, OtherId = other.Id })).Value.Facts.ShouldContain(f => f.Field == "OwnerId");
        (await app.Merge(survivor.Id, other.Id, merger, "OwnerId")).Refusal.ShouldBe("kernel.right.missing");
        (await app.Merge(survivor.Id, other.Id, merger)).Ok.ShouldBeTrue();
        (await Entity(survivor.Id)).OwnerId.ShouldBe(assigned.Id);
    }

    [Fact]
    public async Task The_same_id_number_of_both_is_nothing_to_choose()
    {
        var (survivor, other) = (await app.Registered("Card", r => r.IdNumber = "11010519491231002X"), await app.Registered("Card", r => r.IdNumber = "11010519491231002X"));
        var third = await app.Registered("Card", r => r.IdNumber = "440524188001010014");

        (await Differs(other)).ShouldBeFalse();
        (await Differs(third)).ShouldBeTrue();

        async Task<bool> Differs(Id<Customer> with) => (await app.Run(new MergePreview { CustomerId = survivor, OtherId = with })).Value.Facts.Single(f => f.Field == "IdNumberSealed").Differs;
    }

    [Fact]
    public async Task Referrals_follow_and_never_close_a_circle()
    {
        var survivor = await app.Registered("Root");
        var between = await app.Registered("Between", r => r.Referrer = "root@example.com", await Reachable());
        var other = await app.Registered("Root again");
        await Name(between, other);
        await Name(survivor, between);

        (await app.Merge(survivor, other)).Ok.ShouldBeTrue();

        (await app.Run(new CustomerReferrals { CustomerId = survivor })).Value.Brought.Select(b => b.Id).ShouldBe([between]);
        (await app.Run(new CustomerDetails { CustomerId = survivor })).Value.ReferredBy.ShouldBeNull();

        async Task<Actor> Reachable()
        {
            await app.Registered("Someone", r => r.Email = "root@example.com");
            return Actor.System;
        }
    }

    [Fact]
    public async Task Old_links_the_old_number_and_the_old_phone_lead_to_the_survivor()
    {
        var survivor = await app.Registered("Sun", r => r.Phone = "13700137001");
        var other = await app.Registered("Sun Bo", r => r.Phone = "13700137002");
        var code = (await app.Run(new CustomerDetails { CustomerId = other })).Value.Code;
        var order = await books.Sale(await Entity(other), new(2026, 3, 2), 10);
        (await app.Merge(survivor, other)).Ok.ShouldBeTrue();
        using var visitor = await Visitor.SignedIn(app);

        foreach (var path in (string[])["/customers/{0}", "/customers/{0}/history", "/customers/{0}/orders/new", $"/customers/{{0}}/orders/{order.Id}", "/api/customers/{0}", $"/api/customers/{{0}}/orders/{order.Id}"])
        {
            using var answer = await visitor.Http.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, other), TestContext.Current.CancellationToken);
            ((int)answer.StatusCode).ShouldBeOneOf([302, 307], path);
            new Uri(new("http://localhost"), answer.Headers.Location!).PathAndQuery.ShouldBe(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, survivor));
            await visitor.Read(answer.Headers.Location!.ToString());
        }
        (await app.Run(new CustomerDetails { Code = code })).Value.Id.ShouldBe(survivor);
        (await app.Names(new CustomerList { Q = code })).ShouldBe(["Sun"]);
        (await app.Names(new CustomerList { Q = "Sun Bo" })).ShouldBeEmpty();
        // A fact put right later leaves the old number what it is: the survivor's.
        var now = (await app.Run(new CustomerDetails { CustomerId = survivor })).Value;
        _ = (await app.Run(new ChangeCustomer { CustomerId = survivor, Version = now.Version, Name = "Sun", Phone = "13700137003" })).Value;
        (await app.Names(new CustomerList { Q = "13700137002" })).ShouldBe(["Sun"]);
        (await app.Names(new CustomerList { Q = "13700137001" })).ShouldBeEmpty();
        (await app.Run(new RegisterCustomer { Name = "New", Code = code })).Refusal.ShouldBe("customers.customer.code_taken");
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task An_old_id_leads_on_only_those_who_reach_the_survivor()
    {
        var seller = GuanxiApp.Someone(Scope.Own, CustomersRights.Read);
        var (own, foreign) = (await app.Known(CustomersGiven.Customer("Reached", owner: seller.Id)), await app.Known(CustomersGiven.Customer("Unreached")));
        var (one, two) = (await app.Registered("Reached too"), await app.Registered("Unreached too"));
        (await app.Merge(own.Id, one)).Ok.ShouldBeTrue();
        (await app.Merge(foreign.Id, two)).Ok.ShouldBeTrue();

        await using var scope = app.Services.CreateAsyncScope();
        var former = scope.ServiceProvider.GetServices<IFormerIds>().Single();
        (await former.Now([one.Value, two.Value], seller, default)).ShouldBe(new Dictionary<long, long> { [one.Value] = own.Id.Value }, ignoreOrder: true);
        (await former.Now([one.Value, two.Value], Actor.System, default)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Timeline_and_history_of_the_survivor_tell_of_it()
    {
        var (survivor, other) = (await app.Registered("Li", r => r.City = "A"), await app.Registered("Li Na", r => r.City = "B"));
        var at = (await app.Run(new CustomerDetails { CustomerId = other })).Value;
        _ = (await app.Run(new ChangeCustomer { CustomerId = other, Version = at.Version, Name = "Li Na", City = "C" })).Value;
        (await app.Merge(survivor, other, null, "City")).Ok.ShouldBeTrue();

        var entry = (await app.Run(new CustomerTimeline { CustomerId = survivor, Kinds = "customers.merge" })).Value.Entries.Single();
        entry.Title.ShouldContain("Li Na");
        var history = (await app.Run(new FieldHistory { CustomerId = survivor, Field = "City" })).Value;
        history.Select(h => (h.From, h.To, h.CanUndo)).ShouldBe([("A", "C", true), ("B", "C", false)]);
        using var visitor = await Visitor.SignedIn(app);
        (await visitor.Read($"/customers/{survivor}")).ShouldContain("Li Na");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Broken_off_at_its_last_step_nothing_is_half_done(bool undo)
    {
        var power = new PowerCut();
        var firm = new GuanxiApp(builder => builder.Services.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(power)).ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(power)));
        await firm.InitializeAsync();
        try
        {
            var (survivor, other) = (await firm.Registered("Half"), await firm.Registered("Half too", r => r.City = "Wuxi"));
            foreach (var customer in (Id<Customer>[])[survivor, other]) await firm.Fill(customer, $"{customer}");
            var merged = undo ? (await firm.Merge(survivor, other, null, "City")).Value : null;
            var before = await firm.Dump();

            // Every row has moved; what EF Core saves at the end comes no more.
            power.IsOff = true;
            await Should.ThrowAsync<IOException>(() => undo ? firm.Part(merged!) : (Task)firm.Merge(survivor, other, null, "City"));
            power.IsOff = false;

            var after = await firm.Dump();
            foreach (var (table, rows) in before) after[table].ShouldBe(rows, table);
            if (undo) (await firm.Part(merged!)).Ok.ShouldBeTrue();
            else (await firm.Merge(survivor, other, null, "City")).Ok.ShouldBeTrue();
        }
        finally
        {
            await firm.DisposeAsync();
        }
    }

    private sealed class PowerCut : SaveChangesInterceptor
    {
        public bool IsOff { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            IsOff ? throw new IOException("The power is off.") : new(result);
    }

    [Fact]
    public async Task It_asks_the_database_no_more_often_for_a_thousand_orders_than_for_one()
    {
        using var count = new QueryCount();
        var counted = count.App();
        await counted.InitializeAsync();
        var (few, many) = (0L, 0L);
        try
        {
            few = await Asked(1);
            many = await Asked(1_000);
        }
        finally
        {
            await counted.DisposeAsync();
        }

        // SQLite traces each row of a bulk write, here the tombstones, and of each order that goes the look for lines left behind.
        many.ShouldBeInRange(few, few + 10 + (GuanxiApp.Postgres is null ? 2 * 999 : 0));

        async Task<long> Asked(int orders)
        {
            var pairs = new Queue<(Id<Customer>, Id<Customer>)>();
            for (var i = 0; i < 4; i++)
            {
                var (survivor, other) = (await counted.Registered($"S{orders} {i}"), await counted.Registered($"O{orders} {i}"));
                await counted.GivenAll<Order>([.. Enumerable.Range(0, orders).Select(n => SalesGiven.SaleAt(other, SalesGiven.Noon.AddDays(-n)))]);
                pairs.Enqueue((survivor, other));
            }
            return await count.Of(async () =>
            {
                var (survivor, other) = pairs.Dequeue();
                (await counted.Merge(survivor, other)).Ok.ShouldBeTrue();
            });
        }
    }

    private Task<Customer> Entity(Id<Customer> customer) => app.Use(db => db.Set<Customer>().AsNoTracking().FirstAsync(c => c.Id == customer));

    private Task Name(Id<Customer> customer, Id<Customer> referrer) => app.Use(async db =>
    {
        (await db.Set<Customer>().FirstAsync(c => c.Id == customer)).ReferBy(referrer);
        await db.Save(Actor.System, "Given", 0, default);
    });
}
