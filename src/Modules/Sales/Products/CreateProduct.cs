using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Products;

/// <summary>Adds a product. Its code is free so far and never changes.</summary>
[Needs(SalesRights.Edit)]
internal sealed record CreateProduct : IUseCase<Id<Product>>
{
    [Required, StringLength(60)] public string? Code { get; set; }
    [Required, StringLength(300)] public string? Name { get; set; }
    [StringLength(120)] public string? Category { get; set; }

    /// <summary>Cost of one unit in major units; nothing where unknown.</summary>
    public decimal? Cost { get; set; }

    /// <summary>Currency of the cost; the firm's base currency where not said.</summary>
    [StringLength(3, MinimumLength = 3)] public string? CostCurrency { get; set; }

    internal sealed class Handler(GuanxiDb db) : IHandler<CreateProduct, Id<Product>>
    {
        public async Task<Id<Product>> Handle(CreateProduct request, Actor actor, CancellationToken ct)
        {
            var code = request.Code!.Trim();
            Refuse.Field("Code", await db.Set<Product>().AnyAsync(p => p.Code == code, ct), "sales.product.code_taken", code);
            var product = Product.Create(code, request.Name!, request.Category, await UnitCost.Of(db, request.Cost, request.CostCurrency, null, actor, ct));
            db.Add(product);
            return product.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/products",
        (CreateProduct request, Asker asker, CancellationToken ct) => asker.Created(request, id => $"/api/products/{id}", ct))
        .Produces<Id<Product>>(StatusCodes.Status201Created).WithSummary("Add a product");
}
