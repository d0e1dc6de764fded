using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>What a customer is found by when data comes in: code, phone, e-mail, external number, each normalised. One value belongs to one customer.</summary>
/// <remarks>A table of its own, not an index on customer: uniqueness across customers on Citus needs a table distributed by the value.</remarks>
public sealed class ContactKey
{
    /// <summary><c>code</c>, <c>phone</c>, <c>email</c>.</summary>
    public string Kind { get; private init; } = "";
    public string Value { get; private init; } = "";
    public Id<Customer> CustomerId { get; private init; }

    public static ContactKey Of(string kind, string value, Id<Customer> customer) => new() { Kind = kind, Value = value, CustomerId = customer };
}

internal sealed class ContactKeyTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<ContactKey>(key =>
    {
        key.HasKey(k => new { k.Kind, k.Value });
        key.Property(k => k.Kind).HasMaxLength(20);
        key.Property(k => k.Value).HasMaxLength(200);
        key.HasIndex(k => k.CustomerId);
    });
}
