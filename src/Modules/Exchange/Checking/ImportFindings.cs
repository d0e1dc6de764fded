using System.Text.Json.Serialization;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Checking;

/// <summary>What the check of any file found.</summary>
internal abstract record RowFindings
{
    /// <summary>Errors kept for the page; all of them are in the file of error rows.</summary>
    public const int ShownErrors = 200;

    /// <summary>Rows by what is wrong with them, most frequent first.</summary>
    public required IReadOnlyList<ErrorCount> ErrorsByCode { get; init; }
    public required IReadOnlyList<RowError> FirstErrors { get; init; }
    public double Seconds { get; init; }

    /// <summary>What became of the file's lines.</summary>
    [JsonIgnore] public abstract FileSummary Counted { get; }

    public static IReadOnlyList<ErrorCount> ByCode(IEnumerable<RowError> errors) =>
        [.. errors.GroupBy(error => error.Code).Select(same => new ErrorCount(same.Key, same.Select(error => error.Line).Distinct().Count())).OrderByDescending(error => error.Rows)];
}

/// <summary>What loading a file would do, known before anything is written.</summary>
internal sealed record ImportFindings : RowFindings
{
    public required OrderFileSummary Summary { get; init; }
    public required int CustomersNew { get; init; }
    public required int CustomersKnown { get; init; }
    public required int ProductsNew { get; init; }
    public required int ProductsKnown { get; init; }

    /// <summary>Return lines of which an earlier purchase was found, and those of which none was.</summary>
    public required int ReturnsMatched { get; init; }
    public required int ReturnsUnmatched { get; init; }

    /// <summary>Currencies whose worth in the base currency isn't known on the day of their first order.</summary>
    public required IReadOnlyList<MissingRate> MissingRates { get; init; }

    /// <summary>The firm's base currency; the file's first currency becomes it where the firm has none yet.</summary>
    public required string BaseCurrency { get; init; }
    public required bool SetsBaseCurrency { get; init; }

    /// <summary>Net of all accepted lines in the base currency, each at its day's rate; null where a rate isn't known.</summary>
    public long? BaseNetMinor { get; init; }

    /// <summary>Rows that say exactly what another row of their order says: two pieces, or one by mistake.</summary>
    public int RepeatedRows { get; init; }

    [JsonIgnore] public override FileSummary Counted => Summary;

    /// <exception cref="RefusedException">There is nothing to load, or the worth of a currency isn't known.</exception>
    public void RefuseUnlessLoadable()
    {
        Refuse.If(Summary.Orders + Summary.ReturnOrders == 0, "exchange.import.nothing_to_load", Summary.RejectedRows, Summary.SkippedRows);
        Refuse.If(MissingRates.Count > 0, "exchange.rate.missing", string.Join(", ", MissingRates.Select(rate => rate.Currency)), BaseCurrency);
    }
}

internal sealed record ErrorCount(string Code, int Rows);

internal sealed record MissingRate(string Currency, DateOnly From);
