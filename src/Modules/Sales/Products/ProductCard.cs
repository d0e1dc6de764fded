using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Products;

/// <summary>One product.</summary>
[Needs(SalesRights.Read)]
internal sealed record ProductCard : IQuestion<ProductRow>
{
    public Id<Product> ProductId { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<ProductCard, ProductRow>
    {
        public async Task<ProductRow> Handle(ProductCard request, Actor actor, CancellationToken ct) => ProductRow.Of(
            Refuse.Missing(await db.Set<Product>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.ProductId, ct), "sales.product.not_found"), actor);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/products/{productId}",
        (Id<Product> productId, Asker asker, CancellationToken ct) => asker.Answer(new ProductCard { ProductId = productId }, ct)).Produces<ProductRow>().WithSummary("One product");
}
