using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Steps;

/// <summary>What was done about a complaint.</summary>
public enum ComplaintAct
{
    Received, Heard, Judged, CauseAmended, AskedApproval, Approved, Declined, Proposed, RefusedByCustomer, Accepted, CarriedOut, FollowedUp, NotReached, Dissatisfied, Reopened, Withdrawn,
    Paused, Resumed, Assigned, Escalated, TreatedWorse, Objected, ObjectionUpheld, ObjectionDismissed, Noted, CustomerAdded,
}

/// <summary>One line of a complaint's log: who did what, when, with what evidence, and whether the limit of the step was kept. Never changed.</summary>
public sealed class ComplaintEvent : Entity<ComplaintEvent>
{
    public required Id<Customer> CustomerId { get; init; }
    public required Id<Complaint> ComplaintId { get; init; }
    public required ComplaintAct Act { get; init; }

    /// <summary>The step in which it happened.</summary>
    public required ComplaintStep Step { get; init; }
    public required DateTimeOffset HappenedAt { get; init; }

    /// <summary>Null where the customer did it, or the product itself.</summary>
    public Id<Person>? By { get; init; }

    /// <summary>What was said, found or done: the evidence.</summary>
    public string? Words { get; init; }

    /// <summary>The limit of the step that this ended or missed.</summary>
    public DateTimeOffset? DueAt { get; init; }
    public bool Late { get; init; }

    /// <summary>What a solution costs, minor units of the base currency.</summary>
    public long AmountMinor { get; init; }

    /// <summary>To whom it was given.</summary>
    public Id<Person>? To { get; init; }
}

internal sealed class ComplaintEventTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<ComplaintEvent>(happened =>
    {
        happened.ToTable("service_complaint_event");
        happened.HasKey(e => new { e.CustomerId, e.Id });
        happened.Property(e => e.Act).HasConversion<string>().HasMaxLength(20);
        happened.Property(e => e.Step).HasConversion<string>().HasMaxLength(20);
        happened.Property(e => e.Words).HasMaxLength(2000);
        happened.HasIndex(e => new { e.CustomerId, e.ComplaintId });
        happened.HasOne<Complaint>().WithMany().HasForeignKey(e => new { e.CustomerId, e.ComplaintId }).OnDelete(DeleteBehavior.Restrict);
    });
}
