using Guanxi.Data;
using static Guanxi.Customers.Merging.MergeSql;

namespace Guanxi.Customers.Merging;

/// <summary>Moves rows from one customer to another and back, a table at a time. A row's customer is part of its key and never changes: the rows are written anew under the other customer, those that
/// others belong to first, and then taken out, those that belong to others first.</summary>
internal sealed class RowMoves(GuanxiDb db, IDatabase database, ParkedRows parked)
{
    private static readonly string[] TombstoneColumns = [nameof(Tombstone.Id), nameof(Tombstone.TableName), nameof(Tombstone.CustomerId), nameof(Tombstone.RowId), nameof(Tombstone.ChangeStamp)];

    private CustomerLinks Links => CustomerLinks.Of(db);

    /// <summary>Waits for whoever is writing anything of these customers, and lets nobody write more of them before the transaction ends: a row that refers to its customer can't come without a look at it.</summary>
    public async Task Hold(IEnumerable<Id<Customer>> customers, CancellationToken ct)
    {
        // All in the same order, so that no two wait for each other.
        foreach (var customer in customers.OrderBy(c => c.Value)) await db.Numbers($"SELECT r.id FROM customers_customer r WHERE r.id = {customer}{database.Holding}", ct);
    }

    /// <summary>Takes out the rows of one customer that can't go to another, because that one has its own.</summary>
    public async Task<List<ParkedRow>> PutAside(Id<Customer> from, Id<Customer> to, DateOnly today, long stamp, CancellationToken ct)
    {
        var left = new List<ParkedRow>();
        foreach (var table in Links.Tables)
            if (table.InTheWay(from, to, today) is { } taken && await parked.Read(table.Name, taken, ct) is { Count: > 0 } rows)
            {
                if (table.Fed) await Tell(table, from, [.. rows.Select(table.IdOf)], stamp, ct);
                Same(rows.Count, await db.Do($"DELETE FROM {table.Name} AS r WHERE {taken}", ct));
                left.AddRange(rows);
            }
        return left;
    }

    /// <summary>Puts back what was taken out.</summary>
    public async Task PutBack(string table, IReadOnlyList<ParkedRow> rows, Id<Customer> customer, long stamp, CancellationToken ct)
    {
        if (Links.Tables.FirstOrDefault(t => t.Name == table) is { Fed: true } fed) await Forget(table, customer, [.. rows.Select(fed.IdOf)], ct);
        await parked.PutBack(table, rows, new Dictionary<string, object> { ["change_stamp"] = stamp }, ct);
    }

    /// <summary>What a merge is to remember of the rows that it moves, and the moving itself.</summary>
    public async Task Move(Id<Customer> from, Id<Customer> to, Id<CustomerMerge> merge, long stamp, CancellationToken ct)
    {
        var remembered = new Dictionary<string, int>();
        foreach (var table in Links.Tables.Where(t => t.Parent is null)) remembered[table.Name] = await db.Do(Remembered(merge, to, table.Name, $"{KeyOf("r", table.Key)} FROM {table.Name} r WHERE r.{table.Customer} = {from}"), ct);
        var carried = await Carry(from, to, _ => "", stamp, ct);
        foreach (var (table, rows) in remembered) Same(rows, carried[table]);
        foreach (var pointer in Links.Pointers)
        {
            var pointing = await db.Do(Remembered(merge, to, pointer.Place, $"{KeyOf("r", pointer.Key)} FROM {pointer.Table} r WHERE r.{pointer.Column} = {from}{pointer.Beside(from, to)}"), ct);
            Same(pointing, await db.Do($"UPDATE {pointer.Table} AS r SET {pointer.Column} = {to}{Changed(pointer.Stamps, stamp)} WHERE r.{pointer.Column} = {from}{pointer.Beside(from, to)}", ct));
        }
    }

