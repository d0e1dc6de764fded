using Guanxi.Customers;

namespace Guanxi.Sales;

/// <summary>One line of an order.</summary>
public sealed class OrderLine
{
    // Beyond these a figure is a slip of the finger, and sums could leave 64 bits.
    private const long MostMilli = 1_000_000_000_000;
    private const long MostMicro = 1_000_000_000_000_000;
    private const decimal MostMinor = 1_000_000_000_000_000m;

    public Id<Customer> CustomerId { get; private init; }
    public Id<Order> OrderId { get; private init; }

    /// <summary>1, 2, 3 … within the order.</summary>
    public int LineNo { get; private init; }
    public Id<Product>? ProductId { get; private init; }

    /// <summary>What the paper says, where it differs from the product or there is none.</summary>
    public string? Description { get; private init; }

    /// <summary>Of the line, not the paper: what costs nothing is an adjustment within a sale.</summary>
    public OrderKind Kind { get; private init; }

    /// <summary>Thousandths of a unit; negative for what came back.</summary>
    public long QuantityMilli { get; private init; }

    /// <summary>Price of one unit in millionths of a major unit of the order's currency: some price lists have three decimals.</summary>
    public long UnitPriceMicro { get; private init; }

    /// <summary>Quantity × price, rounded half away from zero to the order's minor unit; negative for returns.</summary>
    public long AmountMinor { get; private init; }

    /// <summary>The order whose goods came back with this line, where it could be matched.</summary>
    public Id<Order>? ReturnOf { get; private init; }

    /// <summary>That order's line, where it is known.</summary>
    public int? ReturnOfLine { get; private init; }

    /// <summary>Quantity × price in minor units of the currency, rounded half away from zero.</summary>
    public static long Amount(long quantityMilli, long unitPriceMicro, string currency)
    {
        var exact = quantityMilli / 1_000m * (unitPriceMicro / 1_000_000m) * Currencies.MinorPerMajor(currency);
        Refuse.Field("Lines", Math.Abs(exact) > MostMinor, "sales.order.amount_too_large");
        return (long)decimal.Round(exact, 0, MidpointRounding.AwayFromZero);
    }

    internal static OrderLine Sold(Order order, int lineNo, SoldItem item, string currency)
    {
        var description = string.IsNullOrWhiteSpace(item.Description) ? null : item.Description.Trim();
        Refuse.Field("Lines", item.ProductId is null && description is null, "sales.order.line_without_product");
        Refuse.Field("Lines", item.QuantityMilli is <= 0 or > MostMilli, "sales.order.quantity_out_of_range");
        Refuse.Field("Lines", item.UnitPriceMicro is < 0 or > MostMicro, "sales.order.price_out_of_range");
        return new()
        {
            CustomerId = order.CustomerId, OrderId = order.Id, LineNo = lineNo, ProductId = item.ProductId, Description = description,
            Kind = item.UnitPriceMicro == 0 ? OrderKind.Adjustment : OrderKind.Sale, QuantityMilli = item.QuantityMilli, UnitPriceMicro = item.UnitPriceMicro,
            AmountMinor = Amount(item.QuantityMilli, item.UnitPriceMicro, currency),
        };
    }

    internal static OrderLine Returned(Order order, int lineNo, OrderLine bought, long quantityMilli, string currency) => new()
    {
        CustomerId = order.CustomerId, OrderId = order.Id, LineNo = lineNo, ProductId = bought.ProductId, Description = bought.Description,
        Kind = OrderKind.Return, QuantityMilli = -quantityMilli, UnitPriceMicro = bought.UnitPriceMicro,
        AmountMinor = Amount(-quantityMilli, bought.UnitPriceMicro, currency), ReturnOf = bought.OrderId, ReturnOfLine = bought.LineNo,
    };

    internal static OrderLine Adjusted(Order order, Money amount, string reason)
    {
        Refuse.Field("Amount", Math.Abs((decimal)amount.Minor) > MostMinor, "sales.order.amount_too_large");
        return new()
        {
            CustomerId = order.CustomerId, OrderId = order.Id, LineNo = 1, Description = reason.Trim(), Kind = OrderKind.Adjustment,
            QuantityMilli = 1_000, UnitPriceMicro = amount.Minor * (1_000_000 / Currencies.MinorPerMajor(amount.Currency)), AmountMinor = amount.Minor,
        };
    }
}
