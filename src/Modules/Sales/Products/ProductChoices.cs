using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Products;

/// <summary>Products to choose from while typing: those whose code begins with it first.</summary>
[Needs(SalesRights.Read)]
internal sealed record ProductChoices : IQuestion<IReadOnlyList<ProductChoice>>
{
    [StringLength(100)] public string? Q { get; init; }

    /// <summary>Exactly these, for a form that comes back with its choices.</summary>
    public IReadOnlyList<Id<Product>>? Ids { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<ProductChoices, IReadOnlyList<ProductChoice>>
    {
        private const int Most = 30;

        public async Task<IReadOnlyList<ProductChoice>> Handle(ProductChoices request, Actor actor, CancellationToken ct)
        {
            var part = (request.Q ?? "").Trim().ToLowerInvariant();
            var products = db.Set<Product>().AsNoTracking();
            products = request.Ids is { } ids ? products.Where(p => ids.Contains(p.Id)) : products.Having(part);
            var found = await products.NearestFirst(part).Take(request.Ids?.Count ?? Most).Select(p => new { p.Id, p.Code, p.Name }).ToListAsync(ct);
            return [.. found.Select(p => new ProductChoice(p.Id, $"{p.Code} · {p.Name}"))];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/products/choices",
        (string? q, Asker asker, CancellationToken ct) => asker.Answer(new ProductChoices { Q = q }, ct)).Produces<IReadOnlyList<ProductChoice>>().WithSummary("Products to choose from while typing");
}

/// <summary>A product in a list to choose from.</summary>
internal sealed record ProductChoice(Id<Product> Value, string Text);
