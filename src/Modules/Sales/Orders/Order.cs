using Guanxi.Customers;

namespace Guanxi.Sales;

/// <summary>What a document of sale says.</summary>
public enum OrderKind { Sale, Return, Adjustment }

/// <summary>A sale to, a return by, or an adjustment with one customer, in one currency. Written once: what was wrong is put right by another document.</summary>
public sealed class Order : Entity<Order>, IFed
{
    private readonly List<OrderLine> lines = [];

    public Id<Customer> CustomerId { get; private init; }

    /// <summary>The number on the paper; unique within kind of source, not across customers' own systems.</summary>
    public string Number { get; private init; } = "";
    public OrderKind Kind { get; private init; }
    public DateTimeOffset OrderedAt { get; private init; }

    /// <summary>The business day, in the firm's zone or as the source had it: a date that no time zone moves.</summary>
    public DateOnly OrderedOn { get; private init; }

    /// <summary>Sum of the lines; negative for a return.</summary>
    public Money Total { get; private set; }
    public Id<Unit>? UnitId { get; private init; }
    public Id<Person>? SellerId { get; private init; }
    public long? ImportId { get; private init; }

    /// <summary>Filled by who makes the order; a reader asks for the lines by customer and order.</summary>
    public IReadOnlyList<OrderLine> Lines => lines;

    long IFed.FeedCustomer => CustomerId.Value;

    /// <summary>What the customer bought.</summary>
    public static Order Sale(OrderHead head, IReadOnlyList<SoldItem> items)
    {
        Refuse.Field("Lines", items.Count == 0, "sales.order.no_lines");
        var order = Of(head, OrderKind.Sale);
        foreach (var item in items) order.lines.Add(OrderLine.Sold(order, order.lines.Count + 1, item, head.Currency));
        return order.Placed(head.Currency);
    }

    /// <summary>What the customer brings back of one sale, at the prices paid.</summary>
    /// <param name="head">In the sale's currency and of its customer.</param>
    /// <param name="sale">Of what.</param>
    /// <param name="bought">The sale's lines.</param>
    /// <param name="before">Lines of earlier returns of that sale.</param>
    /// <param name="back">Which lines, how much of each.</param>
    public static Order Return(OrderHead head, Order sale, IReadOnlyList<OrderLine> bought, IReadOnlyList<OrderLine> before, IReadOnlyList<ReturnedItem> back)
    {
        Refuse.If(sale.Kind != OrderKind.Sale, "sales.return.not_a_sale");
        Refuse.Field("OrderedOn", head.OrderedOn < sale.OrderedOn, "sales.return.before_sale");
        Refuse.Field("Lines", back.Count == 0, "sales.return.nothing");
        var left = Returnable.Of(bought, before);
        var order = Of(head with { CustomerId = sale.CustomerId, Currency = sale.Total.Currency }, OrderKind.Return);
        foreach (var item in back)
        {
            var line = Refuse.Missing(bought.FirstOrDefault(l => l.LineNo == item.LineNo), "sales.return.line_unknown");
            Refuse.Field("Lines", item.QuantityMilli <= 0, "sales.return.nothing");
            Refuse.Field("Lines", item.QuantityMilli > left[item.LineNo], "sales.return.more_than_bought", Quantity.Of(left[item.LineNo]));
            left[item.LineNo] -= item.QuantityMilli;
            order.lines.Add(OrderLine.Returned(order, order.lines.Count + 1, line, item.QuantityMilli, sale.Total.Currency));
        }
        return order.Placed(sale.Total.Currency);
    }

    /// <summary>Money given or taken without goods: a discount afterwards, a correction.</summary>
    public static Order Adjustment(OrderHead head, Money amount, string reason)
    {
        Refuse.Field("Amount", amount.Minor == 0, "sales.adjustment.zero");
        Refuse.Field("Reason", string.IsNullOrWhiteSpace(reason), "sales.adjustment.needs_reason");
        var order = Of(head with { Currency = amount.Currency }, OrderKind.Adjustment);
        order.lines.Add(OrderLine.Adjusted(order, amount, reason));
        return order.Placed(amount.Currency);
    }

    private static Order Of(OrderHead head, OrderKind kind)
    {
        Refuse.Field("Currency", !Currencies.Known(head.Currency), "sales.order.currency_unknown", head.Currency);
        Refuse.Field("Number", string.IsNullOrWhiteSpace(head.Number), "sales.order.number_missing");
        return new()
        {
            CustomerId = head.CustomerId, Number = head.Number.Trim(), Kind = kind, OrderedAt = head.OrderedAt, OrderedOn = head.OrderedOn,
            Total = Money.Zero(head.Currency), UnitId = head.UnitId, SellerId = head.SellerId,
        };
    }

    private Order Placed(string currency)
    {
        Total = new(lines.Sum(l => l.AmountMinor), currency);
        Raise(new OrderPlaced(Id, CustomerId, Kind, Total, OrderedOn));
        return this;
    }
}

/// <summary>What every document of sale says at its top.</summary>
public sealed record OrderHead
{
    public required Id<Customer> CustomerId { get; init; }
    public required string Number { get; init; }
    public required DateTimeOffset OrderedAt { get; init; }
    public required DateOnly OrderedOn { get; init; }
    public required string Currency { get; init; }
    public Id<Unit>? UnitId { get; init; }
    public Id<Person>? SellerId { get; init; }
}

/// <summary>One thing sold: so many thousandths of a unit, at so many millionths of a major unit each.</summary>
public sealed record SoldItem(Id<Product>? ProductId, string? Description, long QuantityMilli, long UnitPriceMicro);

/// <summary>So many thousandths of a unit of one line of the sale.</summary>
public sealed record ReturnedItem(int LineNo, long QuantityMilli);
