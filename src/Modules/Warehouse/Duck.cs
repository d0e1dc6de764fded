using System.Data.Common;
using DuckDB.NET.Data;

namespace Guanxi.Warehouse;

/// <summary>A session with the analytical database.</summary>
internal sealed class Duck : IDisposable
{
    private Duck(DuckDBConnection connection) => Connection = connection;

    public static int Threads { get; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    public DuckDBConnection Connection { get; }

    /// <param name="file">Made where it isn't there yet.</param>
    public static Duck Open(string file)
    {
        // Half a gigabyte is what a firm of a million customers needs for its aggregates; the rest spills beside the file.
        // Nothing is ever fetched from outside: no extensions by themselves, no files, no network.
        var connection = new DuckDBConnection($"Data Source={file};memory_limit=512MB;threads={Threads};preserve_insertion_order=false;"
            + "autoinstall_known_extensions=false;autoload_known_extensions=false;enable_external_access=false");
        connection.Open();
        return new(connection);
    }

    public void Run(string sql, params object?[] args)
    {
        using var command = Command(sql, args);
        command.ExecuteNonQuery();
    }

    public long Number(string sql, params object?[] args)
    {
        using var command = Command(sql, args);
        return command.ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) : 0;
    }

    public List<T> Rows<T>(string sql, IReadOnlyList<object?> args, Func<DbDataReader, T> row, CancellationToken ct = default)
    {
        using var command = Command(sql, args);
        // A result that is streamed does not stand in memory twice.
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            if ((rows.Count & 0xFFFF) == 0) ct.ThrowIfCancellationRequested();
            rows.Add(row(reader));
        }
        return rows;
    }

    public void Dispose() => Connection.Dispose();

    private DuckDBCommand Command(string sql, IReadOnlyList<object?> args)
    {
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        foreach (var arg in args) command.Parameters.Add(new DuckDBParameter(arg ?? DBNull.Value));
        return command;
    }
}
