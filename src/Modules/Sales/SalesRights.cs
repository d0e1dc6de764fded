namespace Guanxi.Sales;

/// <summary>Rights over products, orders and exchange rates.</summary>
public static class SalesRights
{
    public const string Read = "sales.read";
    public const string Edit = "sales.edit";

    /// <summary>Sees and sets what products cost: a till needs prices, not margins.</summary>
    public const string Cost = "sales.cost";

    /// <summary>Sets exchange rates and the base currency: every figure of the firm follows them.</summary>
    public const string Rates = "sales.rates";
}
