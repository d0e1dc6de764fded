namespace Guanxi.Sales.Products;

/// <summary>A product as lists and its own page show it.</summary>
internal sealed record ProductRow
{
    public required Id<Product> Id { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public string? Category { get; init; }

    /// <summary>Cost of one unit; null where unknown, or where the reader's role doesn't see costs.</summary>
    public Money? Cost { get; init; }
    public int Version { get; init; }

    public static ProductRow Of(Product product, Actor actor) => new()
    {
        Id = product.Id, Code = product.Code, Name = product.Name, Category = product.Category, Version = product.Version,
        Cost = actor.May(SalesRights.Cost) ? product.Cost : null,
    };
}
