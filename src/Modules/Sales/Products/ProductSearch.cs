namespace Guanxi.Sales.Products;

/// <summary>Finds products by part of code or name, whatever the case.</summary>
internal static class ProductSearch
{
#pragma warning disable CA1304, CA1311, CA1862 // This becomes SQL's lower(), which knows no cultures; comparisons by StringComparison can't be translated.
    /// <param name="part">In lower case; empty fits all.</param>
    public static IQueryable<Product> Having(this IQueryable<Product> products, string part) =>
        part.Length == 0 ? products : products.Where(p => p.Code.ToLower().Contains(part) || p.Name.ToLower().Contains(part));

    /// <summary>Those whose code begins with it first, then by code.</summary>
    public static IQueryable<Product> NearestFirst(this IQueryable<Product> products, string part) =>
        products.OrderByDescending(p => p.Code.ToLower().StartsWith(part)).ThenBy(p => p.Code);
#pragma warning restore CA1304, CA1311, CA1862
}
