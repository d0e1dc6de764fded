using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Steps;

/// <summary>What was done about a complaint.</summary>
public enum ComplaintAct
{
    Received, Heard, Judged, CauseAmended, AskedApproval, Approved, Declined, Proposed, RefusedByCustomer, Accepted, CarriedOut, FollowedUp, NotReached, Dissatisfied, Reopened, Withdrawn,
    Paused, Resumed, Assigned, Escalated, TreatedWorse, Objected, ObjectionUpheld, ObjectionDismissed, Noted, CustomerAdded, LinksRevoked, FilesAdded,

    /// <summary>It came from a file, with what was known of it.</summary>
    Loaded,
}

/// <summary>One line of a complaint's log: who did what, when, with what evidence, and whether the limit of the step was kept. Never changed.</summary>
public sealed class ComplaintEvent : Entity<ComplaintEvent>
{
    public Id<Customer> CustomerId { get; private init; }
    public Id<Complaint> ComplaintId { get; private init; }
    public ComplaintAct Act { get; private init; }

    /// <summary>The step in which it happened.</summary>
    public ComplaintStep Step { get; private init; }
    public DateTimeOffset HappenedAt { get; private init; }

    /// <summary>Null where the customer did it, or the product itself.</summary>
    public Id<Person>? PersonId { get; private init; }

    /// <summary>What was said, found or done: the evidence.</summary>
    public string? Words { get; private init; }

    /// <summary>The limit of the step that this ended or missed.</summary>
    public DateTimeOffset? DueAt { get; private init; }
    public bool Late { get; private init; }

    /// <summary>What a solution costs, minor units of the base currency.</summary>
    public long AmountMinor { get; private init; }

    /// <summary>To whom it was given.</summary>
    public Id<Person>? GivenToId { get; private init; }

    /// <summary>How it came, who said it and on which day, where somebody took down what the customer said.</summary>
    public ServiceChannel? Channel { get; private init; }
    public string? SaidBy { get; private init; }
    public DateOnly? SaidOn { get; private init; }

    /// <summary>The import that wrote it; null where it happened here.</summary>
    public long? ImportId { get; private init; }

    /// <summary>The same line, with how, by whom and when it was said.</summary>
    internal static ComplaintEvent Said(Complaint complaint, ComplaintAct act, Id<Person>? by, DateTimeOffset at, string words, ServiceChannel? channel, string? who, DateOnly? on) => new()
    {
        CustomerId = complaint.CustomerId, ComplaintId = complaint.Id, Act = act, Step = complaint.Step, HappenedAt = at, PersonId = by, Words = words, Channel = channel, SaidBy = who, SaidOn = on,
    };

    /// <param name="timed">Whether it ended the step, or missed its limit.</param>
    internal static ComplaintEvent Of(Complaint complaint, ComplaintAct act, Id<Person>? by, DateTimeOffset at, string? words, bool timed, long minor, Id<Person>? to, long? import = null) => new()
    {
        CustomerId = complaint.CustomerId, ComplaintId = complaint.Id, Act = act, Step = complaint.Step, HappenedAt = at, PersonId = by, Words = words, DueAt = timed ? complaint.DueAt : null, Late = timed && complaint.DueAt < at,
        AmountMinor = minor, GivenToId = to, ImportId = import,
    };
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
        happened.Property(e => e.Channel).HasConversion<string>().HasMaxLength(20);
        happened.Property(e => e.SaidBy).HasMaxLength(120);
        happened.HasIndex(e => new { e.CustomerId, e.ComplaintId });
        happened.HasOne<Complaint>().WithMany().HasForeignKey(e => new { e.CustomerId, e.ComplaintId }).OnDelete(DeleteBehavior.Restrict);
    });
}
