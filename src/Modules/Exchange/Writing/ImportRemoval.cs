using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Exchange.Imports;
using Guanxi.Sales;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Writing;

/// <summary>Takes an import's rows out again, in small turns. May be stopped at any time and started again.</summary>
internal sealed class ImportRemoval(GuanxiDb db, WriteGate gate, IDatabase database, CustomerWriter customerWriter)
{
    // An order has lines that go with it.
    private const int OrdersAtOnce = 50, CustomersAtOnce = 100, ProductsAtOnce = 100;

    private static readonly string[] TombstoneColumns = ["Id", "TableName", "CustomerId", "RowId", "ChangeStamp"];

    public async Task<Removed> Remove(Import import, Actor actor, Action<long, long> progress, CancellationToken ct)
    {
        var own = (long?)import.Id.Value;
        var left = await db.Set<Order>().LongCountAsync(order => order.ImportId == own, ct) + await db.Set<AnonymousLine>().LongCountAsync(line => line.ImportId == own, ct);
        var gone = new Removed();
        for (int taken; (taken = await TakeOrders(own, actor, ct)) > 0; progress(gone.Orders, left)) gone = gone with { Orders = gone.Orders + taken };
        for (int taken; (taken = await TakeAnonymousLines(own, actor, ct)) > 0; progress(gone.Orders + gone.AnonymousLines, left)) gone = gone with { AnonymousLines = gone.AnonymousLines + taken };
        var (customers, customersKept) = await TakeCustomers(own, actor, ct);
        var (products, productsKept) = await TakeProducts(own, actor, ct);
        await TakeSettings(import, actor, ct);
        return gone with { Customers = customers, CustomersKept = customersKept, Products = products, ProductsKept = productsKept };
    }

    private async Task<int> TakeOrders(long? own, Actor actor, CancellationToken ct)
    {
        var orders = await db.Set<Order>().AsNoTracking().Where(order => order.ImportId == own).OrderBy(order => order.Id)
            .Select(order => new { order.CustomerId, order.Id }).Take(OrdersAtOnce).ToListAsync(ct);
        if (orders.Count == 0) return 0;
        var (owners, ids) = (orders.Select(order => order.CustomerId).Distinct().ToArray(), orders.Select(order => order.Id).ToArray());
        await db.Turn(gate, actor, nameof(UndoImport), async () =>
        {
            var references = ids.Select(id => (Id<Order>?)id).ToArray();
            await db.Set<OrderLine>().Where(line => owners.Contains(line.CustomerId) && references.Contains(line.ReturnOf) && !ids.Contains(line.OrderId))
                .ExecuteUpdateAsync(line => line.SetProperty(l => l.ReturnOf, (Id<Order>?)null).SetProperty(l => l.ReturnOfLine, (int?)null), ct);
            await db.Set<OrderLine>().Where(line => owners.Contains(line.CustomerId) && ids.Contains(line.OrderId)).ExecuteDeleteAsync(ct);
            await db.Set<Order>().Where(order => owners.Contains(order.CustomerId) && ids.Contains(order.Id)).ExecuteDeleteAsync(ct);
            await Tell<Order>(orders.Select(order => (order.CustomerId.Value, order.Id.Value)), ct);
        }, ct);
        return orders.Count;
    }

    private async Task<int> TakeAnonymousLines(long? own, Actor actor, CancellationToken ct)
    {
        var ids = await db.Set<AnonymousLine>().AsNoTracking().Where(line => line.ImportId == own).OrderBy(line => line.Id).Select(line => line.Id).Take(Batches.Rows).ToListAsync(ct);
        if (ids.Count == 0) return 0;
        await db.Turn(gate, actor, nameof(UndoImport), async () =>
        {
            await db.Set<AnonymousLine>().Where(line => ids.Contains(line.Id)).ExecuteDeleteAsync(ct);
            await Tell<AnonymousLine>(ids.Select(id => (0L, id)), ct);
        }, ct);
        return ids.Count;
    }

    private async Task<(long Gone, long Kept)> TakeCustomers(long? own, Actor actor, CancellationToken ct)
    {
        long gone = 0, kept = 0;
        for (var after = default(Id<Customer>); ;)
        {
            var ids = await db.Set<Customer>().AsNoTracking().Where(customer => customer.ImportId == own && customer.Id > after).OrderBy(customer => customer.Id)
                .Select(customer => customer.Id).Take(CustomersAtOnce).ToListAsync(ct);
            if (ids.Count == 0) return (gone, kept);
            after = ids[^1];
            await db.Turn(gate, actor, nameof(UndoImport), async () =>
            {
                var numbers = ids.Select(id => id.Value).ToList();
                var needed = await References.To<Customer>(db, numbers, ct);
                var free = ids.Where(id => !needed.Contains(id.Value)).ToList();
                await References.RemoveDerived<Customer>(db, [.. free.Select(id => id.Value)], ct);
                await customerWriter.Remove(db, free, ct);
                gone += free.Count;
                kept += ids.Count - free.Count;
            }, ct);
        }
    }

    private async Task<(long Gone, long Kept)> TakeProducts(long? own, Actor actor, CancellationToken ct)
    {
        long gone = 0, kept = 0;
        for (var after = default(Id<Product>); ;)
        {
            var ids = await db.Set<Product>().AsNoTracking().Where(product => product.ImportId == own && product.Id > after).OrderBy(product => product.Id)
                .Select(product => product.Id).Take(ProductsAtOnce).ToListAsync(ct);
            if (ids.Count == 0) return (gone, kept);
            after = ids[^1];
            await db.Turn(gate, actor, nameof(UndoImport), async () =>
            {
                var needed = await References.To<Product>(db, [.. ids.Select(id => id.Value)], ct);
                var free = ids.Where(id => !needed.Contains(id.Value)).ToList();
                await db.Set<Product>().Where(product => free.Contains(product.Id)).ExecuteDeleteAsync(ct);
                await Tell<Product>(free.Select(id => (0L, id.Value)), ct);
                gone += free.Count;
                kept += ids.Count - free.Count;
            }, ct);
        }
    }

    /// <summary>Rates that came with the import, and the base currency that it set, where nothing else is in money yet.</summary>
    private async Task TakeSettings(Import import, Actor actor, CancellationToken ct)
    {
        if (StoredJson.Read<WriteStart>(import.Start) is not { } start) return;
        await db.Turn(gate, actor, nameof(UndoImport), async () =>
        {
            db.RemoveRange(await db.Set<ExchangeRate>().Where(rate => start.Rates.Contains(rate.Id)).ToListAsync(ct));
            if (!start.SetsBaseCurrency || await db.Set<Order>().AnyAsync(ct) || await db.Set<AnonymousLine>().AnyAsync(ct)) return;
            await db.Change(await db.Setting<FirmSettings>(ct) with { BaseCurrency = "" }, ct);
        }, ct);
    }

    private async Task Tell<T>(IEnumerable<(long Customer, long Row)> rows, CancellationToken ct)
    {
        var table = db.Model.FindEntityType(typeof(T))!.GetTableName()!;
        var stamp = Moments.Next();
        await database.Write(db, BulkTarget.For<Tombstone>(db, TombstoneColumns), rows.Select(row => new object?[] { Ids.Next(), table, row.Customer, row.Row, stamp }), ct);
    }
}
