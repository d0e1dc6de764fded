using System.Globalization;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Guanxi.Customers;

/// <summary>How long a list is: exact up to ten thousand, "more than" beyond. Where even that would mean reading everybody, the share among the latest tells about how many.</summary>
internal sealed class CustomerCount(TimeProvider clock)
{
    private const int Cap = 10_000, Few = 20_000, Sample = 5_000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);
    private (long Count, DateTimeOffset Until) all;

    public async Task<ListTotal> Of(GuanxiDb db, ListParts list, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            if (!list.IsWide) return Capped(await Number(db, $"SELECT COUNT(*) FROM (SELECT 1 {list.Everything} LIMIT {Cap + 1}) n", list, ct));
            var everybody = await Everybody(db, ct);
            if (everybody <= Few) return Capped(await Number(db, $"SELECT COUNT(*) FROM (SELECT 1 {list.Everything} LIMIT {Cap + 1}) n", list, ct));
            var latest = $"(SELECT * FROM customers_customer ORDER BY id DESC LIMIT {Sample}) c";
            var share = await Number(db, $"SELECT COUNT(*) {list.Everything.Replace("customers_customer c", latest, StringComparison.Ordinal)}", list, ct);
            return new(RoundTo2(share * everybody / Sample), TotalKind.About);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static ListTotal Capped(long count) => count > Cap ? new(Cap, TotalKind.AtLeast) : new(count, TotalKind.Exact);

    private async Task<long> Everybody(GuanxiDb db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (all.Until <= now) all = (await Number(db, "SELECT COUNT(*) FROM customers_customer", null, ct), now + Kept);
        return all.Count;
    }

    private static long RoundTo2(long count)
    {
        var unit = 1L;
        while (count / unit >= 100) unit *= 10;
        return (count + unit / 2) / unit * unit;
    }

    private static async Task<long> Number(GuanxiDb db, string sql, ListParts? list, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        foreach (var (name, value) in list?.Parameters ?? [])
        {
            if (!sql.Contains($"@{name}", StringComparison.Ordinal)) continue;
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }
}
