using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints;

internal enum ComplaintCause { Product, Service, Attitude, BrokenPromise, Price, Other }

internal enum ComplaintState { Open, Closed }

/// <summary>A customer's complaint: what about, since when, how it ended.</summary>
internal sealed class Complaint : Entity<Complaint>, IFed
{
    public Id<Customer> CustomerId { get; private init; }
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>The business day, in the firm's zone.</summary>
    public DateOnly ReceivedOn { get; private init; }
    public ComplaintCause Cause { get; private init; }
    public string Summary { get; private init; } = "";
    [History] public ComplaintState State { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public DateOnly? ClosedOn { get; private set; }
    public string? Solution { get; private set; }

    /// <summary>How satisfied the customer was with the handling, 1–5; null where not asked.</summary>
    public int? Satisfaction { get; private set; }

    /// <summary>What it cost, minor units of the base currency.</summary>
    public long CompensationMinor { get; private set; }
    public Id<Person> HandlerId { get; private init; }

    long IFed.FeedCustomer => CustomerId.Value;

    /// <param name="summary">In the customer's own words.</param>
    public static Complaint Open(Id<Customer> customer, ComplaintCause cause, string summary, Id<Person> handler, DateTimeOffset receivedAt, DateOnly receivedOn)
    {
        Refuse.Field("Summary", string.IsNullOrWhiteSpace(summary), "service.complaint.summary_missing");
        return new() { CustomerId = customer, Cause = cause, Summary = summary.Trim(), HandlerId = handler, ReceivedAt = receivedAt, ReceivedOn = receivedOn };
    }

    /// <param name="satisfaction">1–5; null where not asked.</param>
    /// <param name="compensationMinor">Minor units of the base currency.</param>
    public void Close(string solution, int? satisfaction, long compensationMinor, DateTimeOffset at, DateOnly on)
    {
        Refuse.If(State == ComplaintState.Closed, "service.complaint.closed_already");
        Refuse.Field("Solution", string.IsNullOrWhiteSpace(solution), "service.complaint.solution_missing");
        Refuse.Field("Satisfaction", satisfaction is < 1 or > 5, "service.complaint.satisfaction_out_of_range");
        Refuse.Field("Compensation", compensationMinor is < 0 or > 1_000_000_000_000, "service.complaint.compensation_out_of_range");
        (State, Solution, Satisfaction, CompensationMinor, ClosedAt, ClosedOn) = (ComplaintState.Closed, solution.Trim(), satisfaction, compensationMinor, at, on);
    }
}

internal sealed class ComplaintTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Complaint>(complaint =>
    {
        complaint.ToTable("service_complaint");
        complaint.HasKey(c => new { c.CustomerId, c.Id });
        complaint.Property(c => c.Cause).HasConversion<string>().HasMaxLength(20);
        complaint.Property(c => c.State).HasConversion<string>().HasMaxLength(20);
        complaint.Property(c => c.Summary).HasMaxLength(2000);
        complaint.Property(c => c.Solution).HasMaxLength(2000);
        complaint.HasIndex(c => new { c.CustomerId, c.ReceivedAt });
        complaint.HasIndex(c => new { c.State, c.ReceivedAt });
        complaint.HasIndex(c => c.ChangeStamp);
        complaint.HasOne<Customer>().WithMany().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Restrict);
    });
}