    /// <summary>What a merge moved, back to whom it came from, as it is now, with what refers to it: the return that was made since goes with its sale. What is no longer there stays away.</summary>
    public async Task Return(CustomerMerge merge, Id<Customer> to, long stamp, CancellationToken ct)
    {
        var from = merge.CustomerId;
        foreach (var table in Links.Tables)
            if (table is { Parent: var (parent, by), Names: { Count: > 0 } names })
                await db.Do($"{Remembered(merge.Id, from, parent.Name, KeyOf("r", by))} FROM {table.Name} r WHERE r.{table.Customer} = {from} AND ({string.Join(" OR ", names.Select(n => Remembers(merge, parent.Name, KeyOf("r", [n]))))}) AND NOT {Remembers(merge, parent.Name, KeyOf("r", by))} GROUP BY {KeyOf("r", by)}", ct);
        await Carry(from, to, table => $" AND {Remembers(merge, table.Parent?.Table.Name ?? table.Name, KeyOf("r", table.Parent?.By ?? table.Key))}", stamp, ct);
        foreach (var pointer in Links.Pointers)
            await db.Do($"UPDATE {pointer.Table} AS r SET {pointer.Column} = {to}{Changed(pointer.Stamps, stamp)} WHERE r.{pointer.Column} = {from} AND {Remembers(merge, pointer.Place, KeyOf("r", pointer.Key))}", ct);
    }

    /// <returns>How many rows of each table.</returns>
    private async Task<Dictionary<string, int>> Carry(Id<Customer> from, Id<Customer> to, Func<OwnedTable, string> which, long stamp, CancellationToken ct)
    {
        var carried = new Dictionary<string, int>();
        foreach (var table in Links.Tables)
        {
            var rows = $"FROM {table.Name} r WHERE r.{table.Customer} = {from}{which(table)}";
            var ids = table.Fed ? await db.Numbers($"SELECT r.\"{table.Key[0]}\" {rows}", ct) : null;
            if (ids is { Count: > 0 })
            {
                await Forget(table.Name, to, ids, ct);
                await Tell(table, from, ids, stamp, ct);
            }
            var values = table.Columns.Select(c => c == table.Customer ? $"{to}" : c == table.Stamps.Change ? Number(stamp) : c == table.Stamps.Version ? $"r.\"{c}\" + 1" : $"r.\"{c}\"");
            carried[table.Name] = await db.Do($"INSERT INTO {table.Name} ({string.Join(", ", table.Columns.Select(c => $"\"{c}\""))}) SELECT {string.Join(", ", values)} {rows}{database.Holding}", ct);
            if (ids is not null) Same(ids.Count, carried[table.Name]);
        }
        foreach (var table in Links.Tables.Reverse()) Same(carried[table.Name], await db.Do($"DELETE FROM {table.Name} AS r WHERE r.{table.Customer} = {from}{which(table)}", ct));
        return carried;
    }

    // A row that came between two statements would be lost, or moved and not remembered.
    private static void Same(int rows, int again) => Refuse.If(rows != again, "kernel.record.changed_meanwhile");

    /// <summary>The warehouse hears that the rows are gone from a customer.</summary>
    private Task Tell(OwnedTable table, Id<Customer> from, IEnumerable<long> ids, long stamp, CancellationToken ct) =>
        database.Write(db, BulkTarget.For<Tombstone>(db, TombstoneColumns), ids.Select(id => new object?[] { Ids.Next(), table.Name, from.Value, id, stamp }), ct);

    /// <summary>Had the warehouse heard that they are gone, from a merge before, that no longer holds: read again, it would take out what is there.</summary>
    private async Task Forget(string table, Id<Customer> customer, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var of = $"FROM kernel_tombstone WHERE customer_id = {customer} AND table_name = '{table}'";
        var there = ids.ToHashSet();
        foreach (var some in (await db.Numbers($"SELECT row_id {of}", ct)).Where(there.Contains).Chunk(500))
            await db.Do($"DELETE {of} AND row_id IN ({string.Join(", ", some.Select(Number))})", ct);
    }

    private static string Remembered(Id<CustomerMerge> merge, Id<Customer> holder, string place, string keys) =>
        $"INSERT INTO customers_merged_row (customer_id, merge_id, place, row_key) SELECT {holder}, {merge}, '{place}', {keys}";

    private static string Remembers(CustomerMerge merge, string place, string key) =>
        $"EXISTS (SELECT 1 FROM customers_merged_row k WHERE k.customer_id = {merge.CustomerId} AND k.merge_id = {merge.Id} AND k.place = '{place}' AND k.row_key = {key})";

    private static string Changed(Stamps stamps, long stamp) =>
        $"{(stamps.Change is { } change ? $", {change} = {Number(stamp)}" : "")}{(stamps.Version is { } version ? $", {version} = {version} + 1" : "")}";
}
