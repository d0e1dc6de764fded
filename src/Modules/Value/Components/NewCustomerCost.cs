using Guanxi.Warehouse;

namespace Guanxi.Value.Components;

/// <summary>What serving a new customer costs for each purchase: the yardstick of the saving.</summary>
/// <param name="CostMinor">All that serving new customers cost.</param>
/// <param name="Purchases">Their purchase days while they were new.</param>
internal sealed record NewCustomerCost(long CostMinor, long Purchases)
{
    private static readonly WarehouseQuery Question = WarehouseQuery.Of(typeof(NewCustomerCost).Assembly, "new_customer_cost");

    /// <summary>Whole minor units, so that everything adds up.</summary>
    public long EachMinor => Purchases == 0 ? 0 : (long)Math.Round((decimal)CostMinor / Purchases, MidpointRounding.AwayFromZero);

    public static async Task<NewCustomerCost> Of(DataWarehouse warehouse, DateOnly day, LedgerTerms terms, CancellationToken ct) =>
        (await warehouse.Read(Question.Sql, [day, (long)terms.NewDays, .. terms.Costs], r => new NewCustomerCost(r.GetInt64(0), r.GetInt64(1)), ct)).FirstOrDefault() ?? new(0, 0);
}
