using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>A word that the firm sticks on a customer.</summary>
public sealed class CustomerTag
{
    public Id<Customer> CustomerId { get; private init; }
    public string Tag { get; private init; } = "";

    public static CustomerTag Of(Id<Customer> customer, string tag) => new() { CustomerId = customer, Tag = tag };

    /// <summary>Tags as someone typed them, between commas of either kind: trimmed, each once.</summary>
    public static IReadOnlyList<string> Parse(string? typed) =>
        [.. (typed ?? "").Split([',', '，', '、', ';', '；', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(t => t.Length <= 40 ? t : t[..40]).Distinct(StringComparer.OrdinalIgnoreCase).Take(30)];
}

internal sealed class CustomerTagTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<CustomerTag>(tag =>
    {
        tag.ToTable("customers_tag");
        tag.HasKey(t => new { t.CustomerId, t.Tag });
        tag.Property(t => t.Tag).HasMaxLength(40);
        tag.HasIndex(t => new { t.Tag, t.CustomerId });
        tag.HasOne<Customer>().WithMany().HasForeignKey(t => t.CustomerId).OnDelete(DeleteBehavior.Cascade);
    });
}
