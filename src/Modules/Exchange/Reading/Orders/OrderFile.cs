namespace Guanxi.Exchange.Reading;

/// <summary>A file read to its end: every row either belongs to an order or has an error.</summary>
internal sealed record OrderFile(IReadOnlyList<OrderDraft> Orders, IReadOnlyList<RowError> Errors, FileCounts Counts, OrderFileSummary Summary)
{
    /// <param name="progress">Called with the rows done, every 10,000 rows.</param>
    public static OrderFile Read(SourceFile file, OrderReading reading, Action<int>? progress = null, CancellationToken ct = default)
    {
        using var reader = reading.Shape.Read(file);
        var headerLines = reading.Shape.SkippedLines;
        if (reading.Shape.HasHeader && reader.Read()) headerLines++;
        var errors = new List<RowError>();
        var accepted = new List<OrderLineRow>();
        var refusedNumbers = new HashSet<string>(StringComparer.Ordinal);
        var rowReader = new OrderRowReader(reading, reader, errors);
        var rows = 0;
        while (reader.Read())
        {
            if (++rows % 10_000 == 0)
            {
                ct.ThrowIfCancellationRequested();
                progress?.Invoke(rows);
            }

            if (rowReader.Row() is { } row) accepted.Add(row);
            else if (rowReader.RefusedOrder() is { } number) refusedNumbers.Add(number);
        }

        var customerColumn = reading.Columns[ColumnRole.CustomerCode] ?? reading.Columns[ColumnRole.CustomerName];
        var orders = OrderAssembly.Assemble(accepted, refusedNumbers, customerColumn, errors);
        var counts = new FileCounts(reader.Lines, headerLines, reader.BlankLines, reader.InnerLines, rows);
        return Of(orders, errors, counts, 0);
    }

    /// <summary>The same file without some of its orders: passed over, or refused for a reason that lies outside the file.</summary>
    public OrderFile Without(IReadOnlySet<OrderDraft> skipped, IReadOnlySet<OrderDraft> refused, string reason)
    {
        if (skipped.Count + refused.Count == 0) return this;
        var errors = new List<RowError>(Errors);
        foreach (var order in refused)
            foreach (var line in order.Lines) errors.Add(RowError.Of(line.Line, null, reason, order.Number));
        return Of([.. Orders.Where(order => !skipped.Contains(order) && !refused.Contains(order))], errors, Counts, skipped.Sum(order => order.Lines.Count));
    }

    private static OrderFile Of(IReadOnlyList<OrderDraft> orders, List<RowError> errors, FileCounts counts, int skippedRows)
    {
        errors.Sort((one, other) => one.Line != other.Line ? one.Line.CompareTo(other.Line) : (one.Column ?? -1).CompareTo(other.Column ?? -1));
        return new(orders, errors, counts, OrderFileTally.Of(counts, orders, skippedRows));
    }

    /// <summary>The first rows, read in the same way: what a person sees before the whole file is checked.</summary>
    public static IReadOnlyList<PreviewRow> Preview(SourceFile file, OrderReading reading, int most)
    {
        using var reader = reading.Shape.Read(file);
        if (reading.Shape.HasHeader) reader.Read();
        var preview = new List<PreviewRow>();
        var errors = new List<RowError>();
        var rowReader = new OrderRowReader(reading, reader, errors);
        while (preview.Count < most && reader.Read())
        {
            var row = rowReader.Row();
            preview.Add(new(reader.Line, row, [.. errors]));
            errors.Clear();
        }

        return preview;
    }
}

/// <param name="Row">Null where the row has errors.</param>
internal sealed record PreviewRow(int Line, OrderLineRow? Row, IReadOnlyList<RowError> Errors);
