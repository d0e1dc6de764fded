using System.Data.Common;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Guanxi.Customers;

/// <summary>Reads a list part after part, forward or back from a place.</summary>
internal sealed class ListReader(GuanxiDb db, ListParts list, Actor actor)
{
    private const string Columns = """
        c.id, c.code, c.kind, c.name, c.phone, c.email, c.country, c.province, c.city, c.source, c.owner_id, c.unit_id,
        f.grade, f.colour, f.stage, f.value_minor, f.risk_minor, f.churn, f.last_purchase_on, f.state
        """;

    private readonly bool worth = actor.May(CustomersRights.Worth);

    /// <summary>At most so many rows, in the direction of reading.</summary>
    public async Task<List<CustomerRow>> Read(ListPlace? place, bool backwards, int count, CancellationToken ct)
    {
        var rows = new List<CustomerRow>(count);
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            var parts = Enumerable.Range(0, list.Parts.Count);
            if (backwards) parts = parts.Reverse();
            foreach (var part in parts)
            {
                if (rows.Count == count) break;
                if (place is { } at && (backwards ? part > at.Part : part < at.Part)) continue;
                var start = place is { } here && here.Part == part ? here : (ListPlace?)null;
                await ReadPart(part, start, backwards, count - rows.Count, rows, ct);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
        return rows;
    }

    /// <summary>Who is on the list, in its order; so many at most.</summary>
    public async Task<IReadOnlyList<Id<Customer>>> Ids(int most, CancellationToken ct)
    {
        var ids = new List<Id<Customer>>();
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            foreach (var part in list.Parts.TakeWhile(_ => ids.Count < most))
            {
                await using var command = Command($"SELECT {part.Id} {part.From} ORDER BY {part.Order(backwards: false)} LIMIT {most - ids.Count}");
                await using var reader = await command.ExecuteReaderAsync(ct);
                while (await reader.ReadAsync(ct)) ids.Add(new(reader.GetInt64(0)));
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
        return ids;
    }

    private async Task ReadPart(int nth, ListPlace? start, bool backwards, int count, List<CustomerRow> rows, CancellationToken ct)
    {
        var part = list.Parts[nth];
        object? key = null;
        if (start is { } place && part.Key is not null)
        {
            key = await KeyOf(part.Key, place.Id, ct);
            // The customer of that place is gone, or no longer in this part: begin anew rather than nowhere.
            if (key is null) start = null;
        }
        // First who, then what: sorting a scope's thousands as whole rows takes ten times as long.
        var who = $"SELECT {part.Id} AS id, {part.Key ?? "0"} AS place {part.From}{(start is null ? "" : $" AND {part.Beyond(backwards)}")} ORDER BY {part.Order(backwards)} LIMIT {count}";
        var direction = part.Descending != backwards ? "DESC" : "ASC";
        await using var command = Command($"SELECT {Columns} FROM ({who}) w CROSS JOIN customers_customer c LEFT JOIN customers_face f ON f.customer_id = c.id WHERE c.id = w.id ORDER BY w.place {direction}, w.id {direction}");
        if (start is { } from) Add(command, "place_id", from.Id);
        if (key is not null) Add(command, "place_key", key);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) rows.Add(Row(reader, nth));
    }

    private async Task<object?> KeyOf(string key, long id, CancellationToken ct)
    {
        await using var command = Command($"SELECT {key} FROM customers_customer c LEFT JOIN customers_face f ON f.customer_id = c.id WHERE c.id = @place_id");
        Add(command, "place_id", id);
        return await command.ExecuteScalarAsync(ct) switch { null or DBNull => null, DateTime day => DateOnly.FromDateTime(day), var value => value };
    }

    private CustomerRow Row(DbDataReader r, int part) => new()
    {
        Id = new(r.GetInt64(0)), Code = r.GetString(1), Kind = Enum.Parse<CustomerKind>(r.GetString(2)), Name = r.GetString(3),
        Phone = Mask.For(actor, nameof(Customer.Phone), Text(r, 4)), Email = Mask.For(actor, nameof(Customer.Email), Text(r, 5)),
        Country = Text(r, 6), Province = Text(r, 7), City = Text(r, 8), Source = Text(r, 9),
        OwnerId = Number(r, 10) is { } owner ? new(owner) : null, UnitId = Number(r, 11) is { } unit ? new(unit) : null,
        Grade = Text(r, 12), Colour = Text(r, 13), Stage = Text(r, 14), State = Text(r, 19), ValueMinor = worth ? Number(r, 15) : null, RiskMinor = worth ? Number(r, 16) : null,
        Churn = !worth || r.IsDBNull(17) ? null : r.GetDouble(17), LastPurchaseOn = r.IsDBNull(18) ? null : r.GetFieldValue<DateOnly>(18),
        Place = new ListPlace(part, r.GetInt64(0)).ToString(),
    };

    private DbCommand Command(string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        foreach (var (name, value) in list.Parameters)
            if (sql.Contains($"@{name}", StringComparison.Ordinal)) Add(command, name, value);
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private static string? Text(DbDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
    private static long? Number(DbDataReader r, int column) => r.IsDBNull(column) ? null : r.GetInt64(column);
}
