using Guanxi.Customers;
using Guanxi.Warehouse;

namespace Guanxi.Value;

/// <summary>The days of business with one customer, from the warehouse.</summary>
internal static class LedgerDays
{
    private static readonly WarehouseQuery Days = WarehouseQuery.Of(typeof(LedgerDays).Assembly, "customer_days");

    public static Task<IReadOnlyList<LedgerDay>> Of(DataWarehouse warehouse, Id<Customer> customer, DateOnly until, int most, LedgerTerms terms, CancellationToken ct) =>
        warehouse.Read(Days.Sql, [customer.Value, until, (long)most, .. terms.Arguments],
            row => new LedgerDay(row.GetFieldValue<DateOnly>(0), (int)row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)), ct);
}
