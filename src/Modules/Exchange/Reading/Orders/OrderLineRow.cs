namespace Guanxi.Exchange.Reading;

internal enum LineKind
{
    Sale,
    Return,

    /// <summary>Neither sold nor brought back: free goods, stock corrections, bad debt, a discount line.</summary>
    Adjustment,
}

/// <summary>One line of an order as the file states it, checked and typed.</summary>
internal sealed class OrderLineRow
{
    /// <summary>1-based line of the source file where the row begins.</summary>
    public int Line { get; init; }

    public LineKind Kind { get; init; }

    /// <summary>Set when rows are put together to orders: a row without a customer takes that of its order.</summary>
    public CustomerWords? Customer { get; set; }

    public string? OrderNumber { get; init; }
    public SourceMoment At { get; init; }
    public string? ProductCode { get; init; }
    public string? ProductName { get; init; }
    public decimal Quantity { get; init; }
    public decimal UnitPrice { get; init; }

    /// <summary>Minor units of <see cref="Currency"/>, rounded half away from zero.</summary>
    public long AmountMinor { get; init; }

    /// <summary>The amount before it was rounded to minor units.</summary>
    public decimal Amount { get; init; }

    public required string Currency { get; init; }
    public string? Country { get; init; }
    public string? Note { get; init; }

    public bool IsAnonymous => Customer is null;
}
