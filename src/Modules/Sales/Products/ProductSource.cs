using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Products;

/// <summary>Products by part of code or name.</summary>
internal sealed class ProductSource(GuanxiDb db) : ISearchSource
{
    public SearchKind Kind { get; } = new("sales.product", "sales.search.products", "package", SalesRights.Read, 30, "/products");

    public async Task<IReadOnlyList<SearchHit>> Find(string words, int count, Actor actor, CancellationToken ct)
    {
        var part = words.ToLowerInvariant();
        var products = await db.Set<Product>().AsNoTracking().Having(part).NearestFirst(part).Take(count).ToListAsync(ct);
        return [.. products.Select(p => new SearchHit { Title = p.Name, Note = string.Join(" · ", new[] { p.Code, p.Category }.OfType<string>()), Url = $"/products/{p.Id}" })];
    }
}
