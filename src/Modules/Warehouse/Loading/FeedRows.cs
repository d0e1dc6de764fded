using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Guanxi.Data;

namespace Guanxi.Warehouse.Loading;

/// <summary>Moves rows from the operational database to a table of the warehouse, value by value without boxing.</summary>
internal sealed class FeedRows(DbDataReader reader, IReadOnlyList<string> types)
{
    // Names of kinds and currencies come again and again: one string each.
    private readonly Dictionary<string, string> words = [];
    private readonly Type?[] read = new Type?[types.Count];

    public long AppendTo(DuckDBAppender appender, Action<long> progress, CancellationToken ct)
    {
        var rows = 0L;
        while (reader.Read())
        {
            var row = appender.CreateRow();
            for (var i = 0; i < types.Count; i++) Append(row, i);
            row.EndRow();
            if ((++rows & 0xFFFF) != 0) continue;
            ct.ThrowIfCancellationRequested();
            progress(rows);
        }
        return rows;
    }

    private void Append(IDuckDBAppenderRow row, int i)
    {
        if (reader.IsDBNull(i))
        {
            row.AppendNullValue();
            return;
        }
        // What a provider calls the column is known only once there is a value in it.
        var type = read[i] ??= reader.GetFieldType(i);
        switch (types[i])
        {
            case "BIGINT": row.AppendValue(reader.GetInt64(i)); break;
            case "DATE": row.AppendValue(type == typeof(string) ? Day(reader.GetString(i)) : reader.GetFieldValue<DateOnly>(i)); break;
            case "TIMESTAMP": row.AppendValue(type == typeof(long) ? Micros.At(reader.GetInt64(i)).UtcDateTime : reader.GetDateTime(i)); break;
            default: row.AppendValue(Word(reader.GetString(i))); break;
        }
    }

    private string Word(string value)
    {
        if (words.TryGetValue(value, out var known)) return known;
        if (words.Count < 1000) words.Add(value, value);
        return value;
    }

    private static DateOnly Day(string text) => text.Length == 10
        ? new((text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0'), (text[5] - '0') * 10 + (text[6] - '0'), (text[8] - '0') * 10 + (text[9] - '0'))
        : DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
