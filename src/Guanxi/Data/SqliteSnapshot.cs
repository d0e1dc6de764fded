using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Guanxi.Data;

/// <inheritdoc cref="ISnapshot"/>
/// <remarks>Without SQLite's lock around each call, as one thread has it for itself: of twenty million lines with eleven columns that was a third of the time.</remarks>
internal sealed class SqliteSnapshot : ISnapshot
{
    private readonly sqlite3 connection;

    /// <param name="file">The database.</param>
    /// <param name="settledUntil">Nothing may be written while it opens.</param>
    public SqliteSnapshot(string file, long settledUntil)
    {
        SettledUntil = settledUntil;
        Check(raw.sqlite3_open_v2(file, out connection, raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_NOMUTEX, null));
        Check(raw.sqlite3_busy_timeout(connection, 10_000));
        // The moment is that of the first question.
        Check(raw.sqlite3_exec(connection, "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1"));
    }

    public long SettledUntil { get; }

    public Task<string?> Share(CancellationToken ct) => Task.FromResult<string?>(null);

    public IRowCursor Read(string sql)
    {
        Check(raw.sqlite3_prepare_v2(connection, sql, out var statement));
        return new Cursor(this, statement);
    }

    public void Dispose() => connection.Dispose();

    private void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE)) SqliteException.ThrowExceptionForRC(result, connection);
    }

    private sealed class Cursor(SqliteSnapshot snapshot, sqlite3_stmt statement) : IRowCursor
    {
        private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;
        private readonly IntPtr handle = statement.DangerousGetHandle();

        public IReadOnlyList<string> Columns { get; } = [.. Enumerable.Range(0, raw.sqlite3_column_count(statement)).Select(i => raw.sqlite3_column_name(statement, i).utf8_to_string())];

        public bool Next()
        {
            var result = Sqlite3.Step(handle);
            if (result == raw.SQLITE_ROW) return true;
            snapshot.Check(result);
            return false;
        }

        public bool IsNull(int column) => Sqlite3.Type(handle, column) == raw.SQLITE_NULL;

        public long Number(int column) => Sqlite3.Int64(handle, column);

        public int Day(int column)
        {
            var text = Text(column);
            if (text.Length < 10 || text[4] != '-' || text[7] != '-') throw new FormatException($"{Columns[column]} holds no date.");
            return new DateOnly(Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10])).DayNumber - Epoch;
        }

        public unsafe ReadOnlySpan<byte> Text(int column) => new((void*)Sqlite3.Blob(handle, column), Sqlite3.Bytes(handle, column));

        public void Dispose() => statement.Dispose();

        private static int Digits(ReadOnlySpan<byte> digits)
        {
            var number = 0;
            foreach (var digit in digits) number = number * 10 + digit - '0';
            return number;
        }
    }
}

/// <summary>SQLite's own calls for one value, without the wrapping of the library, which costs more than they do.</summary>
internal static partial class Sqlite3
{
    private const string Library = "e_sqlite3";

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(IntPtr statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static partial int Type(IntPtr statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static partial long Int64(IntPtr statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob"), SuppressGCTransition]
    public static partial IntPtr Blob(IntPtr statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    public static partial int Bytes(IntPtr statement, int column);
}
