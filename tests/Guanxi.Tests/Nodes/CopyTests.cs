using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Nodes;
using Guanxi.Sales;
using Guanxi.Tests.Kernel;
using Guanxi.Tests.Warehouse;
using Guanxi.Warehouse;
using Guanxi.Warehouse.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Nodes;

/// <summary>Each node's copy of the warehouse holds what the leading one loaded: not about the same, the same.</summary>
[Trait("Row", "INS-1")]
public sealed class CopyTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private DataWarehouse Leader => app.Services.GetRequiredService<DataWarehouse>();

    [Fact]
    public async Task It_is_of_the_moment_of_the_load_though_people_write_on_and_is_as_far_as_the_next_load_whatever_it_missed()
    {
        OtherNode.Needed();
        var books = await new Books(app).Of("CNY");
        using var node = await OtherNode.Of(app, "south");
        await using var tenure = (await app.Services.GetRequiredService<Leases>().Take(DataWarehouse.Lease, default)).ShouldNotBeNull();
        using var sharing = new LoadSharing(Get<IServiceScopeFactory>(), Get<IDatabase>(), Get<WriteGate>(), node.Leases, node.Node, Get<TimeProvider>());
        using var copy = new DataWarehouse(new(node.Folder), Get<IDatabase>(), app.Services.GetServices<Module>(), Get<IServiceScopeFactory>(), sharing);
        var random = new Random(20260302);
        List<Customer> customers = [await books.Customer()];
        List<Order> orders = [];
        for (var round = 0; round < 8; round++)
        {
            for (var act = 0; act < 8; act++)
                switch (random.Next(5))
                {
                    case 0: customers.Add(await books.Customer()); break;
                    case 1 when orders.Count > 2:
                        await books.Delete(orders[0]);
                        orders.RemoveAt(0);
                        break;
                    case 2: await books.Adjust(customers[random.Next(customers.Count)], Day.AddDays(random.Next(30)), 1 + random.Next(50)); break;
                    default: orders.Add(await books.Sale(customers[random.Next(customers.Count)], Day.AddDays(-random.Next(400)), random.Next(1, 90_000) / 100m)); break;
                }
            if (round == 5) await Leader.Rebuild(null, default);
            else await Leader.Refresh(null, default);
            // Now and then the node was busy with something else and sees only the load after.
            if (round % 3 == 1) continue;
            await books.Sale(customers[0], Day, 1_000_000);

            await copy.Refresh(null, default);

            var led = await WarehouseTests.Tables(Leader);
            foreach (var (table, rows) in await WarehouseTests.Tables(copy)) rows.ShouldBe(led[table], $"{table}, round {round}");
            (await copy.Follow(default)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_copy_that_missed_the_load_for_which_all_were_made_anew_is_made_anew_with_the_next_and_only_once()
    {
        OtherNode.Needed();
        var books = await new Books(app).Of("CNY");
        await books.Sale(await books.Customer(), Day, 10);
        using var node = await OtherNode.Of(app, "south");
        await using var tenure = (await app.Services.GetRequiredService<Leases>().Take(DataWarehouse.Lease, default)).ShouldNotBeNull();
        using var sharing = new LoadSharing(Get<IServiceScopeFactory>(), Get<IDatabase>(), Get<WriteGate>(), node.Leases, node.Node, Get<TimeProvider>());
        using var copy = new DataWarehouse(new(node.Folder), Get<IDatabase>(), app.Services.GetServices<Module>(), Get<IServiceScopeFactory>(), sharing);
        await Leader.Refresh(null, default);
        await copy.Follow(default);
        await Leader.Rebuild(null, default);
        await Leader.Refresh(null, default);

        (await copy.Follow(default)).ShouldNotBeNull().FromScratch.ShouldBeTrue();

        await Leader.Refresh(null, default);
        (await copy.Follow(default)).ShouldNotBeNull().FromScratch.ShouldBeFalse();
    }

    [Fact]
    public async Task A_broken_file_of_a_copy_is_made_anew()
    {
        OtherNode.Needed();
        var books = await new Books(app).Of("CNY");
        await books.Sale(await books.Customer(), Day, 10);
        using var node = await OtherNode.Of(app, "south");
        await using var tenure = (await app.Services.GetRequiredService<Leases>().Take(DataWarehouse.Lease, default)).ShouldNotBeNull();
        using var sharing = new LoadSharing(Get<IServiceScopeFactory>(), Get<IDatabase>(), Get<WriteGate>(), node.Leases, node.Node, Get<TimeProvider>());
        using var copy = new DataWarehouse(new(node.Folder), Get<IDatabase>(), app.Services.GetServices<Module>(), Get<IServiceScopeFactory>(), sharing);
        await File.WriteAllTextAsync(new DataPaths(node.Folder).Warehouse, "not a database");
        await Leader.Refresh(null, default);

        (await copy.Follow(default)).ShouldNotBeNull().FromScratch.ShouldBeTrue();

        (await WarehouseTests.Tables(copy))["fact_day"].ShouldBe((await WarehouseTests.Tables(Leader))["fact_day"]);
    }

    private T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();
}
