using System.Globalization;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Sales;
using Guanxi.Tests.Customers.Merging;
using Guanxi.Warehouse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Warehouse;

[Trait("Row", "INS-1")]
public sealed class WarehouseTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private readonly Books books = new(app);

    private DataWarehouse Warehouse => app.Services.GetRequiredService<DataWarehouse>();

    [Fact]
    public async Task Increments_after_any_history_leave_the_same_tables_as_a_rebuild()
    {
        await books.Of("CNY");
        await books.Rate("GBP", Day.AddDays(-400), 9.1m);
        var random = new Random(20260302);
        List<Customer> customers = [];
        List<Order> orders = [];
        while (customers.Count < 80)
        {
            customers.Add(await books.Customer());
            await books.Know(customers[^1]);
        }
        List<(Customer Survivor, Customer Other, MergeDone Merge)> merges = [];
        var (increments, merged, parted, gone) = (0, 0, 0, 0);
        for (var round = 0; round < 16; round++)
        {
            for (var act = 0; act < 14; act++)
                switch (random.Next(14))
                {
                    case 10 or 11: await Merge(Any(customers), Any(customers)); break;
                    case 12 when merges.Count > 0: await Part(Any(merges)); break;
                    case 13 when random.Next(2) == 0: await Remove(Any(customers)); break;
                    case 6: await books.Know(Any(customers), random.Next(2) == 0 ? null : $"City {random.Next(9)}"); break;
                    case 0 or 1: customers.Add(await books.Customer()); break;
                    case 2 when orders.Count > 0: await books.Delete(Take(orders)); break;
                    case 3 when orders.Count > 0 && orders[^1].Kind == OrderKind.Sale: await books.Return(orders[^1], Day.AddDays(random.Next(30))); break;
                    case 4 when customers.Count > 0: await books.Adjust(Any(customers), Day.AddDays(random.Next(30)), 1 + random.Next(50)); break;
                    case 5 when random.Next(6) == 0: await books.Rate("GBP", Day.AddDays(-random.Next(1, 300)), 8.5m + random.Next(100) / 100m); break;
                    default:
                        if (customers.Count > 0) orders.Add(await books.Sale(Any(customers), Day.AddDays(-random.Next(400)), random.Next(1, 90_000) / 100m, random.Next(3) == 0 ? "GBP" : "CNY"));
                        break;
                }
            for (var n = 1; n < 5; n++) await books.Refer(customers[(round * 4 + n) % customers.Count], customers[round % 3]);
            increments += (await Warehouse.Refresh(null, default)).FromScratch ? 0 : 1;
        }

        var kept = await Tables(Warehouse);
        await Warehouse.Rebuild(null, default);
        var rebuilt = await Tables(Warehouse);

        increments.ShouldBeGreaterThan(4);
        // Merged, parted, and parted before the warehouse ever heard of the merge.
        (merged, parted, gone).ShouldSatisfyAllConditions(c => c.merged.ShouldBeGreaterThan(8), c => c.parted.ShouldBeGreaterThan(4), c => c.gone.ShouldBeGreaterThan(0));
        kept["fact_day"].Count.ShouldBeGreaterThan(40);
        kept["fact_referral"].Count.ShouldBeGreaterThan(4);
        kept["raw_fact_change"].Count.ShouldBeGreaterThan(80);
        foreach (var (table, rows) in rebuilt) kept[table].ShouldBe(rows, table);

        async Task Merge(Customer survivor, Customer other)
        {
            if (survivor == other || (await app.Merge(survivor.Id, other.Id)) is not { Ok: true, Value: var merge }) return;
            customers.Remove(other);
            orders = await Orders();
            merges.Add((survivor, other, merge));
            merged++;
        }

        async Task Part((Customer Survivor, Customer Other, MergeDone Merge) one)
        {
            // Refused where the survivor has been merged on: that one first.
            if (!(await app.Part(one.Merge)).Ok) return;
            customers.Add(one.Other);
            orders = await Orders();
            merges.Remove(one);
            parted++;
        }

        // One who has nothing, as an import that is taken back removes them.
        async Task Remove(Customer customer)
        {
            if (orders.Any(o => o.CustomerId == customer.Id) || merges.Any(m => m.Survivor == customer) || await books.IsNeeded(customer)) return;
            await books.Remove(customer);
            customers.Remove(customer);
            gone++;
        }

        Task<List<Order>> Orders() => app.Use(db => db.Set<Order>().AsNoTracking().Where(o => o.Kind != OrderKind.Adjustment).OrderBy(o => o.Id).ToListAsync());

        T Any<T>(List<T> of) => of[random.Next(of.Count)];
        Order Take(List<Order> of)
        {
            var one = Any(of.Where(o => o.Kind == OrderKind.Sale).ToList());
            of.Remove(one);
            return one;
        }
    }

    [Fact]
    public async Task Only_what_changed_is_read_again()
    {
        await books.Of("CNY");
        var customer = await books.Customer();
        await books.Sale(customer, Day, 10);
        await Warehouse.Refresh(null, default);

        var idle = await Warehouse.Refresh(null, default);
        await books.Sale(customer, Day.AddDays(1), 20);
        var busy = await Warehouse.Refresh(null, default);

        idle.Rows.Values.Sum().ShouldBe(0);
        idle.FromScratch.ShouldBeFalse();

        busy.Rows["order_line"].ShouldBe(1);
        busy.Rows["customer"].ShouldBe(0);
    }

    [Fact]
    public async Task A_change_of_very_many_rows_is_read_anew_and_leaves_what_a_rebuild_does()
    {
        const int Many = 120_000;
        await books.Of("CNY");
        await books.Sale(await books.Customer(), Day, 10);
        await Warehouse.Refresh(null, default);
        var database = app.Services.GetRequiredService<IDatabase>();
        await app.Use(async db =>
        {
            string[] columns = ["Id", "Number", "Kind", "SoldAt", "SoldOn", "QuantityMilli", "UnitPriceMicro", "AmountMinor", "Currency", "ChangeStamp"];
            var (at, stamp) = (new DateTimeOffset(Day, new(4, 0), TimeSpan.Zero), Micros.Of(TimeProvider.System.GetUtcNow()));
            await using var transaction = await db.Database.BeginTransactionAsync();
            await database.Write(db, BulkTarget.For<AnonymousLine>(db, columns), Enumerable.Range(0, Many).Select(i => new object?[] { Ids.Next(), "M", "Sale", at, Day.AddDays(i % 90), 1000L, 0L, (long)i, "CNY", stamp }), default);
            await transaction.CommitAsync();
        });

        var build = await Warehouse.Refresh(null, default);
        var kept = await Tables(Warehouse);
        await Warehouse.Rebuild(null, default);

        build.Rows["anonymous_line"].ShouldBeGreaterThanOrEqualTo(Many);
        foreach (var (table, rows) in await Tables(Warehouse)) kept[table].ShouldBe(rows, table);
        // Without tombstones: the warehouse can't hear of it.
        await app.Use(db => db.Set<AnonymousLine>().ExecuteDeleteAsync());
        await Warehouse.Rebuild(null, default);
    }

    [Fact]
    public async Task A_broken_file_is_thrown_away_and_made_anew()
    {
        await books.Of("CNY");
        var customer = await books.Customer();
        await books.Sale(customer, Day, 10);
        await File.WriteAllTextAsync(app.Services.GetRequiredService<DataPaths>().Warehouse, "not a database");

        var build = await Warehouse.Refresh(null, default);

        build.FromScratch.ShouldBeTrue();
        (await Net(customer)).ShouldBe(1000);
    }

    [Fact]
    public async Task Money_is_converted_line_by_line_at_the_rate_of_its_day()
    {
        await books.Of("CNY");
        var customer = await books.Customer();
        await books.Rate("USD", Day, 7.123456789m);
        await books.Rate("USD", Day.AddDays(10), 7m);
        await books.Rate("JPY", Day, 0.04821m);
        await books.Sale(customer, Day.AddDays(-5), 1.01m, "USD");
        await books.Sale(customer, Day.AddDays(9), 1.01m, "USD");
        await books.Sale(customer, Day.AddDays(10), 1.01m, "USD");
        await books.Sale(customer, Day.AddDays(11), 333m, "JPY");
        await books.Sale(customer, Day.AddDays(12), 0.05m);

        await Warehouse.Refresh(null, default);

        // Before the first rate the first one counts. 101 × 7.123456789 = 719.47 → 719; 101 × 7 = 707; 333 × 0.04821 × 100 = 1605.39 → 1605.
        (await Net(customer)).ShouldBe(719 + 719 + 707 + 1605 + 5);
    }

    [Fact]
    public async Task A_changed_rate_changes_the_figures_at_the_next_run()
    {
        await books.Of("CNY");
        var customer = await books.Customer();
        var rate = await books.Rate("EUR", Day, 7m);
        await books.Sale(customer, Day, 10m, "EUR");
        await Warehouse.Refresh(null, default);
        var before = await Net(customer);

        await app.Use(async db =>
        {
            (await db.FindAsync<ExchangeRate>(rate.Id))!.Change(8m);
            await db.Save(Actor.System, "Given", 0, default);
        });
        await Warehouse.Refresh(null, default);

        before.ShouldBe(7000);
        (await Net(customer)).ShouldBe(8000);
    }

    [Fact]
    public async Task A_currency_without_any_rate_is_refused_by_name_and_nothing_changes()
    {
        await books.Of("CNY");
        var customer = await books.Customer();
        await books.Sale(customer, Day, 10m);
        await Warehouse.Refresh(null, default);
        var order = await books.Sale(customer, Day, 10m, "CHF");

        var refused = await Should.ThrowAsync<RefusedException>(() => Warehouse.Refresh(null, default));

        refused.Code.ShouldBe("warehouse.rate_missing");
        refused.Args.ShouldBe(["CHF"]);
        (await Net(customer)).ShouldBe(1000);
        await books.Delete(order);
    }

    [Fact]
    public async Task Margin_is_the_amount_less_the_products_cost_or_the_firms_share_where_the_cost_is_unknown()
    {
        await books.Of("CNY", margin: 0.4m);
        var customer = await books.Customer();
        var costed = await app.Given(Product.Create("T1", "Tieguanyin", "Tea", new Money(600, "CNY")));
        await books.Sale(customer, Day, 10m, product: costed, quantity: 2.5m);
        await books.Sale(customer, Day, 10.01m);

        await Warehouse.Refresh(null, default);

        // 25.00 - 2.5 × 6.00 = 10.00; 10.01 × 0.4 = 4.004 → 4.00
        (await Sum("margin_minor", customer)).ShouldBe(1000 + 400);
        await books.Of("CNY");
    }

    [Fact]
    public async Task A_return_counts_on_its_own_day_and_is_no_purchase()
    {
        await books.Of("CNY");
        var customer = await books.Customer();
        var sale = await books.Sale(customer, Day, 10m, quantity: 3);
        await books.Return(sale, Day.AddDays(3), 1);

        await Warehouse.Refresh(null, default);

        var days = await Warehouse.Read("SELECT day_on, purchases, net_minor, returned_minor FROM fact_day WHERE customer_id = $1 ORDER BY day_on", [customer.Id.Value],
            r => (r.GetFieldValue<DateOnly>(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)), default);
        days.ShouldBe([(Day, 1L, 3000L, 0L), (Day.AddDays(3), 0L, -1000L, -1000L)]);
    }

    private Task<long> Net(Customer customer) => Sum("net_minor", customer);

    private async Task<long> Sum(string column, Customer customer) =>
        (await Warehouse.Read($"SELECT CAST(SUM({column}) AS BIGINT) FROM fact_day WHERE customer_id = $1", [customer.Id.Value], r => r.GetInt64(0), default))[0];

    internal static async Task<Dictionary<string, List<string>>> Tables(DataWarehouse warehouse)
    {
        var tables = new Dictionary<string, List<string>>();
        foreach (var table in warehouse.Models.Select(m => m.Name).Concat(warehouse.Feeds.Select(f => f.Table)))
            tables[table] = [.. (await warehouse.Read($"SELECT * FROM {table}", [], row => string.Join(" | ",
                Enumerable.Range(0, row.FieldCount).Select(i => Convert.ToString(row.GetValue(i), CultureInfo.InvariantCulture))), default)).Order(StringComparer.Ordinal)];
        return tables;
    }
}
