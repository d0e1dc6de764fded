namespace Guanxi.Exchange.Reading;

/// <summary>Makes a typed row of each record, or says what is wrong with it.</summary>
internal sealed class OrderRowReader(OrderReading reading, DelimitedReader record, List<RowError> errors)
{
    public const int LongestCode = FieldReader.LongestCode, LongestNote = 1000;
    private const int LongestName = FieldReader.LongestName, LongestProduct = 300, LongestPlace = 60, LongestAddress = 300;
    private const int MostNamed = 1_000;
    private const decimal MostPieces = 1_000_000_000m, MostPrice = 1_000_000_000m, MostMoney = 10_000_000_000m;

    private static readonly decimal[] PowersOfTen = [1m, 10m, 100m, 1000m];

    private readonly FieldReader field = new(reading, record, errors);

    private Func<CustomerPlace?>? place;

    /// <returns>Null where the row was refused; its errors are in the list.</returns>
    public OrderLineRow? Row()
    {
        var before = errors.Count;
        place ??= Place;
        if (!field.Begin()) return null;
        field.Moment(ColumnRole.OrderedAt, out var moment);
        var currency = Currency();
        var kind = LineKind.Sale;
        var orderNumber = field.Code(ColumnRole.OrderNumber, LongestCode);
        var digits = Currencies.Decimals(currency);
        if (Amount(currency, digits) is { } line) kind = KindOf(orderNumber, line);
        else line = default;
        var row = new OrderLineRow
        {
            Line = record.Line,
            Kind = kind,
            Customer = field.Customer(place),
            OrderNumber = orderNumber,
            At = moment,
            ProductCode = field.Code(ColumnRole.ProductCode, LongestCode),
            ProductName = field.Text(ColumnRole.ProductName, LongestProduct),
            Quantity = line.Quantity,
            UnitPrice = line.UnitPrice,
            Amount = line.Amount,
            AmountMinor = Minor(line.Amount, digits),
            Currency = currency,
            Country = field.Text(ColumnRole.Country, LongestName),
            Note = field.Text(ColumnRole.Note, LongestNote),
        };
        if (errors.Count == before) return row;
        Name(before);
        return null;
    }

    private void Name(int from)
    {
        if (errors.Count > MostNamed) return;
        string?[] words = [field.Peek(ColumnRole.OrderNumber), field.Peek(ColumnRole.CustomerName) ?? field.Peek(ColumnRole.CustomerCode)];
        var named = string.Join(" · ", words.OfType<string>());
        for (var at = from; at < errors.Count; at++) errors[at] = errors[at] with { Row = named.Length == 0 ? null : named };
    }

    /// <summary>The order number of a refused row as far as it can be told, so that its order isn't loaded without it.</summary>
    public string? RefusedOrder() =>
        record.Problem is RecordProblem.None && reading.Columns[ColumnRole.OrderNumber] is { } column && field.Value(column) is { IsEmpty: false } number
            ? FieldText.Bare(number).ToString() : null;

    private string Currency()
    {
        var named = field.Text(ColumnRole.Currency, LongestCode);
        if (named is null && reading.Currency.Length > 0) return reading.Currency;
        if (named is not null && CurrencyWords.TryFind(named, out var code) && code!.Length > 0) return code;
        field.Fail(ColumnRole.Currency, RowErrorCodes.CurrencyUnknown);
        return "CNY";
    }

    private LineAmount? Amount(string currency, int digits)
    {
        var sound = field.Number(ColumnRole.Quantity, MostPieces, out var quantity, out _)
            & field.Number(ColumnRole.UnitPrice, MostPrice, out var price, out var priceCurrency)
            & field.Number(ColumnRole.Amount, MostMoney, out var amount, out var amountCurrency);
        if (!sound) return null;
        // A currency sign at the number that isn't the row's currency: 12.00 € in a file of pounds.
        foreach (var (named, role) in ((string?, ColumnRole)[])[(amountCurrency, ColumnRole.Amount), (priceCurrency, ColumnRole.UnitPrice)])
        {
            if (named is null || named == currency) continue;
            field.Fail(role, RowErrorCodes.CurrencyContradicts);
            return null;
        }

        if (amount is null && price is null)
        {
            field.Fail(field.Has(ColumnRole.Amount) ? ColumnRole.Amount : ColumnRole.UnitPrice, RowErrorCodes.AmountMissing);
            return null;
        }

        if (amount is null)
        {
            // A quantity column that is empty in this row is missing data; no column at all means one piece each.
            if (quantity is null && field.Has(ColumnRole.Quantity)) field.Fail(ColumnRole.Quantity, RowErrorCodes.AmountMissing);
            else if (Math.Abs(quantity ?? 1) * Math.Abs(price!.Value) > MostMoney) field.Fail(ColumnRole.UnitPrice, RowErrorCodes.NumberOutOfRange);
            else return new(quantity ?? 1, price.Value, (quantity ?? 1) * price.Value);
            return null;
        }

        if (LineAmount.TrySettle(quantity, price, amount.Value, digits, out var line)) return line;
        field.Fail(ColumnRole.Amount, RowErrorCodes.AmountDisagrees);
        return null;
    }

    private LineKind KindOf(string? orderNumber, LineAmount line) =>
        reading.Preset == OrderPreset.OnlineRetail ? OnlineRetailKind(orderNumber, line) : line switch
        {
            // Given away is sold too: the customer came and took it.
            { Quantity: < 0, Amount: <= 0 } => LineKind.Return,
            { Quantity: > 0, Amount: >= 0 } => LineKind.Sale,
            _ => LineKind.Adjustment,
        };

    /// <summary>In that file a price of zero or below marks corrections of stock and debt, and A… invoices are the bookkeeper's.</summary>
    private static LineKind OnlineRetailKind(string? orderNumber, LineAmount line)
    {
        if (line.UnitPrice <= 0 || line.Quantity == 0) return LineKind.Adjustment;
        var first = orderNumber is { Length: > 0 } ? char.ToUpperInvariant(orderNumber[0]) : '0';
        if (first == 'C') return line.Quantity < 0 ? LineKind.Return : LineKind.Adjustment;
        return char.IsAsciiDigit(first) && line.Quantity > 0 ? LineKind.Sale : LineKind.Adjustment;
    }

    private CustomerPlace? Place()
    {
        var (province, city, address) = (field.Text(ColumnRole.Province, LongestPlace), field.Text(ColumnRole.City, LongestPlace), field.Text(ColumnRole.Address, LongestAddress));
        return (province ?? city ?? address) is null ? null : new(province, city, address);
    }

    private static long Minor(decimal amount, int digits) =>
        (long)Math.Round(amount * PowersOfTen[digits], MidpointRounding.AwayFromZero);
}
