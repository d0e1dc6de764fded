using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales;

/// <summary>One line of a sale to nobody in particular: counted, but never part of a customer's figures.</summary>
public sealed class AnonymousLine
{
    public long Id { get; private init; } = Ids.Next();
    public string Number { get; private init; } = "";
    public OrderKind Kind { get; private init; }
    public DateTimeOffset SoldAt { get; private init; }
    public DateOnly SoldOn { get; private init; }
    public Id<Product>? ProductId { get; private init; }
    public string? Description { get; private init; }
    public long QuantityMilli { get; private init; }
    public long UnitPriceMicro { get; private init; }
    public long AmountMinor { get; private init; }
    public string Currency { get; private init; } = "";
    public long? ImportId { get; private init; }
    public long ChangeStamp { get; private init; }
}

internal sealed class AnonymousLineTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<AnonymousLine>(line =>
    {
        line.ToTable("sales_anonymous_line");
        line.HasKey(l => l.Id);
        line.Property(l => l.Number).HasMaxLength(60);
        line.Property(l => l.Kind).HasConversion<string>().HasMaxLength(20);
        line.Property(l => l.Description).HasMaxLength(300);
        line.Property(l => l.Currency).HasMaxLength(3);
        line.HasIndex(l => l.Number);
        line.HasIndex(l => l.ImportId);
        line.HasIndex(l => l.ChangeStamp);
        line.HasOne<Product>().WithMany().HasForeignKey(l => l.ProductId).OnDelete(DeleteBehavior.Restrict);
    });
}
