using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>What every list shows of a customer's present standing. Written by Value after each run; here, so that modules below Value can show, sort and filter by it.</summary>
public sealed class CustomerFace
{
    public Id<Customer> CustomerId { get; private init; }

    /// <summary><c>major</c>, <c>minor</c>, <c>ordinary</c>, <c>small</c>.</summary>
    public string? Grade { get; private init; }

    /// <summary><c>green</c>, <c>yellow</c>, <c>red</c>.</summary>
    public string? Colour { get; private init; }

    /// <summary><c>acquisition</c>, <c>development</c>, <c>maturity</c>, <c>decline</c>, <c>lost</c>.</summary>
    public string? Stage { get; private init; }

    /// <summary><c>potential</c>, <c>target</c>, <c>first_time</c>, <c>repeat</c>, <c>loyal</c>, <c>lost</c>, <c>non_customer</c>.</summary>
    public string? State { get; private set; }

    /// <summary>Total value, minor units of the base currency; null without any business.</summary>
    public long? ValueMinor { get; private init; }

    /// <summary>Money at risk, minor units of the base currency; null without any business.</summary>
    public long? RiskMinor { get; private init; }

    /// <summary>Probability of no purchase in the planning period; null where it can't be told.</summary>
    public double? Churn { get; private init; }
    public DateOnly? LastPurchaseOn { get; private init; }
    public DateOnly AsOf { get; private init; }

    /// <summary>Of a customer without any business: nothing but its state is known.</summary>
    public static CustomerFace Of(Id<Customer> customer, string state, DateOnly asOf) => new() { CustomerId = customer, State = state, AsOf = asOf };

    /// <summary>A person said what the customer is: lists show it before the next run does.</summary>
    public void Say(string state) => State = state;
}

/// <summary>A customer's standing as someone may see it: grade, colour and stage are everybody's, what money says is for who may see values.</summary>
public sealed record ShownFace
{
    public string? Grade { get; init; }
    public string? Colour { get; init; }
    public string? Stage { get; init; }
    public string? State { get; init; }
    public DateOnly? LastPurchaseOn { get; init; }
    public required DateOnly AsOf { get; init; }

    /// <summary>Total value, minor units of the base currency; null for who may not see values.</summary>
    public long? ValueMinor { get; init; }

    /// <summary>Money at risk, minor units of the base currency; null for who may not see values.</summary>
    public long? RiskMinor { get; init; }

    /// <summary>Probability of no purchase in the planning period; null where it can't be told, and for who may not see values.</summary>
    public double? Churn { get; init; }

    internal static ShownFace Of(CustomerFace face, Actor actor)
    {
        var shown = new ShownFace { Grade = face.Grade, Colour = face.Colour, Stage = face.Stage, State = face.State, LastPurchaseOn = face.LastPurchaseOn, AsOf = face.AsOf };
        return actor.May(CustomersRights.Worth) ? shown with { ValueMinor = face.ValueMinor, RiskMinor = face.RiskMinor, Churn = face.Churn } : shown;
    }
}

internal sealed class CustomerFaceTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<CustomerFace>(face =>
    {
        face.ToTable("customers_face");
        face.HasKey(f => f.CustomerId);
        face.Property(f => f.Grade).HasMaxLength(20);
        face.Property(f => f.Colour).HasMaxLength(20);
        face.Property(f => f.Stage).HasMaxLength(20);
        face.Property(f => f.State).HasMaxLength(20);
        face.HasIndex(f => new { f.ValueMinor, f.CustomerId });
        face.HasIndex(f => new { f.RiskMinor, f.CustomerId });
        face.HasIndex(f => new { f.LastPurchaseOn, f.CustomerId });
        face.HasIndex(f => new { f.Grade, f.ValueMinor, f.CustomerId });
        face.HasIndex(f => new { f.Stage, f.ValueMinor, f.CustomerId });
        face.HasIndex(f => new { f.State, f.ValueMinor, f.CustomerId });
    });
}
