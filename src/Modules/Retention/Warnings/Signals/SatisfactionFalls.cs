using Guanxi.Customers;
using Guanxi.Retention.Warnings.Settings;
using Guanxi.Warehouse;

namespace Guanxi.Retention.Warnings.Signals;

/// <summary>What a customer was asked both times: how satisfied from 1 to 5, or whether it would recommend the firm from 0 to 10.</summary>
internal enum SatisfactionScale { Csat = 1, Nps }

/// <summary>What a customer answered last, and the time before.</summary>
internal readonly record struct SatisfactionFall(SatisfactionScale Scale, int Before, DateOnly BeforeOn, int Score, DateOnly On);

/// <summary>Customers who answered much worse than the time before: fewer points of satisfaction, or no longer recommending but advising against. Answers without a name belong to nobody and are not among them.</summary>
internal sealed class SatisfactionFalls
{
    private static readonly WarehouseQuery Fall = WarehouseQuery.Of(typeof(SatisfactionFalls).Assembly, "satisfaction_fall");

    private readonly Dictionary<Id<Customer>, SatisfactionFall> falls;

    private SatisfactionFalls(Dictionary<Id<Customer>, SatisfactionFall> falls) => this.falls = falls;

    /// <param name="asOf">By the calendar of the figures: what the day's customers are told by.</param>
    public static async Task<SatisfactionFalls> Of(DataWarehouse warehouse, WarningSettings settings, DateOnly asOf, CancellationToken ct) => new(settings.SatisfactionFallDays == 0 ? []
        : (await warehouse.Read(Fall.Sql, [asOf, asOf.AddDays(-settings.SatisfactionFallDays), (long)settings.SatisfactionFallPoints], r => (Id: new Id<Customer>(r.GetInt64(0)),
            Fall: new SatisfactionFall((SatisfactionScale)(int)r.GetInt64(1), (int)r.GetInt64(2), r.GetFieldValue<DateOnly>(3), (int)r.GetInt64(4), r.GetFieldValue<DateOnly>(5))), ct)).ToDictionary(r => r.Id, r => r.Fall));

    public IEnumerable<Id<Customer>> Customers => falls.Keys;

    public SatisfactionFall this[Id<Customer> customer] => falls[customer];
}
