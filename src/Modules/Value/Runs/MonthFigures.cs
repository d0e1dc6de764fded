using Guanxi.Warehouse;

namespace Guanxi.Value.Runs;

/// <summary>The firm's months, from the warehouse.</summary>
internal static class MonthFigures
{
    private static readonly WarehouseQuery Months = WarehouseQuery.Of(typeof(MonthFigures).Assembly, "months");

    public static async Task<IReadOnlyList<MonthFigure>> Of(DataWarehouse warehouse, DateOnly until, CancellationToken ct) =>
    [
        .. (await warehouse.Read(Months.Sql, [until], row => new MonthFigure(row.GetFieldValue<DateOnly>(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3),
            (int)row.GetInt64(4), (int)row.GetInt64(5)), ct)).Reverse(),
    ];
}
