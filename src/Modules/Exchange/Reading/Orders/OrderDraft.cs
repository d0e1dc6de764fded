namespace Guanxi.Exchange.Reading;

/// <summary>An order as the file's rows make it.</summary>
internal sealed class OrderDraft(OrderLineRow first)
{
    private static readonly TimeSpan AroundMidnight = TimeSpan.FromMinutes(10);

    public string? Number { get; } = first.OrderNumber;
    public string Currency { get; } = first.Currency;
    public List<OrderLineRow> Lines { get; } = [first];

    /// <summary>Null for an anonymous sale.</summary>
    public CustomerWords? Customer { get; private set; } = first.Customer;

    /// <summary>The earliest moment of its rows: some tills print the later rows a minute later.</summary>
    public SourceMoment At { get; private set; } = first.At;

    /// <summary>Why none of it can be loaded; null when it can.</summary>
    public string? Refused { get; private set; }

    public long AmountMinor => Lines.Sum(line => line.AmountMinor);

    /// <summary>Whether it brings goods back and sells none.</summary>
    public bool IsReturn => Lines.TrueForAll(line => line.Kind != LineKind.Sale) && Lines.Exists(line => line.Kind == LineKind.Return);

    public void Add(OrderLineRow line)
    {
        Lines.Add(line);
        if (IsAnotherDay(line)) Refused ??= RowErrorCodes.TwoDays;
        if (line.At.Wall < At.Wall) At = line.At;
        if (line.Currency != Currency) Refused ??= RowErrorCodes.TwoCurrencies;
        if (line.Customer is not { } customer) return;
        if (Customer is null) Customer = customer;
        else if (Customer.Contradicts(customer)) Refused ??= RowErrorCodes.TwoCustomers;
        else Customer = Customer.With(customer);
    }

    // A till that prints round midnight is still at one order.
    private bool IsAnotherDay(OrderLineRow line) =>
        line.At.Wall.Date != At.Wall.Date && !(line.At.HasTime && At.HasTime && (line.At.Wall - At.Wall).Duration() <= AroundMidnight);

    public void Refuse(string code) => Refused ??= code;
}
