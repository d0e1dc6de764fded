using DuckDB.NET.Data;
using DuckDB.NET.Native;
using DuckDBAppender = DuckDB.NET.Native.DuckDBAppender;

namespace Guanxi.Warehouse.Loading;

/// <summary>Appends blocks of rows by writing into DuckDB's own vectors.</summary>
/// <remarks>The library's row-by-row appender costs a call per value; with tens of millions of lines that alone was half of the load.</remarks>
internal sealed unsafe class ChunkAppender : IRowSink, IDisposable
{
    private readonly IReadOnlyList<string> types;
    private readonly DuckDBAppender appender;
    private readonly DuckDBDataChunk chunk;

    /// <param name="catalog">Null for the database's own; <c>temp</c> for temporary tables.</param>
    public ChunkAppender(DuckDBConnection connection, string? catalog, string table, IReadOnlyList<string> types)
    {
        this.types = types;
        var made = catalog is null
            ? NativeMethods.Appender.DuckDBAppenderCreate(connection.NativeConnection, "main", table, out appender)
            : NativeMethods.Appender.DuckDBAppenderCreateExt(connection.NativeConnection, catalog, "main", table, out appender);
        if (made != DuckDBState.Success) throw new InvalidOperationException($"Rows can't be appended to {table}.");
        var logical = types.Select(t => NativeMethods.LogicalType.DuckDBCreateLogicalType(t switch
        {
            "BIGINT" => DuckDBType.BigInt,
            "DATE" => DuckDBType.Date,
            "TIMESTAMP" => DuckDBType.Timestamp,
            _ => DuckDBType.Varchar,
        })).ToArray();
        chunk = NativeMethods.DataChunks.DuckDBCreateDataChunk([.. logical.Select(l => l.DangerousGetHandle())], (ulong)logical.Length);
        foreach (var type in logical) type.Dispose();
    }

    public void Append(RowBlock block)
    {
        if (block.Count == 0) return;
        NativeMethods.DataChunks.DuckDBDataChunkReset(chunk);
        for (var column = 0; column < types.Count; column++)
        {
            var vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, column);
            if (block.Words[column] is { } words) Write(vector, words, block.Count);
            else Write(vector, block.Numbers[column]!, block.Count, types[column] == "DATE");
            if (block.Nulls[column] is { } nulls) Void(vector, nulls, block.Count);
        }
        NativeMethods.DataChunks.DuckDBDataChunkSetSize(chunk, (ulong)block.Count);
        if (NativeMethods.Appender.DuckDBAppendDataChunk(appender, chunk) != DuckDBState.Success) throw new InvalidOperationException("The warehouse did not take the rows.");
    }

    /// <summary>Puts what is still on its way into the table.</summary>
    public void Finish()
    {
        if (NativeMethods.Appender.DuckDBAppenderClose(appender) != DuckDBState.Success) throw new InvalidOperationException("The warehouse did not take the last rows.");
    }

    public void Dispose()
    {
        chunk.Dispose();
        appender.Dispose();
    }

    private static void Write(IntPtr vector, long[] numbers, int count, bool days)
    {
        var data = NativeMethods.Vectors.DuckDBVectorGetData(vector);
        if (!days)
        {
            numbers.AsSpan(0, count).CopyTo(new Span<long>(data, count));
            return;
        }
        var target = new Span<int>(data, count);
        for (var i = 0; i < count; i++) target[i] = (int)numbers[i];
    }

    // duckdb_string_t: four bytes of length, then up to twelve of the text itself. What is longer DuckDB keeps elsewhere and puts a pointer here.
    private static void Write(IntPtr vector, Words words, int count)
    {
        var target = new Span<byte>(NativeMethods.Vectors.DuckDBVectorGetData(vector), count * 16);
        for (var i = 0; i < count; i++)
        {
            var word = words[i];
            if (word.Length > 12)
            {
                fixed (byte* start = word) NativeMethods.Vectors.DuckDBVectorAssignStringElementLength(vector, (ulong)i, start, word.Length);
                continue;
            }
            var place = target.Slice(i * 16, 16);
            place.Clear();
            BitConverter.TryWriteBytes(place, word.Length);
            word.CopyTo(place[4..]);
        }
    }

    private static void Void(IntPtr vector, bool[] nulls, int count)
    {
        NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
        var valid = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        for (var i = 0; i < count; i++)
            if (nulls[i]) valid[i / 64] &= ~(1UL << (i % 64));
    }
}
