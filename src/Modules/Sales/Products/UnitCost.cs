using Guanxi.Data;

namespace Guanxi.Sales.Products;

/// <summary>A unit's cost out of what a form says.</summary>
internal static class UnitCost
{
    public static async Task<Money?> Of(GuanxiDb db, decimal? cost, string? currency, CancellationToken ct)
    {
        if (cost is not { } amount) return null;
        Refuse.Field("Cost", amount is < 0 or > 1_000_000_000, "sales.product.cost_out_of_range");
        var named = string.IsNullOrWhiteSpace(currency) ? (await db.Setting<FirmSettings>(ct)).BaseCurrency : currency.Trim().ToUpperInvariant();
        Refuse.Field("CostCurrency", !Currencies.Known(named), "sales.order.currency_unknown", named);
        return Money.Of(amount, named);
    }
}
