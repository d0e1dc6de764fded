namespace Guanxi.Exchange.Reading;

internal enum OrderPreset
{
    /// <summary>Any order file, by its columns.</summary>
    Generic,

    /// <summary>The UCI "Online Retail" file: invoices C… are returns, A… and unpriced lines adjustments, local times written with a Z.</summary>
    OnlineRetail,
}

/// <summary>How a file of orders is read.</summary>
internal sealed record OrderReading : FileReading
{
    public OrderPreset Preset { get; init; }

    /// <summary>The built-in reading of online-retail-uci.csv, whatever order its columns are in.</summary>
    public static OrderReading OnlineRetail(FileShape shape, IReadOnlyList<string>? header, string currency = "GBP")
    {
        if (header is null) throw new UnreadableFile("exchange.preset.header_missing");
        const string columns = "order=InvoiceNo,product=StockCode,product-name=Description,quantity=Quantity,date=InvoiceDate,price=UnitPrice,customer=CustomerID,country=Country";
        return new()
        {
            Shape = shape,
            Columns = ColumnMapping.Parse(columns, header, header.Count),
            Dates = new() { KeepWallClock = true },
            Currency = currency,
            Preset = OrderPreset.OnlineRetail,
        };
    }

    /// <summary>The header of a file, without reading further.</summary>
    public static IReadOnlyList<string>? HeaderOf(SourceFile file, FileShape shape)
    {
        if (!shape.HasHeader) return null;
        using var reader = shape.Read(file);
        return reader.Read() ? FileSurvey.HeaderOf(reader) : null;
    }
}
