using System.Data.Common;
using System.Globalization;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Guanxi.Customers.Merging;

/// <summary>SQL in the transaction under way. Nothing but names from the model, ids and stamps goes into its text.</summary>
internal static class MergeSql
{
    /// <summary>A command of the open connection and transaction.</summary>
    public static DbCommand Command(this GuanxiDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    /// <returns>How many rows it wrote or took out.</returns>
    public static async Task<int> Do(this GuanxiDb db, string sql, CancellationToken ct)
    {
        await using var command = db.Command(sql);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task<List<long>> Numbers(this GuanxiDb db, string sql, CancellationToken ct)
    {
        await using var command = db.Command(sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var numbers = new List<long>();
        while (await reader.ReadAsync(ct)) numbers.Add(reader.GetInt64(0));
        return numbers;
    }

    /// <summary>A row's key as one text.</summary>
    public static string KeyOf(string alias, IReadOnlyList<string> columns) => columns.Count == 0 ? "''" : string.Join(" || ' ' || ", columns.Select(c => $"CAST({alias}.\"{c}\" AS TEXT)"));

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
