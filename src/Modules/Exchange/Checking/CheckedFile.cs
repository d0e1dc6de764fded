using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Checking;

/// <summary>A file read to its end and compared with what the firm has.</summary>
/// <param name="ReturnOf">For each return line of which a purchase was found, that purchase.</param>
/// <param name="There">Numbers of the file's orders that the firm has already.</param>
internal sealed record CheckedFile(
    OrderFile File,
    IReadOnlyList<PlannedCustomer> Customers,
    IReadOnlyDictionary<string, PlannedProduct> Products,
    IReadOnlyDictionary<OrderLineRow, MatchedPurchase> ReturnOf,
    IReadOnlySet<string> There,
    ImportFindings Findings);
