using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>What a customer is found by when data comes in: code, phone, e-mail, external number, each normalised. One value belongs to one customer.</summary>
/// <remarks>A table of its own, not an index on customer: uniqueness across customers on Citus needs a table distributed by the value.</remarks>
public sealed class ContactKey
{
    public const string Code = "code", Phone = "phone", Email = "email", CreditCode = "credit_code";

    /// <summary><c>code</c>, <c>phone</c>, <c>email</c>, <c>credit_code</c>.</summary>
    public string Kind { get; private init; } = "";
    public string Value { get; private init; } = "";
    public Id<Customer> CustomerId { get; private init; }

    public static ContactKey Of(string kind, string value, Id<Customer> customer) => new() { Kind = kind, Value = value, CustomerId = customer };

    /// <summary>The key of a phone number, null where it is none.</summary>
    public static string? OfPhone(string? phone, string? country) => Phones.Normalise(phone, country);

    /// <summary>The key of an e-mail address. Small letters: no provider in use tells them apart.</summary>
    public static string? OfEmail(string? email) => string.IsNullOrWhiteSpace(email) ? null : email.Trim().ToLowerInvariant();
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
