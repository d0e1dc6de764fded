using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints;

public enum ComplaintCause { Product, Service, Attitude, BrokenPromise, Price, Other }

public enum ComplaintState { Open, Closed }

/// <summary>A customer's complaint: what about, since when, how it ended.</summary>
internal sealed class Complaint : Entity<Complaint>, IFed
{
    public Id<Customer> CustomerId { get; private init; }
    public DateTimeOffset ReceivedAt { get; private init; }
    public ComplaintCause Cause { get; private init; }
    public string Summary { get; private init; } = "";
    [History] public ComplaintState State { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public string? Solution { get; private set; }

    /// <summary>How satisfied the customer was with the handling, 1–5; null where not asked.</summary>
    public int? Satisfaction { get; private set; }

    /// <summary>What it cost, minor units of the base currency.</summary>
    public long CompensationMinor { get; private set; }
    public Id<Person> HandlerId { get; private init; }

    long IFed.FeedCustomer => CustomerId.Value;
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
