using System.Net;
using Guanxi.Data;
using Guanxi.Sales;
using Guanxi.Staff;
using Guanxi.Tests.Start;
using Guanxi.Warehouse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Warehouse;

/// <summary>How many rows the whole firm has is for those who run it, not for everybody who may read within a scope of their own.</summary>
[Trait("Row", "RSK-1")]
[Trait("Row", "INS-1")]
public sealed class LineageTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Theory]
    [InlineData("owner", HttpStatusCode.OK)]
    [InlineData("manager", HttpStatusCode.OK)]
    [InlineData("sales", HttpStatusCode.Forbidden)]
    [InlineData("service", HttpStatusCode.Forbidden)]
    [InlineData("clerk", HttpStatusCode.Forbidden)]
    public async Task Where_figures_come_from_is_shown_to_those_who_run_the_firm(string role, HttpStatusCode expected)
    {
        using var visitor = await Visitor.SignedIn(app, role, (await app.Run(new UnitTree())).Value[0].Id);

        using var answer = await visitor.Http.GetAsync("/api/warehouse", TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task A_build_that_breaks_a_check_keeps_the_figures_before_it_and_tells_which_check_until_one_goes_through()
    {
        var warehouse = app.Services.GetRequiredService<DataWarehouse>();
        var books = await new Books(app).Of("CNY");
        var customer = await books.Customer();
        var order = await books.Sale(customer, new(2026, 3, 2), 10);
        await warehouse.Refresh(null, default);
        (await warehouse.State(default)).ShouldSatisfyAllConditions(s => s.UpToDateAt.ShouldNotBeNull(), s => s.FailedTable.ShouldBeNull());

        // Money without its document: an order whose first line is missing, as no door of ours writes it.
        await app.Use(async db =>
        {
            await db.Set<OrderLine>().Where(l => l.OrderId == order.Id).ExecuteUpdateAsync(l => l.SetProperty(o => o.LineNo, 2));
            await db.Set<Order>().Where(o => o.Id == order.Id).ExecuteUpdateAsync(o => o.SetProperty(r => r.ChangeStamp, Micros.Of(TimeProvider.System.GetUtcNow().AddMinutes(1))));
        });
        await Should.ThrowAsync<Exception>(() => warehouse.Refresh(null, default));

        (await warehouse.State(default)).ShouldSatisfyAllConditions(s => s.FailedTable.ShouldBe("fact_day"), s => s.FailedCheck.ShouldBe("money needs a document"));
        (await warehouse.Read("SELECT documents FROM fact_day", [], r => r.GetInt64(0), default)).ShouldBe([1L], "what was built before is still there");
        using var owner = await Visitor.SignedIn(app);
        (await owner.Read("/value/lineage?figure=historic")).ShouldContain("fact_day");

        await books.Delete(order);
        await books.Sale(customer, new(2026, 3, 3), 20);
        await warehouse.Rebuild(null, default);
        (await warehouse.State(default)).FailedTable.ShouldBeNull();
    }

    [Fact]
    public void Every_table_that_a_feed_reads_is_one_of_the_firms_own()
    {
        var warehouse = app.Services.GetRequiredService<DataWarehouse>();
        using var scope = app.Services.CreateScope();
        var tables = scope.ServiceProvider.GetRequiredService<GuanxiDb>().Model.GetEntityTypes().Select(e => e.GetTableName()).ToHashSet();

        foreach (var feed in warehouse.Feeds)
        {
            feed.Sources.ShouldNotBeEmpty(feed.Name);
            feed.Sources.Where(t => !tables.Contains(t)).ShouldBeEmpty(feed.Name);
        }
    }
}
