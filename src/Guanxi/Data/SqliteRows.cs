using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Guanxi.Data;

/// <summary>One prepared statement, fed row after row below ADO.NET, whose parameters and commands cost more than SQLite's own work.</summary>
internal sealed class SqliteRows : IDisposable
{
    private readonly sqlite3 connection;
    private readonly sqlite3_stmt statement;
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(4096);

    public SqliteRows(SqliteConnection connection, string sql)
    {
        this.connection = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(this.connection, sql, out statement), this.connection);
    }

    /// <summary>Binds the row and runs the statement with it.</summary>
    /// <exception cref="SqliteException">A constraint said no, or the disk is full.</exception>
    public void Run(ReadOnlySpan<object?> row)
    {
        for (var i = 0; i < row.Length; i++) Bind(i + 1, row[i]);
        var result = raw.sqlite3_step(statement);
        if (result is not raw.SQLITE_DONE and not raw.SQLITE_ROW)
        {
            raw.sqlite3_reset(statement);
            SqliteException.ThrowExceptionForRC(result, connection);
        }
        raw.sqlite3_reset(statement);
    }

    public void Dispose()
    {
        statement.Dispose();
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private void Bind(int place, object? value)
    {
        _ = value switch
        {
            null => raw.sqlite3_bind_null(statement, place),
            long number => raw.sqlite3_bind_int64(statement, place, number),
            int number => raw.sqlite3_bind_int64(statement, place, number),
            bool flag => raw.sqlite3_bind_int64(statement, place, flag ? 1 : 0),
            double number => raw.sqlite3_bind_double(statement, place, number),
            DateTimeOffset moment => raw.sqlite3_bind_int64(statement, place, Micros.Of(moment)),
            string text => BindText(place, text),
            DateOnly day => BindDay(place, day),
            _ => throw new ArgumentException($"{value.GetType()} can't be written."),
        };
    }

    private int BindText(int place, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > bytes.Length)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = ArrayPool<byte>.Shared.Rent(most);
        }
        return raw.sqlite3_bind_text(statement, place, bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
    }

    private int BindDay(int place, DateOnly day)
    {
        Span<byte> text = stackalloc byte[10];
        day.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return raw.sqlite3_bind_text(statement, place, text);
    }
}
