using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales;

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
            order.HasIndex(o => o.OrderedAt);
            order.HasIndex(o => o.ImportId);
            order.HasIndex(o => o.ChangeStamp);
            order.HasOne<Customer>().WithMany().HasForeignKey(o => o.CustomerId).OnDelete(DeleteBehavior.Restrict);
            order.HasMany(o => o.Lines).WithOne().HasForeignKey(l => new { l.CustomerId, l.OrderId }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<OrderLine>(line =>
        {
            line.ToTable("sales_order_line");
            line.HasKey(l => new { l.CustomerId, l.OrderId, l.LineNo });
            line.Property(l => l.Description).HasMaxLength(300);
            line.Property(l => l.Kind).HasConversion<string>().HasMaxLength(20);
            // What came back of a sale is asked on every order page; only returns carry it.
            line.HasIndex(l => new { l.CustomerId, l.ReturnOf }).HasFilter("return_of IS NOT NULL");
            line.HasOne<Product>().WithMany().HasForeignKey(l => l.ProductId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
