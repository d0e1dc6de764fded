using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Checking;

/// <summary>A file read to its end and compared with what the firm has.</summary>
/// <param name="ReturnOf">For each return line, the line of the file or the order of the firm that it takes back.</param>
internal sealed record CheckedFile(
    OrderFile File,
    IReadOnlyList<PlannedCustomer> Customers,
    IReadOnlyDictionary<string, PlannedProduct> Products,
    IReadOnlyDictionary<OrderLineRow, MatchedPurchase> ReturnOf,
    ImportFindings Findings);
