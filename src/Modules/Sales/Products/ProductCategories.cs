using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Products;

/// <summary>The categories that products have, by name.</summary>
[Needs(SalesRights.Read)]
internal sealed record ProductCategories : IQuestion<IReadOnlyList<string>>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<ProductCategories, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(ProductCategories request, Actor actor, CancellationToken ct) =>
            await db.Set<Product>().Where(p => p.Category != null).Select(p => p.Category!).Distinct().OrderBy(c => c).Take(500).ToListAsync(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/products/categories",
        (Asker asker, CancellationToken ct) => asker.Answer(new ProductCategories(), ct)).Produces<IReadOnlyList<string>>().WithSummary("The categories that products have");
}
