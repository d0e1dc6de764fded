namespace Guanxi.Exchange.Reading;

internal enum OrderPreset
{
    /// <summary>Any order file, by its columns.</summary>
    Generic,

    /// <summary>The UCI "Online Retail" file: invoices C… are returns, A… and unpriced lines adjustments, local times written with a Z.</summary>
    OnlineRetail,
}

/// <summary>Everything that must be decided before a file's rows can be read; afterwards nothing is guessed.</summary>
internal sealed record OrderReading
{
    public required FileShape Shape { get; init; }
    public required ColumnMapping Columns { get; init; }
    public DateReading Dates { get; init; } = new();
    public DecimalSign Decimals { get; init; }

    /// <summary>The currency of amounts that name none; empty where each row must name its own.</summary>
    public required string Currency { get; init; }

    public OrderPreset Preset { get; init; }

    /// <summary>Values that a person put right in place, by line and column; they stand for those of the file.</summary>
    public IReadOnlyDictionary<int, IReadOnlyDictionary<int, string>> Corrections { get; init; } = new Dictionary<int, IReadOnlyDictionary<int, string>>();

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
