using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Products;

/// <summary>Changes a product's name, category or cost. A new cost counts for all its sales from the next insight run on.</summary>
[Needs(SalesRights.Edit)]
internal sealed record EditProduct : IUseCase<int>
{
    public Id<Product> ProductId { get; set; }

    /// <summary>The version that was read.</summary>
    public int Version { get; set; }
    [Required, StringLength(300)] public string? Name { get; set; }
    [StringLength(120)] public string? Category { get; set; }

    /// <summary>Cost of one unit in major units; nothing where unknown.</summary>
    public decimal? Cost { get; set; }

    /// <summary>Currency of the cost; the firm's base currency where not said.</summary>
    [StringLength(3, MinimumLength = 3)] public string? CostCurrency { get; set; }

    internal sealed class Handler(GuanxiDb db) : IHandler<EditProduct, int>
    {
        public async Task<int> Handle(EditProduct request, Actor actor, CancellationToken ct)
        {
            var product = Refuse.Missing(await db.Set<Product>().FirstOrDefaultAsync(p => p.Id == request.ProductId, ct), "sales.product.not_found");
            Refuse.If(product.Version != request.Version, "sales.product.changed_meanwhile");
            product.Change(request.Name!, request.Category, await UnitCost.Of(db, request.Cost, request.CostCurrency, product.Cost, actor, ct));
            return product.Version + (db.Entry(product).State == EntityState.Modified ? 1 : 0);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/products/{productId}",
        (Id<Product> productId, EditProduct request, Asker asker, CancellationToken ct) => asker.Answer(request with { ProductId = productId }, ct))
        .Produces<int>().WithSummary("Change a product; answers its new version");
}
