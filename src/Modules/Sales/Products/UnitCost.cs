using Guanxi.Data;

namespace Guanxi.Sales.Products;

/// <summary>A unit's cost out of what a form says.</summary>
internal static class UnitCost
{
    /// <param name="now">What it is: it stays where the actor neither sees nor sets costs.</param>
    public static async Task<Money?> Of(GuanxiDb db, decimal? cost, string? currency, Money? now, Actor actor, CancellationToken ct)
    {
        if (!actor.May(SalesRights.Cost))
        {
            Refuse.Field("Cost", cost is not null, "sales.product.cost_not_yours");
            return now;
        }
        if (cost is not { } amount) return null;
        Refuse.Field("Cost", amount is < 0 or > 1_000_000_000, "sales.product.cost_out_of_range");
        var named = string.IsNullOrWhiteSpace(currency) ? (await db.Setting<FirmSettings>(ct)).BaseCurrency : currency.Trim().ToUpperInvariant();
        Refuse.Field("CostCurrency", !Currencies.Known(named), "sales.order.currency_unknown", named);
        return Money.Of(amount, named);
    }
}
