using System.Globalization;
using System.Text.Json.Serialization;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Imports;

namespace Guanxi.Exchange.Commands;

/// <summary>What <c>import orders</c> says.</summary>
internal sealed record ImportedOrders
{
    /// <summary>Null for a dry run.</summary>
    public required Id<Import>? ImportId { get; init; }
    public required int Rows { get; init; }

    /// <summary>Documents, without those that only bring goods back; also those that name no customer.</summary>
    public required int Orders { get; init; }

    /// <summary>Lines of goods brought back.</summary>
    public required int Returns { get; init; }
    public required int CustomersNew { get; init; }
    public required int AnonymousRows { get; init; }
    public required int Rejected { get; init; }

    /// <summary>Sum of all accepted lines, in <see cref="Currency"/>; null where a file of several currencies has one whose worth isn't known.</summary>
    public required string? Net { get; init; }

    /// <summary>The file's currency; the firm's base currency where the file has several.</summary>
    public required string Currency { get; init; }

    /// <summary>Sum of all accepted lines by currency.</summary>
    public required IReadOnlyDictionary<string, string> Nets { get; init; }

    /// <summary>The first refused rows.</summary>
    public required IReadOnlyList<RefusedRow> Errors { get; init; }

    /// <summary>The file with all refused rows; null where none was asked for, or no row is refused.</summary>
    public required string? ErrorsFile { get; init; }

    /// <summary>The sums with their codes, e.g. <c>10.00 EUR + 5.00 GBP = 13.50 GBP</c>.</summary>
    [JsonIgnore]
    public string NetInWords => Nets.Count switch
    {
        0 => $"{Net} {Currency}".TrimEnd(),
        1 => string.Concat(Nets.Select(net => $"{net.Value} {net.Key}")),
        _ => string.Join(" + ", Nets.Select(net => $"{net.Value} {net.Key}")) + (Net is null ? "" : $" = {Net} {Currency}"),
    };

    public static ImportedOrders Of(Id<Import>? id, ImportFindings findings, RefusedRows refused)
    {
        var (summary, totals) = (findings.Summary, findings.Summary.Totals);
        return new()
        {
            ImportId = id, Rows = summary.Rows, Orders = summary.Orders, Returns = summary.ReturnRows, CustomersNew = findings.CustomersNew, AnonymousRows = summary.AnonymousRows,
            Rejected = summary.RejectedRows,
            Net = totals.Count == 1 ? Text(totals[0].NetMinor, totals[0].Currency) : findings.BaseNetMinor is { } net ? Text(net, findings.BaseCurrency) : null,
            Currency = totals.Count == 1 ? totals[0].Currency : findings.BaseCurrency,
            Nets = totals.ToDictionary(total => total.Currency, total => Text(total.NetMinor, total.Currency)),
            Errors = refused.Errors, ErrorsFile = refused.ErrorsFile,
        };
    }

    /// <summary>All digits that the currency has, also where they are zeros: scripts compare text.</summary>
    private static string Text(long minor, string currency) => new Money(minor, currency).Amount.ToString($"F{Currencies.Decimals(currency)}", CultureInfo.InvariantCulture);
}
