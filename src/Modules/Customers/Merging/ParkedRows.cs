using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers.Merging;

/// <summary>A row taken out of its table, as the merge remembers it: columns by name, so that a column that comes later does no harm.</summary>
/// <param name="Row">Numbers and truths as such; everything else as text.</param>
internal sealed record ParkedRow(string Table, JsonObject Row);

/// <summary>Takes whole rows out of their tables and puts them back.</summary>
internal sealed class ParkedRows(GuanxiDb db, IDatabase database)
{
    /// <summary>Reads the rows, and holds them; taking them out is the caller's.</summary>
    /// <param name="where">SQL over the alias <c>r</c>.</param>
    public async Task<List<ParkedRow>> Read(string table, string where, CancellationToken ct)
    {
        var columns = Columns(table);
        var rows = new List<ParkedRow>();
        await using var command = db.Command($"SELECT {string.Join(", ", columns.Keys.Select(c => $"r.\"{c}\""))} FROM {table} r WHERE {where}{database.Holding}");
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var row = new JsonObject();
            foreach (var (i, (name, type)) in columns.Index())
                if (!await reader.IsDBNullAsync(i, ct)) row[name] = Kept(reader, i, type);
            rows.Add(new(table, row));
        }
        return rows;
    }

    /// <summary>Writes rows of one table back.</summary>
    /// <param name="instead">Values that take the place of what was kept.</param>
    public Task PutBack(string table, IEnumerable<ParkedRow> rows, IReadOnlyDictionary<string, object> instead, CancellationToken ct)
    {
        var columns = Columns(table);
        return database.Write(db, new(table, [.. columns.Keys]), rows.Select(r => columns.Select(c => instead.GetValueOrDefault(c.Key) ?? Value(r.Row[c.Key], c.Value)).ToArray()), ct);
    }

    private Dictionary<string, Type> Columns(string table) =>
        OwnedTable.Table(db.Model.GetEntityTypes().First(e => e.GetTableName() == table)).Columns.ToDictionary(c => c.Name, c => c.ProviderClrType);

    private static JsonNode Kept(DbDataReader reader, int at, Type type) =>
        type == typeof(long) ? reader.GetInt64(at)
        : type == typeof(int) ? reader.GetInt32(at)
        : type == typeof(bool) ? reader.GetBoolean(at)
        : type == typeof(double) ? reader.GetDouble(at)
        : type == typeof(DateOnly) ? reader.GetFieldValue<DateOnly>(at).ToString("O", CultureInfo.InvariantCulture)
        : type == typeof(DateTimeOffset) ? Micros.Of(reader.GetFieldValue<DateTimeOffset>(at))
        : type == typeof(string) ? reader.GetString(at)
        : throw new NotSupportedException($"{type} can't be kept.");

    private static object? Value(JsonNode? kept, Type type) =>
        kept is null ? null
        : type == typeof(long) ? kept.GetValue<long>()
        : type == typeof(int) ? kept.GetValue<int>()
        : type == typeof(bool) ? kept.GetValue<bool>()
        : type == typeof(double) ? kept.GetValue<double>()
        : type == typeof(DateOnly) ? DateOnly.ParseExact(kept.GetValue<string>(), "O", CultureInfo.InvariantCulture)
        : type == typeof(DateTimeOffset) ? Micros.At(kept.GetValue<long>())
        : kept.GetValue<string>();
}
