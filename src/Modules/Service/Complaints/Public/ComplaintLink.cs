using Guanxi.Customers;
using Guanxi.Http;
using Guanxi.Service.Complaints.Public.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Public;

/// <summary>The private link by which a customer follows a complaint without signing in. Only the hash of its secret is kept.</summary>
internal sealed class ComplaintLink : Entity<ComplaintLink>
{
    /// <summary>So long it opens; long enough for the slowest complaint and its return visit.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(365);

    public string Hash { get; private init; } = "";
    public Id<Incoming>? IncomingId { get; private init; }
    public Id<Customer>? CustomerId { get; private set; }
    public Id<Complaint>? ComplaintId { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private set; }

    public static ComplaintLink For(Id<Incoming> incoming, string secret, DateTimeOffset now) => new() { Hash = SecretToken.HashOf(secret), IncomingId = incoming, CreatedAt = now, ExpiresAt = now + Lasts };

    public static ComplaintLink For(Complaint complaint, string secret, DateTimeOffset now) =>
        new() { Hash = SecretToken.HashOf(secret), CustomerId = complaint.CustomerId, ComplaintId = complaint.Id, CreatedAt = now, ExpiresAt = now + Lasts };

    /// <summary>It opens no longer. Why stands in the complaint's log.</summary>
    public void Revoke(DateTimeOffset now) => ExpiresAt = now;

    /// <summary>What came in became this complaint.</summary>
    public void LeadsTo(Complaint complaint) => (CustomerId, ComplaintId) = (complaint.CustomerId, complaint.Id);
}

internal sealed class ComplaintLinkTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<ComplaintLink>(link =>
    {
        link.ToTable("service_complaint_link");
        link.HasKey(l => l.Id);
        link.Property(l => l.Hash).HasMaxLength(64);
        link.HasIndex(l => l.Hash).IsUnique();
        link.HasIndex(l => l.IncomingId);
        link.HasIndex(l => new { l.CustomerId, l.ComplaintId });
    });
}
