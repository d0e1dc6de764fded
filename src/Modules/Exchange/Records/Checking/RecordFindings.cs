using System.Text.Json.Serialization;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Records;

/// <summary>What loading a file of records would do, or did.</summary>
internal sealed record RecordFindings : RowFindings
{
    public required RecordSummary Summary { get; init; }

    /// <summary>Customers whom the rows to be loaded are about.</summary>
    public required int Customers { get; init; }

    [JsonIgnore] public override FileSummary Counted => Summary;

    /// <exception cref="RefusedException">There is nothing to load.</exception>
    public void RefuseUnlessLoadable() => Refuse.If(Summary.NewRows == 0, "exchange.import.nothing_to_load", Summary.RejectedRows, Summary.SkippedRows);
}

/// <summary>What became of every line of a file of records. It adds up: rows = new + rejected + skipped.</summary>
internal sealed record RecordSummary : FileSummary
{
    /// <summary>Rows that are loaded, or will be.</summary>
    public required int NewRows { get; init; }

    /// <summary>Of these, rows that name no customer.</summary>
    public required int AnonymousRows { get; init; }

    public bool AddsUp => Lines == HeaderLines + BlankLines + InnerLines + Rows && Rows == NewRows + RejectedRows + SkippedRows;
}

/// <summary>What an import of records did, and what its undo took back.</summary>
internal sealed record RecordReceipt
{
    public required RecordFindings Written { get; init; }
    public required double Seconds { get; init; }
    public RecordsRemoved? Undone { get; init; }
}

/// <summary>What was taken back. Records on which people worked since stay.</summary>
internal sealed record RecordsRemoved(long Records, long Kept);
