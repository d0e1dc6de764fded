using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

public enum CustomerKind { Individual, Organisation }

/// <summary>A private person or a firm that buys, may buy or bought.</summary>
public sealed class Customer : Entity<Customer>, IOwned, IFed
{
    /// <summary>The firm's own number for the customer; unique.</summary>
    public string Code { get; private init; } = "";
    public CustomerKind Kind { get; private init; }
    [History, Personal] public string Name { get; private set; } = "";

    /// <summary>Sorts Chinese names by pinyin among Latin ones.</summary>
    public string NameSort { get; private set; } = "";
    [History, Personal] public string? Phone { get; private set; }
    [History, Personal] public string? Email { get; private set; }
    [History, Personal] public string? WeChat { get; private set; }

    /// <summary>ISO 3166-1 alpha-2 where known, otherwise as it came.</summary>
    [History] public string? Country { get; private set; }
    [History] public string? Province { get; private set; }
    [History] public string? City { get; private set; }
    [History, Personal] public string? Address { get; private set; }
    [History] public DateOnly? Birthday { get; private set; }

    /// <summary>Unified social credit code of an organisation.</summary>
    [History] public string? CreditCode { get; private set; }
    [History] public string? Industry { get; private set; }

    /// <summary>Where the customer came from: a code such as <c>store</c>, <c>fair</c>, <c>import</c>.</summary>
    [History] public string? Source { get; private set; }
    [History] public string? Note { get; private set; }
    [History] public Id<Person>? OwnerId { get; private set; }
    [History] public Id<Unit>? UnitId { get; private set; }

    /// <summary>The import that created it, so that it can be taken back.</summary>
    public long? ImportId { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When someone last made sure that the facts are right.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    long IFed.FeedCustomer => Id.Value;
}

internal sealed class CustomerTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Customer>(customer =>
    {
        customer.ToTable("customers_customer");
        customer.HasKey(c => c.Id);
        customer.Property(c => c.Code).HasMaxLength(60);
        customer.Property(c => c.Kind).HasConversion<string>().HasMaxLength(20);
        customer.Property(c => c.Name).HasMaxLength(200);
        customer.Property(c => c.NameSort).HasMaxLength(200);
        customer.Property(c => c.WeChat).HasColumnName("wechat");
        customer.HasIndex(c => c.NameSort);
        customer.HasIndex(c => new { c.OwnerId, c.NameSort });
        customer.HasIndex(c => new { c.UnitId, c.NameSort });
        customer.HasIndex(c => c.ImportId);
        customer.HasIndex(c => c.ChangeStamp);
    });
}
