using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Products;

/// <summary>Products in the order of their codes, by part of code or name and by category.</summary>
[Needs(SalesRights.Read)]
internal sealed record ProductList : IQuestion<ProductsFound>
{
    /// <summary>Part of the code or the name.</summary>
    [StringLength(100)] public string? Search { get; init; }
    [StringLength(120)] public string? Category { get; init; }

    /// <summary>Only products whose cost nobody entered.</summary>
    public bool WithoutCost { get; init; }

    /// <summary>The code after which the page begins.</summary>
    [StringLength(60)] public string? After { get; init; }

    /// <summary>The code before which the page ends.</summary>
    [StringLength(60)] public string? Before { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    internal sealed class Handler(GuanxiDb db) : IHandler<ProductList, ProductsFound>
    {
        public async Task<ProductsFound> Handle(ProductList request, Actor actor, CancellationToken ct)
        {
            var fitting = Fitting(db.Set<Product>().AsNoTracking(), request, actor);
            // One more than asked for tells whether there is another page.
            var found = request.Before is { } before
                ? await fitting.Where(p => p.Code.CompareTo(before) < 0).OrderByDescending(p => p.Code).Take(request.Count + 1).ToListAsync(ct)
                : await (request.After is { } after ? fitting.Where(p => p.Code.CompareTo(after) > 0) : fitting).OrderBy(p => p.Code).Take(request.Count + 1).ToListAsync(ct);
            var more = found.Count > request.Count;
            var rows = found.Take(request.Count).Select(p => ProductRow.Of(p, actor)).ToList();
            if (request.Before is not null) rows.Reverse();
            return new()
            {
                Rows = rows, Total = await fitting.CountAsync(ct),
                Previous = rows.Count > 0 && (request.Before is not null ? more : request.After is not null) ? rows[0].Code : null,
                Next = rows.Count > 0 && (request.Before is not null || more) ? rows[^1].Code : null,
            };
        }

        private static IQueryable<Product> Fitting(IQueryable<Product> products, ProductList request, Actor actor)
        {
            products = products.Having((request.Search ?? "").Trim().ToLowerInvariant());
            if (request.Category is { Length: > 0 } category) products = products.Where(p => p.Category == category);
            return request.WithoutCost && actor.May(SalesRights.Cost) ? products.Where(p => p.UnitCostMinor == null) : products;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/products",
        (string? search, string? category, bool? withoutCost, string? after, string? before, int? count, Asker asker, CancellationToken ct) => asker.Answer(
            new ProductList { Search = search, Category = category, WithoutCost = withoutCost ?? false, After = after, Before = before, Count = count ?? 50 }, ct))
        .Produces<ProductsFound>().WithSummary("Products in the order of their codes");
}

/// <summary>A page of products, and the codes from which the pages beside it go on.</summary>
internal sealed record ProductsFound
{
    public required IReadOnlyList<ProductRow> Rows { get; init; }

    /// <summary>How many fit in all.</summary>
    public long Total { get; init; }
    public string? Previous { get; init; }
    public string? Next { get; init; }
}
