using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Files;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Evidence;

/// <summary>A file that shows something about a complaint: of the firm, or a photo that the customer sent later. The file itself lies in the data folder. Never taken away: what was decided by it must stay to be seen.</summary>
public sealed class EvidenceFile : Entity<EvidenceFile>
{
    public Id<Customer> CustomerId { get; private init; }
    public Id<Complaint> ComplaintId { get; private init; }

    /// <summary>The step that it belongs to.</summary>
    public ComplaintStep Step { get; private init; }

    /// <summary>The sender's name for it, cleaned. For show only: nothing is found or opened by it.</summary>
    public string Name { get; private init; } = "";
    public FileGroup Kind { get; private init; }
    public string MediaType { get; private init; } = "";

    /// <summary>The name of our own under which it lies.</summary>
    public string StoredAs { get; private init; } = "";
    public long Bytes { get; private init; }

    /// <summary>SHA-256, to see that it is unchanged.</summary>
    public string Checksum { get; private init; } = "";

    /// <summary>Null where the customer sent it by the private link.</summary>
    public Id<Person>? AddedBy { get; private init; }
    public DateTimeOffset AddedAt { get; private init; }

    internal static EvidenceFile Of(Complaint complaint, ComplaintStep step, KeptFile file, Id<Person>? by, DateTimeOffset at) => new()
    {
        CustomerId = complaint.CustomerId, ComplaintId = complaint.Id, Step = step, Name = file.Name, Kind = file.Kind.Group, MediaType = file.Kind.MediaType,
        StoredAs = file.Stored.Name, Bytes = file.Stored.Bytes, Checksum = file.Stored.Checksum, AddedBy = by, AddedAt = at,
    };
}

internal sealed class EvidenceFileTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<EvidenceFile>(file =>
    {
        file.ToTable("service_evidence");
        file.HasKey(f => new { f.CustomerId, f.Id });
        file.Property(f => f.Step).HasConversion<string>().HasMaxLength(20);
        file.Property(f => f.Name).HasMaxLength(FileNames.Longest);
        file.Property(f => f.Kind).HasConversion<string>().HasMaxLength(20);
        file.Property(f => f.MediaType).HasMaxLength(100);
        file.Property(f => f.StoredAs).HasMaxLength(60);
        file.Property(f => f.Checksum).HasMaxLength(64);
        file.HasIndex(f => new { f.CustomerId, f.ComplaintId });
        // A download names the file alone.
        file.HasIndex(f => f.Id);
        // The sweep asks which of the files are named.
        file.HasIndex(f => f.StoredAs);
        file.HasOne<Complaint>().WithMany().HasForeignKey(f => new { f.CustomerId, f.ComplaintId }).OnDelete(DeleteBehavior.Restrict);
    });
}

/// <summary>A file that was kept and judged, on its way to becoming evidence.</summary>
/// <param name="Name">The sender's, cleaned.</param>
internal sealed record KeptFile(string Name, FileKind Kind, StoredFile Stored);

/// <summary>Where the evidence lies.</summary>
internal sealed class EvidenceStore(DataPaths paths)
{
    public FileStore Files { get; } = new(paths, "evidence", "file");

    public NamedFiles Named => new(Files, db => db.Set<EvidenceFile>().Select(f => f.StoredAs));

    /// <summary>Takes away what was received and did not become evidence.</summary>
    public void Discard(IEnumerable<KeptFile> files)
    {
        foreach (var file in files) Files.Remove(file.Stored.Name);
    }
}
