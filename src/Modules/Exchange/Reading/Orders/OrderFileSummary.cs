namespace Guanxi.Exchange.Reading;

/// <summary>What became of every line of a file: lines = header + blank + inner + rows.</summary>
internal abstract record FileSummary
{
    /// <summary>Physical lines of the file.</summary>
    public required int Lines { get; init; }

    public required int HeaderLines { get; init; }
    public required int BlankLines { get; init; }

    /// <summary>Line breaks inside quotes: lines that go on with a row begun before.</summary>
    public required int InnerLines { get; init; }

    public required int Rows { get; init; }
    public required int RejectedRows { get; init; }

    /// <summary>Rows of what is there already, and passed over.</summary>
    public int SkippedRows { get; init; }
}

/// <summary>What became of every line of a file of orders. It adds up: rows = sales + returns + adjustments + rejected + skipped. Anonymous rows are counted among these, not beside them.</summary>
internal sealed record OrderFileSummary : FileSummary
{
    public required int SaleRows { get; init; }
    public required int ReturnRows { get; init; }
    public required int AdjustmentRows { get; init; }

    /// <summary>Accepted rows without a customer, of every kind.</summary>
    public required int AnonymousRows { get; init; }

    /// <summary>Documents that sell or adjust; one that only brings goods back is counted in <see cref="ReturnOrders"/>.</summary>
    public required int Orders { get; init; }

    public required int ReturnOrders { get; init; }
    public required int Customers { get; init; }
    public required DateTime? First { get; init; }
    public required DateTime? Last { get; init; }

    /// <summary>By currency, in order of its code.</summary>
    public required IReadOnlyList<CurrencyTotals> Totals { get; init; }

    public bool AddsUp =>
        Lines == HeaderLines + BlankLines + InnerLines + Rows
        && Rows == SaleRows + ReturnRows + AdjustmentRows + RejectedRows + SkippedRows
        && Totals.All(total => total.NetMinor == total.SalesMinor + total.ReturnsMinor + total.AdjustmentsMinor);
}

/// <summary>Money of the accepted rows in one currency, in its minor units.</summary>
/// <param name="AnonymousMinor">The part of the net that belongs to no customer.</param>
/// <param name="Unrounded">The net before each row was rounded to minor units; differs by fractions of one where a file prices finer.</param>
internal sealed record CurrencyTotals(
    string Currency, long SalesMinor, long ReturnsMinor, long AdjustmentsMinor, long NetMinor, long AnonymousMinor, decimal Unrounded);
