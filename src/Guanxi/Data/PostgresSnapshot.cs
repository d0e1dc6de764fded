using System.Text;
using Npgsql;

namespace Guanxi.Data;

/// <inheritdoc cref="ISnapshot"/>
internal sealed class PostgresSnapshot : ISnapshot
{
    private readonly NpgsqlConnection connection;

    private PostgresSnapshot(NpgsqlConnection connection, long settledUntil) => (this.connection, SettledUntil) = (connection, settledUntil);

    public long SettledUntil { get; }

    /// <returns>Null where the moment is closed already.</returns>
    public static async Task<PostgresSnapshot?> Join(string connectionString, string shared, long settledUntil, CancellationToken ct)
    {
        try
        {
            return await Open(connectionString, ct, (shared, settledUntil));
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.InvalidParameterValue or PostgresErrorCodes.ObjectNotInPrerequisiteState or PostgresErrorCodes.UndefinedObject)
        {
            return null;
        }
    }

    public static async Task<PostgresSnapshot> Open(string connectionString, CancellationToken ct, (string Name, long SettledUntil)? shared = null)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            // Asked before the moment that is read: whoever is still writing at that moment began after the answer, or is in it.
            // For another process's moment that is too late to ask: what was on its way then may have ended since.
            var settled = shared?.SettledUntil ?? (long)(await One("SELECT CAST(EXTRACT(EPOCH FROM LEAST(clock_timestamp(), MIN(a.xact_start))) * 1000000 AS BIGINT) FROM pg_stat_activity a "
                + "WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()"))!;
            await One("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            // The moment is that of the first question, unless it is another process's.
            await One(shared is null ? "SELECT 1" : $"SET TRANSACTION SNAPSHOT '{shared.Value.Name.Replace("'", "''", StringComparison.Ordinal)}'");
            return new(connection, settled);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        async Task<object?> One(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync(ct);
        }
    }

    public async Task<string?> Share(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT pg_export_snapshot()", connection);
        return (string?)await command.ExecuteScalarAsync(ct);
    }

    public IRowCursor Read(string sql)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return new Cursor(command, command.ExecuteReader());
    }

    public void Dispose() => connection.Dispose();

    private sealed class Cursor(NpgsqlCommand command, NpgsqlDataReader reader) : IRowCursor
    {
        private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;
        private readonly Type[] types = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetFieldType)];
        private byte[] bytes = new byte[256];

        public IReadOnlyList<string> Columns { get; } = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];

        public bool Next() => reader.Read();

        public bool IsNull(int column) => reader.IsDBNull(column);

        public long Number(int column) => types[column] == typeof(DateTime) ? Micros.Of(new DateTimeOffset(reader.GetDateTime(column), TimeSpan.Zero)) : reader.GetInt64(column);

        public int Day(int column) => reader.GetFieldValue<DateOnly>(column).DayNumber - Epoch;

        public ReadOnlySpan<byte> Text(int column)
        {
            var text = reader.GetString(column);
            if (Encoding.UTF8.GetMaxByteCount(text.Length) is var most && most > bytes.Length) bytes = new byte[most];
            return bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes));
        }

        public void Dispose()
        {
            reader.Dispose();
            command.Dispose();
        }
    }
}
