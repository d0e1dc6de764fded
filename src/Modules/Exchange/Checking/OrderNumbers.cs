using System.Globalization;
using Guanxi.Data;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Sales;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Checking;

/// <summary>The numbers of the file's orders, and which of them are there already.</summary>
internal sealed class OrderNumbers(GuanxiDb db)
{
    public const int Longest = 60;
    private const int AtOnce = 500;

    /// <summary>The number on the paper. An order without one is called by its moment and customer, so that the same file
    /// loaded again is recognised.</summary>
    public static string Of(OrderDraft order)
    {
        if (order.Number is { } number) return number;
        var moment = order.At.Wall.ToString(order.At.HasTime ? "yyyyMMddHHmmss" : "yyyyMMdd", CultureInfo.InvariantCulture);
        var whose = order.Customer is { } customer ? customer.Code ?? customer.Name ?? "" : string.Create(CultureInfo.InvariantCulture, $"L{order.Lines[0].Line}");
        return Cut(whose.Length == 0 ? moment : $"{moment}-{whose}");
    }

    /// <param name="importId">What this import wrote itself, before it was stopped, doesn't count.</param>
    public async Task<HashSet<OrderDraft>> There(IReadOnlyList<OrderDraft> orders, Id<Import> importId, CancellationToken ct)
    {
        var there = new HashSet<OrderDraft>();
        long? own = importId.Value;
        foreach (var chunk in orders.Where(order => order.Customer is not null).Chunk(AtOnce))
        {
            var numbers = chunk.Select(Of).ToArray();
            var found = (await db.Set<Order>().AsNoTracking().Where(order => numbers.Contains(order.Number) && (order.ImportId == null || order.ImportId != own))
                .Select(order => new { order.Number, order.Total.Minor }).ToListAsync(ct)).ToLookup(order => order.Number, order => order.Minor);
            // A made-up number is no proof: only with the same amount is it the same order.
            there.UnionWith(chunk.Where(order => found[Of(order)].Any(minor => order.Number is not null || minor == order.AmountMinor)));
        }

        foreach (var chunk in orders.Where(order => order.Customer is null && order.Number is not null).Chunk(AtOnce))
        {
            var numbers = chunk.Select(Of).ToArray();
            var found = await db.Set<AnonymousLine>().AsNoTracking().Where(line => numbers.Contains(line.Number) && (line.ImportId == null || line.ImportId != own))
                .Select(line => line.Number).Distinct().ToListAsync(ct);
            there.UnionWith(chunk.Where(order => found.Contains(Of(order))));
        }

        return there;
    }

    private static string Cut(string number) => number.Length <= Longest ? number : number[..Longest];
}
