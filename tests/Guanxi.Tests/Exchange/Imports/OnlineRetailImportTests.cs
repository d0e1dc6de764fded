using Guanxi.Customers;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Jobs;
using Guanxi.Sales;
using Guanxi.Tests.Exchange.Reading;
using Guanxi.Value;
using Guanxi.Value.Standings;
using Guanxi.Warehouse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Exchange.Imports;

[Trait("Row", "PLT-2")]
public sealed class OnlineRetailImportTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    /// <summary>One test, because half a million lines are written once: what stands in the database, and what insight makes of it, equals a plain count of the file, and undo leaves nothing.</summary>
    [Fact]
    [Trait("Row", "VAL-1")]
    public async Task The_file_is_loaded_to_the_penny_and_taken_back_to_the_last_row()
    {
        var path = Shared.File("data/online-retail-uci.csv.gz");
        var count = OnlineRetailCount.Of(SourceFile.At(path));
        var before = await app.RowCounts();

        Id<Import> id;
        await using (var content = File.OpenRead(path)) id = await app.Upload(content, "online-retail-uci.csv.gz");
        (await app.Details(id)).Answers.Preset.ShouldBe(OrderPreset.OnlineRetail);
        (await app.Finish((await app.Run(new WriteImport { ImportId = id, WithoutWaiting = true })).Value)).State.ShouldBe(JobState.Done);

        await app.Use(async db =>
        {
            var codes = await db.Set<Customer>().ToDictionaryAsync(c => c.Id, c => c.Code);
            var orders = await db.Set<Order>().GroupBy(o => o.CustomerId).Select(o => new { o.Key, Minor = o.Sum(x => x.Total.Minor), Count = o.Count() }).ToListAsync();
            orders.ToDictionary(o => codes[o.Key], o => o.Minor).ShouldBe(count.ByCustomer, ignoreOrder: true);
            var lines = await db.Set<OrderLine>().GroupBy(l => l.CustomerId).Select(l => new { l.Key, Minor = l.Sum(x => x.AmountMinor) }).ToListAsync();
            lines.ToDictionary(l => codes[l.Key], l => l.Minor).ShouldBe(count.ByCustomer, ignoreOrder: true);
            (await db.Set<AnonymousLine>().SumAsync(l => l.AmountMinor)).ShouldBe(count.AnonymousMinor);
            (await db.Set<AnonymousLine>().CountAsync()).ShouldBe(count.AnonymousRows);
            (await db.Set<OrderLine>().CountAsync()).ShouldBe(count.Rows - count.AnonymousRows);
            // Nothing comes back before it was bought, nor by somebody else.
            (await db.Set<OrderLine>().Where(l => l.ReturnOf != null).Join(db.Set<Order>(), l => l.OrderId, o => o.Id, (l, o) => new { l, o })
                .Join(db.Set<Order>(), x => x.l.ReturnOf, o => o.Id, (x, sale) => new { x.l, x.o, sale })
                .CountAsync(x => x.sale.CustomerId != x.l.CustomerId || x.sale.OrderedAt > x.o.OrderedAt)).ShouldBe(0);
        });
        var receipt = (await app.Details(id)).Receipt!.Written;
        receipt.Summary.AddsUp.ShouldBeTrue();
        (receipt.Summary.Rows, receipt.CustomersNew, receipt.Summary.Totals.Single().NetMinor).ShouldBe((count.Rows, count.ByCustomer.Count, count.NetMinor));
        (receipt.ReturnsMatched + receipt.ReturnsUnmatched).ShouldBe(count.Cancelled);

        await TheLedgerIsTheFile(count);

        (await app.Undo(id)).State.ShouldBe(JobState.Done);
        // That the insight ran stays on record, with its totals and its model; of no customer anything does.
        before["value_run"]++;
        before["value_model_sheet"]++;
        (await app.RowCounts()).ShouldBe(before);
    }

    /// <summary>Historic and current value of every customer, and their totals, against plain sums over the file's lines.</summary>
    private async Task TheLedgerIsTheFile(OnlineRetailCount count)
    {
        var run = await Guanxi.Tests.Value.Insight.Run(app);

        var ledger = count.LedgerByCustomer();
        await app.Use(async db =>
        {
            var codes = await db.Set<Customer>().ToDictionaryAsync(c => c.Id, c => c.Code);
            var standings = await db.Set<Standing>().AsNoTracking().ToListAsync();
            standings.ShouldAllBe(s => s.AsOf == run.AsOf);
            standings.ToDictionary(s => codes[s.CustomerId], s => (s.HistoricMinor, s.CurrentMinor)).ShouldBe(ledger, ignoreOrder: true);
        });
        (run.AsOf, run.Customers, run.Currency).ShouldBe((new DateOnly(2011, 12, 9), ledger.Count, "GBP"));
        run.Totals.Historic.ShouldBe(ledger.Values.Sum(own => own.Historic) / 100m);
        run.Totals.Current.ShouldBe(ledger.Values.Sum(own => own.Current) / 100m);
        var board = (await app.Run(new ValueDashboard())).Value.Totals;
        (board.HistoricMinor + board.CurrentMinor).ShouldBe(count.ByCustomer.Values.Sum());
        await SixComponentsAreTheLedger(run.AsOf);
    }

    /// <summary>The six components of every customer add up to its total, to the penny, and over all customers to the firm's.</summary>
    private async Task SixComponentsAreTheLedger(DateOnly asOf)
    {
        var (warehouse, sql, terms) = (app.Services.GetRequiredService<DataWarehouse>(), WarehouseQuery.Of(typeof(ValueModule).Assembly, "components").Sql, LedgerTerms.Of(new()));
        var ledger = await app.Use(db => db.Set<Standing>().AsNoTracking().ToDictionaryAsync(s => s.CustomerId.Value));
        var sums = ledger.Keys.ToDictionary(customer => customer, _ => 0L);
        var priced = 0;
        for (var component = 1L; component <= 6; component++)
            foreach (var (customer, amount) in await warehouse.Read(sql, [asOf, 1L, 0L, ",", .. terms.Arguments, 0L, component, (long)sums.Count + 1], r => (r.GetInt64(0), r.GetInt64(1)), default))
            {
                sums[customer] += amount;
                if (component == 6 && amount != 0) priced++;
            }
        sums.ShouldBe(ledger.ToDictionary(s => s.Key, s => s.Value.HistoricMinor + s.Value.CurrentMinor), ignoreOrder: true);
        priced.ShouldBeGreaterThan(3_000);

        var all = (await app.Run(new ValueComponents())).Value;
        (all.Customers, all.DifferenceMinor).ShouldBe((ledger.Count, 0L));
        all.TotalMinor.ShouldBe(ledger.Values.Sum(s => s.HistoricMinor + s.CurrentMinor + s.PotentialMinor));
        // The pages of the best, of the worst, and of some between.
        foreach (var standing in ledger.Values.OrderBy(s => s.Place).Where((_, i) => i == 0 || i % 400 == 0 || i == ledger.Count - 1))
        {
            var view = (await app.Run(new CustomerComponents { CustomerId = standing.CustomerId })).Value;
            view.DifferenceMinor.ShouldBe(0);
            view.Components.Sum(c => c.AmountMinor).ShouldBe(standing.HistoricMinor + standing.CurrentMinor + standing.PotentialMinor);
        }
    }
}
