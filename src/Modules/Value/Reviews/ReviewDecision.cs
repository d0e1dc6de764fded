using Guanxi.Contact;
using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Reviews;

/// <summary>What is to become of a customer of class D.</summary>
internal enum ReviewOutcome
{
    /// <summary>Somebody gets the task to raise the customer.</summary>
    Raise,

    /// <summary>Stays as it is.</summary>
    Keep,

    /// <summary>No more effort.</summary>
    LetGo,
}

/// <summary>A decision of the D-class review. Never changed: the next review makes a new one.</summary>
internal sealed class ReviewDecision : Entity<ReviewDecision>
{
    public Id<Customer> CustomerId { get; private init; }
    public ReviewOutcome Outcome { get; private init; }
    public string Reason { get; private init; } = "";
    public Id<Person> DecidedById { get; private init; }
    public DateTimeOffset DecidedAt { get; private init; }

    /// <summary>The day from which the review shows the customer again.</summary>
    public DateOnly NextOn { get; private init; }

    /// <summary>The task that was made of it, where one was.</summary>
    public Id<FollowUp>? TaskId { get; private init; }

    public static ReviewDecision Make(Id<Customer> customer, ReviewOutcome outcome, string reason, Id<Person> by, DateTimeOffset at, DateOnly nextOn, Id<FollowUp>? task)
    {
        Refuse.Field("Reason", string.IsNullOrWhiteSpace(reason), "value.review.reason_missing");
        Refuse.If(outcome == ReviewOutcome.Raise != task is not null, "value.review.raise_needs_task");
        return new() { CustomerId = customer, Outcome = outcome, Reason = reason.Trim(), DecidedById = by, DecidedAt = at, NextOn = nextOn, TaskId = task };
    }
}

internal sealed class ReviewDecisionTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<ReviewDecision>(decision =>
    {
        decision.ToTable("value_review_decision");
        decision.HasKey(d => new { d.CustomerId, d.Id });
        decision.Property(d => d.Outcome).HasConversion<string>().HasMaxLength(20);
        decision.Property(d => d.Reason).HasMaxLength(500);
        decision.HasIndex(d => d.NextOn);
        decision.HasOne<Customer>().WithMany().HasForeignKey(d => d.CustomerId).OnDelete(DeleteBehavior.Restrict);
    });
}
