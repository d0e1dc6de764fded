using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Files;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Log.Attachments;

/// <summary>The files of one contact, in the order in which they came.</summary>
[Needs(ContactRights.Read)]
internal sealed record AttachmentList : IQuestion<IReadOnlyList<AttachmentRow>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Id<ContactEntry> EntryId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<AttachmentList, IReadOnlyList<AttachmentRow>>
    {
        public async Task<IReadOnlyList<AttachmentRow>> Handle(AttachmentList request, Actor actor, CancellationToken ct)
        {
            Refuse.If(!await db.Set<ContactEntry>().AnyAsync(e => e.CustomerId == request.CustomerId && e.Id == request.EntryId, ct), "contact.entry.not_found");
            return await db.AttachmentsOf(request.CustomerId, request.EntryId, actor, ct);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/contacts/{entryId}/attachments",
        (Id<Customer> customerId, Id<ContactEntry> entryId, Asker asker, CancellationToken ct) => asker.Answer(new AttachmentList { CustomerId = customerId, EntryId = entryId }, ct))
        .Produces<IReadOnlyList<AttachmentRow>>().WithSummary("The files of one contact");
}

/// <summary>A file of a contact in a list.</summary>
internal sealed record AttachmentRow
{
    public required Id<Attachment> Id { get; init; }

    /// <summary>The sender's name for it, cleaned.</summary>
    public required string Name { get; init; }
    public required FileGroup Kind { get; init; }
    public required string MediaType { get; init; }
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of what was received, in hexadecimal.</summary>
    public required string Checksum { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
    public string? AddedBy { get; init; }

    /// <summary>Whether who asks may take it away.</summary>
    public required bool Removable { get; init; }

    public static AttachmentRow Of(Attachment attachment, string? by, Actor actor) => new()
    {
        Id = attachment.Id, Name = attachment.Name, Kind = attachment.Kind, MediaType = attachment.MediaType, Bytes = attachment.Bytes, Checksum = attachment.Checksum, AddedAt = attachment.AddedAt, AddedBy = by,
        Removable = attachment.MayBeRemovedBy(actor),
    };
}

internal static class AttachmentReading
{
    public static async Task<IReadOnlyList<AttachmentRow>> AttachmentsOf(this GuanxiDb db, Id<Customer> customer, Id<ContactEntry> entry, Actor actor, CancellationToken ct)
    {
        var attachments = await db.Set<Attachment>().AsNoTracking().Where(a => a.CustomerId == customer && a.EntryId == entry).OrderBy(a => a.Id).ToListAsync(ct);
        var people = await db.NamesOf(attachments.Select(a => a.AddedBy), ct);
        return [.. attachments.Select(a => AttachmentRow.Of(a, people.GetValueOrDefault(a.AddedBy), actor))];
    }
}
