using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales;

/// <summary>Something that the firm sells.</summary>
public sealed class Product : Entity<Product>, IFed
{
    /// <summary>Stock code; unique.</summary>
    public string Code { get; private init; } = "";
    [History] public string Name { get; private set; } = "";
    [History] public string? Category { get; private set; }

    /// <summary>Cost of one unit in minor units of <see cref="CostCurrency"/>; null where unknown.</summary>
    [History] public long? UnitCostMinor { get; private set; }
    [History] public string? CostCurrency { get; private set; }
    public long? ImportId { get; private init; }

    /// <summary>Cost of one unit; null where unknown.</summary>
    internal Money? Cost => this is { UnitCostMinor: { } cost, CostCurrency: { } currency } ? new Money(cost, currency) : null;

    long IFed.FeedCustomer => 0;

    /// <param name="code">Stock code; the caller made sure that it is free.</param>
    /// <param name="cost">Cost of one unit; null where unknown.</param>
    public static Product Create(string code, string name, string? category, Money? cost)
    {
        Refuse.Field("Code", string.IsNullOrWhiteSpace(code), "sales.product.code_missing");
        var product = new Product { Code = code.Trim() };
        product.Change(name, category, cost);
        return product;
    }

    public void Change(string name, string? category, Money? cost)
    {
        Refuse.Field("Name", string.IsNullOrWhiteSpace(name), "sales.product.name_missing");
        Refuse.Field("Cost", cost is { Minor: < 0 }, "sales.product.cost_negative");
        Refuse.Field("CostCurrency", cost is { } known && !Currencies.Known(known.Currency), "sales.order.currency_unknown", cost?.Currency);
        (Name, Category) = (name.Trim(), string.IsNullOrWhiteSpace(category) ? null : category.Trim());
        (UnitCostMinor, CostCurrency) = (cost?.Minor, cost?.Currency);
    }
}

internal sealed class ProductTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Product>(product =>
    {
        product.ToTable("sales_product");
        product.HasKey(p => p.Id);
        product.Property(p => p.Code).HasMaxLength(60);
        product.Property(p => p.Name).HasMaxLength(300);
        product.Property(p => p.Category).HasMaxLength(120);
        product.Property(p => p.CostCurrency).HasMaxLength(3);
        product.HasIndex(p => p.Code).IsUnique();
        product.HasIndex(p => p.ImportId);
        product.HasIndex(p => p.ChangeStamp);
    });
}
