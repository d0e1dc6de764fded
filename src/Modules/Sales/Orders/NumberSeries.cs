using System.Globalization;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Orders;

/// <summary>Numbers for papers that come without one: counted by kind and day, without gaps or repeats.</summary>
internal sealed class NumberSeries
{
    /// <summary>Kind and day, e.g. <c>S20260302</c>.</summary>
    public string Name { get; private init; } = "";
    public long LastNumber { get; private init; }

    /// <summary>The next number of the day. Taken back with the transaction, should it fail.</summary>
    public static async Task<string> Next(GuanxiDb db, OrderKind kind, DateOnly on, CancellationToken ct)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{kind.ToString()[0]}{on:yyyyMMdd}");
        // One statement: two people at once on PostgreSQL wait for each other here and get different numbers.
        await db.Database.ExecuteSqlAsync($"INSERT INTO sales_number_series (name, last_number) VALUES ({name}, 1) ON CONFLICT (name) DO UPDATE SET last_number = sales_number_series.last_number + 1", ct);
        var number = await db.Set<NumberSeries>().AsNoTracking().Where(s => s.Name == name).Select(s => s.LastNumber).FirstAsync(ct);
        return string.Create(CultureInfo.InvariantCulture, $"{name}-{number:000}");
    }
}

internal sealed class NumberSeriesTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<NumberSeries>(series =>
    {
        series.ToTable("sales_number_series");
        series.HasKey(s => s.Name);
        series.Property(s => s.Name).HasMaxLength(20);
    });
}
