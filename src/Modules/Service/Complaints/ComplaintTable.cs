using Guanxi.Customers;
using Guanxi.Service.Complaints.Causes;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints;

internal sealed class ComplaintTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Complaint>(complaint =>
    {
        complaint.ToTable("service_complaint");
        complaint.HasKey(c => new { c.CustomerId, c.Id });
        complaint.Property(c => c.Channel).HasConversion<string>().HasMaxLength(20);
        complaint.Property(c => c.Cause).HasConversion<string>().HasMaxLength(20);
        complaint.Property(c => c.Origin).HasConversion<string>().HasMaxLength(20);
        complaint.Property(c => c.Verdict).HasConversion<string>().HasMaxLength(20);
        complaint.Property(c => c.State).HasConversion<string>().HasMaxLength(20);
        complaint.Property(c => c.Step).HasConversion<string>().HasMaxLength(20);
        complaint.Property(c => c.Outcome).HasConversion<string>().HasMaxLength(20);
        complaint.Property(c => c.Grade).HasMaxLength(20);
        complaint.Property(c => c.Summary).HasMaxLength(2000);
        foreach (var words in new[] { nameof(Complaint.Wish), nameof(Complaint.PausedBecause), nameof(Complaint.WorseBecause), nameof(Complaint.KeyPoints), nameof(Complaint.RootCause), nameof(Complaint.Solution) })
            complaint.Property(words).HasMaxLength(2000);
        complaint.Property(c => c.OrderNumber).HasMaxLength(60);
        complaint.HasIndex(c => c.Id);
        complaint.HasIndex(c => new { c.CustomerId, c.ReceivedAt });
        complaint.HasIndex(c => new { c.State, c.ReceivedAt });
        // The desk: what is due first; what is mine; what is closed.
        complaint.HasIndex(c => new { c.State, c.DueAt, c.Id });
        complaint.HasIndex(c => new { c.HandlerId, c.State, c.DueAt });
        complaint.HasIndex(c => new { c.State, c.ClosedAt });
        complaint.HasIndex(c => new { c.ReceivedAt, c.Id });
        // Whether it has come back.
        complaint.HasIndex(c => new { c.ReceivedOn, c.Cause, c.UnitId });
        complaint.HasIndex(c => c.ChangeStamp);
        complaint.MayBeImported();
        complaint.HasOne<Customer>().WithMany().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Restrict);
        complaint.HasOne<CauseCode>().WithMany().HasForeignKey(c => c.CauseCodeId).OnDelete(DeleteBehavior.Restrict);
    });
}
