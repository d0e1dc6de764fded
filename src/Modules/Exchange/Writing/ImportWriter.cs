using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Exchange.Imports;
using Guanxi.Sales;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Writing;

/// <summary>Writes the steps of a plan in small turns at the gate, each with its checkpoint in the same transaction.</summary>
internal sealed class ImportWriter(GuanxiDb db, WriteGate gate, IDatabase database, CustomerWriter customerWriter, TimeProvider clock)
{
    private readonly BulkTarget products = BulkTarget.For<Product>(db, ["ChangeStamp", "Id", "Version", "Code", "Name", "ImportId"]);

    private readonly BulkTarget orders = BulkTarget.For<Order>(db,
        ["ChangeStamp", "CustomerId", "Id", "Version", "Number", "Kind", "OrderedAt", "OrderedOn", "Total.Minor", "Total.Currency", "UnitId", "ImportId"]);

    private readonly BulkTarget lines = BulkTarget.For<OrderLine>(db,
        ["CustomerId", "OrderId", "LineNo", "ProductId", "Description", "Kind", "QuantityMilli", "UnitPriceMicro", "AmountMinor", "ReturnOf", "ReturnOfLine"]);

    private readonly BulkTarget anonymousLines = BulkTarget.For<AnonymousLine>(db,
        ["ChangeStamp", "Id", "Number", "Kind", "SoldAt", "SoldOn", "ProductId", "Description", "QuantityMilli", "UnitPriceMicro", "AmountMinor", "Currency", "ImportId"]);

    /// <param name="from">Steps that are written already.</param>
    /// <exception cref="PlanOutdatedException">Someone else made a customer or product of the same code meanwhile: plan anew, and go on from the checkpoint.</exception>
    public async Task Write(WritePlan plan, Id<Import> importId, long from, Actor actor, Action<long, long> progress, CancellationToken ct)
    {
        var total = plan.Steps;
        var done = from;
        var batch = new List<Slot>(Batches.Rows);
        var (steps, rows) = (0L, 0);
        foreach (var slot in plan.Slots().Skip((int)from))
        {
            // An order and its lines are written together: they share its stamp, by which the warehouse knows what to read.
            if (rows + slot.Rows > Batches.Rows && slot.Kind != SlotKind.Line) await Flush();
            batch.Add(slot);
            steps++;
            rows += slot.Rows;
        }

        await Flush();

        async Task Flush()
        {
            ct.ThrowIfCancellationRequested();
            var reached = done + steps;
            if (steps > 0) await db.Turn(gate, actor, nameof(WriteImport), () => WriteBatch(batch, importId, reached, ct), ct);
            done = reached;
            (steps, rows) = (0, 0);
            batch.Clear();
            progress(done, total);
        }
    }

    private async Task WriteBatch(List<Slot> batch, Id<Import> importId, long reached, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var stamp = Moments.Next(now);
        await WriteRows(products, batch, SlotKind.Product, stamp, ct);
        var fresh = batch.Where(slot => slot.Kind == SlotKind.Customer).Select(slot => slot.Customer!).OrderBy(customer => customer.Id).ToList();
        if (fresh.Count > 0)
        {
            await MakeSureThatCodesAreFree(fresh, ct);
            await customerWriter.Add(db, fresh, now, keysAreFree: false, ct);
        }

        await WriteRows(orders, batch, SlotKind.Order, stamp, ct);
        await WriteRows(lines, batch, SlotKind.Line, null, ct);
        await WriteRows(anonymousLines, batch, SlotKind.AnonymousLine, stamp, ct);
        await db.Set<Import>().Where(import => import.Id == importId).ExecuteUpdateAsync(import => import.SetProperty(i => i.Checkpoint, reached), ct);
    }

    private async Task WriteRows(BulkTarget target, List<Slot> batch, SlotKind kind, long? stamp, CancellationToken ct)
    {
        if (!batch.Exists(slot => slot.Kind == kind)) return;
        if (kind == SlotKind.Product) await MakeSureThatProductsAreNew(batch, ct);
        await database.Write(db, target, batch.Where(slot => slot.Kind == kind).Select(slot =>
        {
            if (stamp is { } changed) slot.Row![0] = changed;
            return slot.Row!;
        }), ct);
    }

    private async Task MakeSureThatCodesAreFree(List<NewCustomer> customers, CancellationToken ct)
    {
        var codes = customers.Select(customer => customer.Code).ToArray();
        if (await db.Set<ContactKey>().AnyAsync(key => key.Kind == ContactKey.Code && codes.Contains(key.Value), ct)) throw new PlanOutdatedException();
    }

    private async Task MakeSureThatProductsAreNew(List<Slot> batch, CancellationToken ct)
    {
        var codes = batch.Where(slot => slot.Kind == SlotKind.Product).Select(slot => (string)slot.Row![3]!).ToArray();
        if (await db.Set<Product>().AnyAsync(product => codes.Contains(product.Code), ct)) throw new PlanOutdatedException();
    }
}

/// <summary>The database changed between plan and writing; the plan is made anew.</summary>
internal sealed class PlanOutdatedException : Exception;
