using Guanxi.Data;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Sales;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Checking;

/// <summary>What went out and came back: in the file, and before it.</summary>
internal sealed class FileMovements(GuanxiDb db)
{
    private const int AtOnce = 500;

    /// <summary>Matches the file's returns with its purchases and with those that the firm knew before.</summary>
    /// <returns>For each return line of which a purchase was found, the one that most of it goes back to.</returns>
    public async Task<Dictionary<OrderLineRow, MatchedPurchase>> Match(
        IReadOnlyList<PlannedCustomer> customers, Dictionary<string, PlannedProduct> products, TimeZoneInfo zone, Id<Import> importId, CancellationToken ct)
    {
        var movements = customers.SelectMany(customer => OfFile(customer, products, zone)).ToList();
        movements.AddRange(await Before(customers, products, importId, ct));
        return ReturnMatching.Match(movements).Where(match => match.Purchase is not null).GroupBy(match => match.Return)
            .ToDictionary(matches => matches.Key, matches => matches.MaxBy(match => match.Quantity).Purchase!);
    }

    /// <summary>Only products that the customer brought back: a small part of the file.</summary>
    private static IEnumerable<Movement> OfFile(PlannedCustomer customer, Dictionary<string, PlannedProduct> products, TimeZoneInfo zone)
    {
        var back = Returned(customer);
        if (back.Count == 0) yield break;
        foreach (var order in customer.Orders)
            foreach (var line in order.Lines)
                if (line.Kind != LineKind.Adjustment && PlannedProduct.CodeOf(line) is { } code && back.Contains(code))
                    yield return new(customer.Number, products[code].Number, line.At.ToUtc(zone).UtcDateTime, line.Line, line.Quantity, line);
    }

    private async Task<List<Movement>> Before(IReadOnlyList<PlannedCustomer> customers, Dictionary<string, PlannedProduct> products, Id<Import> importId, CancellationToken ct)
    {
        var movements = new List<Movement>();
        var known = customers.Where(customer => customer.Known is not null && Returned(customer).Count > 0).ToLookup(customer => customer.Known!.Value);
        var numbers = products.Values.Where(product => product.Known is not null).ToDictionary(product => product.Known!.Value, product => product.Number);
        long? own = importId.Value;
        foreach (var chunk in known.Select(customer => customer.Key).Chunk(AtOnce))
        {
            var lines = await (from order in db.Set<Order>().AsNoTracking()
                               join line in db.Set<OrderLine>() on new { order.CustomerId, OrderId = order.Id } equals new { line.CustomerId, line.OrderId }
                               where chunk.Contains(order.CustomerId) && (order.ImportId == null || order.ImportId != own) && line.ProductId != null && line.Kind != OrderKind.Adjustment
                               select new { order.CustomerId, order.OrderedAt, order.Id, line.LineNo, line.ProductId, line.QuantityMilli }).ToListAsync(ct);
            foreach (var line in lines)
                if (numbers.TryGetValue(line.ProductId!.Value, out var product))
                    // Below every line of the file, so that of two movements at one instant the one known before is the earlier.
                    foreach (var customer in known[line.CustomerId])
                        movements.Add(new(customer.Number, product, line.OrderedAt.UtcDateTime, -1_000_000 + line.LineNo, line.QuantityMilli / 1000m, null, new(line.Id.Value, line.LineNo)));
        }

        return movements;
    }

    private static HashSet<string> Returned(PlannedCustomer customer) =>
        [.. customer.Orders.SelectMany(order => order.Lines).Where(line => line.Kind == LineKind.Return).Select(PlannedProduct.CodeOf).OfType<string>()];
}
