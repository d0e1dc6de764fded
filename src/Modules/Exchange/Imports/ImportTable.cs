using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

internal sealed class ImportTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Import>(import =>
    {
        import.ToTable("exchange_import");
        import.HasKey(i => i.Id);
        import.Property(i => i.Kind).HasMaxLength(20);
        import.Ignore(i => i.IsOrders);
        import.Property(i => i.FileName).HasMaxLength(260);
        import.Property(i => i.StoredAs).HasMaxLength(60);
        import.Property(i => i.State).HasConversion<string>().HasMaxLength(20);
        import.HasIndex(i => i.CreatedAt);
        import.HasIndex(i => i.InTurn).IsUnique();
    });
}
