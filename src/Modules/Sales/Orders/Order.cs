using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales;

/// <summary>What a document of sale says.</summary>
public enum OrderKind { Sale, Return, Adjustment }

/// <summary>A sale to, a return by, or an adjustment with one customer, in one currency.</summary>
public sealed class Order : Entity<Order>, IFed
{
    public Id<Customer> CustomerId { get; private init; }

    /// <summary>The number on the paper; unique within kind of source, not across customers' own systems.</summary>
    public string Number { get; private init; } = "";
    public OrderKind Kind { get; private init; }
    public DateTimeOffset OrderedAt { get; private init; }

    /// <summary>The business day, in the firm's zone or as the source had it: a date that no time zone moves.</summary>
    public DateOnly OrderedOn { get; private init; }

    /// <summary>Sum of the lines; negative for a return.</summary>
    public Money Total { get; private init; }
    public Id<Unit>? UnitId { get; private init; }
    public Id<Person>? SellerId { get; private init; }
    public long? ImportId { get; private init; }

    long IFed.FeedCustomer => CustomerId.Value;
}

/// <summary>One line of an order.</summary>
public sealed class OrderLine
{
    public Id<Customer> CustomerId { get; private init; }
    public Id<Order> OrderId { get; private init; }

    /// <summary>1, 2, 3 … within the order.</summary>
    public int LineNo { get; private init; }
    public Id<Product>? ProductId { get; private init; }

    /// <summary>What the paper says, where it differs from the product or there is none.</summary>
    public string? Description { get; private init; }
    public OrderKind Kind { get; private init; }

    /// <summary>Thousandths of a unit; negative for what came back.</summary>
    public long QuantityMilli { get; private init; }

    /// <summary>Price of one unit in millionths of a major unit of the order's currency: some price lists have three decimals.</summary>
    public long UnitPriceMicro { get; private init; }

    /// <summary>Quantity × price, rounded half away from zero to the order's minor unit; negative for returns.</summary>
    public long AmountMinor { get; private init; }

    /// <summary>The order whose goods came back with this line, where it could be matched.</summary>
    public Id<Order>? ReturnOf { get; private init; }
}

internal sealed class OrderTable : ITable
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Order>(order =>
        {
            order.ToTable("sales_order");
            order.HasKey(o => new { o.CustomerId, o.Id });
            order.Property(o => o.Number).HasMaxLength(60);
            order.Property(o => o.Kind).HasConversion<string>().HasMaxLength(20);
            order.ComplexProperty(o => o.Total, total => total.Property(t => t.Currency).HasMaxLength(3));
            order.HasIndex(o => o.Number);
            order.HasIndex(o => new { o.CustomerId, o.OrderedAt });
            order.HasIndex(o => o.ImportId);
            order.HasIndex(o => o.ChangeStamp);
            order.HasOne<Customer>().WithMany().HasForeignKey(o => o.CustomerId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<OrderLine>(line =>
        {
            line.ToTable("sales_order_line");
            line.HasKey(l => new { l.CustomerId, l.OrderId, l.LineNo });
            line.Property(l => l.Description).HasMaxLength(300);
            line.Property(l => l.Kind).HasConversion<string>().HasMaxLength(20);
            line.HasOne<Order>().WithMany().HasForeignKey(l => new { l.CustomerId, l.OrderId }).OnDelete(DeleteBehavior.Cascade);
            line.HasOne<Product>().WithMany().HasForeignKey(l => l.ProductId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
