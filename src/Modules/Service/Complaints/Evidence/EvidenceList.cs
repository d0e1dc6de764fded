using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Files;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Evidence;

/// <summary>The files of one complaint by step, in the order in which they came.</summary>
[Needs(ServiceRights.Read)]
internal sealed record EvidenceList : IQuestion<IReadOnlyList<EvidenceRow>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Id<Complaint> ComplaintId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<EvidenceList, IReadOnlyList<EvidenceRow>>
    {
        public async Task<IReadOnlyList<EvidenceRow>> Handle(EvidenceList request, Actor actor, CancellationToken ct)
        {
            Refuse.If(!await db.Set<Complaint>().AnyAsync(c => c.CustomerId == request.CustomerId && c.Id == request.ComplaintId, ct), "service.complaint.not_found");
            var files = await db.Set<EvidenceFile>().AsNoTracking().Where(f => f.CustomerId == request.CustomerId && f.ComplaintId == request.ComplaintId).OrderBy(f => f.Id).ToListAsync(ct);
            var people = await db.NamesOf(files.Select(f => f.AddedBy).OfType<Id<Person>>(), ct);
            return [.. files.OrderBy(f => f.Step).ThenBy(f => f.Id).Select(f => new EvidenceRow
            {
                Id = f.Id, Step = f.Step, Name = f.Name, Kind = f.Kind, MediaType = f.MediaType, Bytes = f.Bytes, Checksum = f.Checksum, AddedAt = f.AddedAt, ByCustomer = f.AddedBy is null,
                AddedBy = f.AddedBy is { } by ? people.GetValueOrDefault(by) : null,
            })];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/complaints/{complaintId}/evidence",
        (Id<Customer> customerId, Id<Complaint> complaintId, Asker asker, CancellationToken ct) => asker.Answer(new EvidenceList { CustomerId = customerId, ComplaintId = complaintId }, ct))
        .Produces<IReadOnlyList<EvidenceRow>>().WithSummary("The files of one complaint, by step");
}

/// <summary>A file of a complaint in a list.</summary>
public sealed record EvidenceRow
{
    public required Id<EvidenceFile> Id { get; init; }
    public required ComplaintStep Step { get; init; }

    /// <summary>The sender's name for it, cleaned.</summary>
    public required string Name { get; init; }
    public required FileGroup Kind { get; init; }
    public required string MediaType { get; init; }
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of what was received, in hexadecimal.</summary>
    public required string Checksum { get; init; }
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Whether the customer sent it by the private link.</summary>
    public bool ByCustomer { get; init; }
    public string? AddedBy { get; init; }
}
