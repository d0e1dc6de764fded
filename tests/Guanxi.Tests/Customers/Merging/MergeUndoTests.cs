using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Customers.Merging;
using Guanxi.Data;
using Guanxi.Sales;
using Guanxi.Tests.Warehouse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Customers.Merging;

[Trait("Row", "CUS-8")]
public sealed class MergeUndoTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private readonly Books books = new(app);

    [Fact]
    public async Task A_merge_and_its_undo_restore_every_row_of_every_table()
    {
        var referrer = await app.Registered("Referrer");
        var survivor = await app.Registered("陈静", r => (r.Phone, r.Email, r.Tags, r.Address) = ("13800138001", "chen@example.com", "VIP, tea", "Road 1"));
        var other = await app.Registered("陈静静", r => (r.Phone, r.City, r.Tags, r.IdNumber, r.Birthday) = ("13800138002", "杭州", "tea, new", "11010519491231002X", new(1949, 12, 31)));
        _ = (await app.Run(new NameReferrer { CustomerId = other, Referrer = await Code(referrer) })).Value;
        await app.Registered("Brought", r => r.Referrer = "13800138002");
        foreach (var customer in (Id<Customer>[])[survivor, other]) await app.Fill(customer, $"{customer}");
        await app.Face(survivor, value: 10);
        await app.Face(other, value: 20);
        var before = await app.Dump();
        CustomerLinksOf().Tables.Where(t => before[t.Name].Count < 4).Select(t => t.Name).ShouldBeEmpty("each table has two rows of each");

        var merged = (await app.Merge(survivor, other, null, "Name", "Phone", "City", "Birthday", "IdNumberSealed", "ReferredById")).Value;

        var between = await app.Dump();
        between["customers_customer"].ShouldNotBe(before["customers_customer"]);
        foreach (var table in CustomerLinksOf().Tables) (await OfCustomer(table.Name, table.Customer, other)).ShouldBe(0, table.Name);
        foreach (var pointer in CustomerLinksOf().Pointers) (await OfCustomer(pointer.Table, pointer.Column, other)).ShouldBe(0, pointer.Place);
        (await OfCustomer("sales_order_line", "customer_id", survivor)).ShouldBe(4);
        (await Tags(survivor)).Count(t => t is "VIP" or "tea" or "new" or "same").ShouldBe(4);

        (await app.Part(merged)).Value.Kept.ShouldBeEmpty();

        var after = await app.Dump();
        foreach (var (table, rows) in before) after[table].ShouldBe(rows, table);
        (await app.Names(new CustomerList { Q = "13800138002" })).ShouldBe(["陈静静"]);
        (await app.Names(new CustomerList { Q = "chenjing" })).ShouldBe(["陈静", "陈静静"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_came_to_the_survivor_since_stays_and_what_moved_goes_back_as_it_is_now()
    {
        await books.Of("CNY");
        var (survivor, other) = (await Known("Lin"), await Known("Lin Yan"));
        var moved = await books.Sale(other, Day, 10);
        var task = (await app.Run(new AddFollowUp { CustomerId = other.Id, Title = "Call", DueOn = Day })).Value;
        var merged = (await app.Merge(survivor.Id, other.Id)).Value;

        await books.Sale(survivor, Day.AddDays(1), 20);
        await books.Return(await Order(survivor, moved), Day.AddDays(2));
        await app.Use(db => db.Set<FollowUp>().Where(t => t.Id == task).ExecuteUpdateAsync(t => t.SetProperty(x => x.Title, "Visit")));
        (await app.Part(merged)).Ok.ShouldBeTrue();

        // What was brought back since belongs to the sale, wherever that goes.
        (await Totals(survivor)).ShouldBe([2000]);
        (await Totals(other)).ShouldBe([1000, -1000], ignoreOrder: true);
        (await app.Use(db => db.Set<OrderLine>().Where(l => l.CustomerId == other.Id && l.ReturnOf == moved.Id).CountAsync())).ShouldBe(1);
        (await app.Use(db => db.Set<FollowUp>().Where(t => t.CustomerId == other.Id).Select(t => t.Title).SingleAsync())).ShouldBe("Visit");
    }

    [Fact]
    public async Task A_fact_changed_since_the_merge_is_kept_and_said()
    {
        var (survivor, other) = (await app.Registered("Wu", r => (r.City, r.WeChat) = ("Suzhou", "wu1")), await app.Registered("Wu", r => (r.City, r.WeChat) = ("Wuxi", "wu2")));
        var merged = (await app.Merge(survivor, other, null, "City", "WeChat")).Value;
        var now = (await app.Run(new CustomerDetails { CustomerId = survivor })).Value;
        (now["City"], now["WeChat"]).ShouldBe(("Wuxi", "wu2"));
        _ = (await app.Run(new ChangeCustomer { CustomerId = survivor, Version = now.Version, Name = "Wu", City = "Nanjing", WeChat = "wu2" })).Value;

        var undone = (await app.Part(merged)).Value;

        undone.Kept.ShouldBe(["City"]);
        var back = (await app.Run(new CustomerDetails { CustomerId = survivor })).Value;
        (back["City"], back["WeChat"]).ShouldBe(("Nanjing", "wu1"));
        (await app.Run(new CustomerDetails { CustomerId = undone.FormerId })).Value["City"].ShouldBe("Wuxi");
    }

    [Fact]
    public async Task Merged_on_into_a_third_the_later_merge_is_undone_first()
    {
        var (a, b, c) = (await app.Registered("A one"), await app.Registered("B two"), await app.Registered("C three"));
        foreach (var customer in (Id<Customer>[])[a, b, c]) await app.Fill(customer, $"{customer}");
        var before = await app.Dump();
        var first = (await app.Merge(b, a)).Value;
        var second = (await app.Merge(c, b)).Value;

        var refused = await app.Run(new UndoMerge { CustomerId = c, MergeId = first.MergeId });
        (refused.Refusal, refused.Args[0], refused.Args[1]).ShouldBe(("customers.merge.merged_on", "A one", "B two"));
        (await app.Part(first)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new CustomerMerges { CustomerId = c })).Value.Where(m => m.Name is "A one" or "B two").Select(m => (m.Name, m.CanUndo)).ShouldBe([("B two", true), ("A one", false)]);
        (await app.Part(second)).Ok.ShouldBeTrue();
        (await app.Part(first)).Ok.ShouldBeTrue();

        var after = await app.Dump();
        foreach (var (table, rows) in before) after[table].ShouldBe(rows, table);
    }

    [Fact]
    public async Task A_phone_added_after_the_merge_leaves_the_old_number_to_the_survivor_and_undo_gives_it_back()
    {
        var (survivor, other) = (await app.Registered("Key"), await app.Registered("Key too"));
        var code = await Code(other);
        var merged = (await app.Merge(survivor, other)).Value;
        var now = (await app.Run(new CustomerDetails { CustomerId = survivor })).Value;
        _ = (await app.Run(new ChangeCustomer { CustomerId = survivor, Version = now.Version, Name = "Key", Phone = "13600136001" })).Value;

        (await app.Run(new CustomerDetails { Code = code })).Value.Id.ShouldBe(survivor);
        (await app.Run(new RegisterCustomer { Name = "New", Code = code })).Refusal.ShouldBe("customers.customer.code_taken");
        (await app.Part(merged)).Ok.ShouldBeTrue();
        (await app.Run(new CustomerDetails { Code = code })).Value.Id.ShouldBe(other);
    }

    [Fact]
    public async Task A_key_of_the_merged_away_customer_that_was_lost_is_made_again_when_the_merge_is_undone()
    {
        var (survivor, other) = (await app.Registered("Lost"), await app.Registered("Lost too", r => r.Phone = "13600136002"));
        var merged = (await app.Merge(survivor, other)).Value;
        await app.Use(db => db.Set<ContactKey>().Where(k => k.CustomerId == survivor && k.Kind == ContactKey.Phone).ExecuteDeleteAsync());

        (await app.Part(merged)).Ok.ShouldBeTrue();

        (await app.Names(new CustomerList { Q = "13600136002" })).ShouldBe(["Lost too"]);
    }

    [Fact]
    public async Task Of_two_merges_into_one_customer_the_later_is_undone_first()
    {
        var (a, b, c) = (await app.Registered("Stack"), await app.Registered("Stack one"), await app.Registered("Stack two"));
        foreach (var customer in (Id<Customer>[])[a, b, c]) await app.Fill(customer, $"{customer}");
        var before = await app.Dump();
        var first = (await app.Merge(a, b)).Value;
        var second = (await app.Merge(a, c)).Value;

        (await app.Run(new CustomerMerges { CustomerId = a })).Value.Where(m => m.Name.StartsWith("Stack", StringComparison.Ordinal)).Select(m => (m.Name, m.CanUndo)).ShouldBe([("Stack two", true), ("Stack one", false)]);
        var refused = await app.Part(first);
        (refused.Refusal, refused.Args[0], refused.Args[1]).ShouldBe(("customers.merge.later_first", "Stack one", "Stack two"));
        (await app.Part(second)).Ok.ShouldBeTrue();
        (await app.Part(first)).Ok.ShouldBeTrue();

        var after = await app.Dump();
        foreach (var (table, rows) in before) after[table].ShouldBe(rows, table);
    }

    [Fact]
    public async Task After_thirty_days_it_is_final()
    {
        var (survivor, other) = (await app.Registered("Old"), await app.Registered("Older"));
        var merged = (await app.Merge(survivor, other)).Value;
        await app.Use(db => db.Set<CustomerMerge>().Where(m => m.CustomerId == survivor).ExecuteUpdateAsync(m => m.SetProperty(x => x.MergedAt, TimeProvider.System.GetUtcNow().AddDays(-31))));

        (await app.Run(new CustomerMerges { CustomerId = survivor })).Value.Single().CanUndo.ShouldBeFalse();
        (await app.Part(merged)).Refusal.ShouldBe("customers.merge.too_late");
    }

    [Fact]
    public async Task It_is_undone_once()
    {
        var (survivor, other) = (await app.Registered("Once"), await app.Registered("Twice"));
        var merged = (await app.Merge(survivor, other)).Value;
        (await app.Part(merged)).Ok.ShouldBeTrue();

        (await app.Part(merged)).Refusal.ShouldBe("customers.merge.not_found");
        // And the two can be merged the other way round.
        (await app.Merge(other, survivor)).Ok.ShouldBeTrue();
    }

    private Task<Customer> Known(string name) => app.Known(CustomersGiven.Customer(name));

    private CustomerLinks CustomerLinksOf()
    {
        using var scope = app.Services.CreateScope();
        return CustomerLinks.Of(scope.ServiceProvider.GetRequiredService<GuanxiDb>());
    }

    private async Task<string> Code(Id<Customer> customer) => (await app.Run(new CustomerDetails { CustomerId = customer })).Value.Code;

    private Task<long> OfCustomer(string table, string column, Id<Customer> customer) => app.Use(async db => long.Parse((await FullHouse.Rows(db, $"SELECT COUNT(*) FROM {table} WHERE {column} = {customer}"))[0], System.Globalization.CultureInfo.InvariantCulture));

    private Task<List<string>> Tags(Id<Customer> customer) => app.Use(db => db.Set<CustomerTag>().Where(t => t.CustomerId == customer).Select(t => t.Tag).ToListAsync());

    private Task<Order> Order(Customer of, Order order) => app.Use(db => db.Set<Order>().AsNoTracking().FirstAsync(o => o.CustomerId == of.Id && o.Id == order.Id));

    private Task<List<long>> Totals(Customer customer) => app.Use(db => db.Set<Order>().Where(o => o.CustomerId == customer.Id).Select(o => o.Total.Minor).ToListAsync());
}
