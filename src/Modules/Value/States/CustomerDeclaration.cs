using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Insight;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.States;

/// <summary>As what a customer may be declared.</summary>
internal enum DeclaredAs
{
    /// <summary>No customer for the firm, whatever it bought.</summary>
    Unfit,

    /// <summary>Gone for good: it said so, moved away, closed.</summary>
    Lost,
}

/// <summary>What a person says of a customer against, or before, what the figures show: unfit for the firm, or lost. It holds until it is lifted; being lost also until the customer buys again.</summary>
internal sealed class CustomerDeclaration : Entity<CustomerDeclaration>
{
    public Id<Customer> CustomerId { get; private init; }
    public DeclaredAs Kind { get; private init; }
    public string Reason { get; private init; } = "";
    public Id<Person> DeclaredBy { get; private init; }
    public DateTimeOffset DeclaredAt { get; private init; }

    /// <summary>The business day, in the firm's zone.</summary>
    public DateOnly DeclaredOn { get; private init; }
    public Id<Person>? LiftedBy { get; private set; }
    public DateTimeOffset? LiftedAt { get; private set; }
    public DateOnly? LiftedOn { get; private set; }

    /// <summary>The state that lists show for it.</summary>
    public static string StateOf(DeclaredAs kind) => Labels.Of(kind == DeclaredAs.Unfit ? CustomerState.NonCustomer : CustomerState.Lost);

    public static CustomerDeclaration Make(Id<Customer> customer, DeclaredAs kind, string reason, Id<Person> by, DateTimeOffset at, DateOnly on) =>
        new() { CustomerId = customer, Kind = kind, Reason = reason.Trim(), DeclaredBy = by, DeclaredAt = at, DeclaredOn = on };

    public void Lift(Id<Person> by, DateTimeOffset at, DateOnly on)
    {
        Refuse.If(LiftedAt is not null, "value.declaration.lifted_already");
        (LiftedBy, LiftedAt, LiftedOn) = (by, at, on);
    }
}

internal sealed class CustomerDeclarationTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<CustomerDeclaration>(declaration =>
    {
        declaration.ToTable("value_declaration");
        declaration.HasKey(d => new { d.CustomerId, d.Id });
        declaration.HasOneInForce("lifted_at IS NULL", "kind");
        declaration.Property(d => d.Kind).HasConversion<string>().HasMaxLength(20);
        declaration.Property(d => d.Reason).HasMaxLength(500);
        declaration.HasIndex(d => d.LiftedAt);
        declaration.HasOne<Customer>().WithMany().HasForeignKey(d => d.CustomerId).OnDelete(DeleteBehavior.Restrict);
    });
}
