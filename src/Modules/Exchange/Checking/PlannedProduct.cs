using Guanxi.Data;
using Guanxi.Exchange.Reading;
using Guanxi.Sales;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Checking;

/// <summary>A product of the file, known to the firm already or not.</summary>
/// <param name="number">In order of first appearance, from 0.</param>
internal sealed class PlannedProduct(int number, string code)
{
    private readonly Dictionary<string, int> names = new(StringComparer.Ordinal);
    private string? shown;

    public int Number { get; } = number;
    public string Code { get; } = code;

    /// <summary>The product that has the code; null for a new one.</summary>
    public Id<Product>? Known { get; set; }

    /// <summary>What most of its sales call it: some rows say "damaged" or "?" where the name belongs. Its code where none says anything.</summary>
    public string Name => shown ??= names.Count == 0 ? Code : names.MaxBy(name => name.Value).Key;

    public void Called(string? name, bool sold)
    {
        if (name is not null) names[name] = names.GetValueOrDefault(name) + (sold ? 1000 : 1);
    }

    /// <summary>The code by which a row's product is known: its own, else its name.</summary>
    public static string? CodeOf(OrderLineRow line) =>
        line.ProductCode ?? (line.ProductName is { } name ? name.Length <= OrderRowReader.LongestCode ? name : name[..OrderRowReader.LongestCode] : null);
}

/// <summary>Finds which products of a file are known.</summary>
internal sealed class ProductLookup(GuanxiDb db)
{
    private const int AtOnce = 500;

    /// <returns>By code.</returns>
    public async Task<Dictionary<string, PlannedProduct>> Find(IReadOnlyList<OrderDraft> orders, CancellationToken ct)
    {
        var products = new Dictionary<string, PlannedProduct>(StringComparer.Ordinal);
        foreach (var order in orders)
            foreach (var line in order.Lines)
            {
                if (PlannedProduct.CodeOf(line) is not { } code) continue;
                if (!products.TryGetValue(code, out var product)) products[code] = product = new(products.Count, code);
                product.Called(line.ProductName, line.Kind == LineKind.Sale);
            }

        foreach (var chunk in products.Keys.Chunk(AtOnce))
            foreach (var known in await db.Set<Product>().AsNoTracking().Where(product => chunk.Contains(product.Code)).Select(product => new { product.Code, product.Id }).ToListAsync(ct))
                products[known.Code].Known = known.Id;
        return products;
    }
}
