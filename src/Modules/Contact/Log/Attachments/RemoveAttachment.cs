using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Log.Attachments;

/// <summary>Takes a file away from a contact, for good. Whoever added it may, and whoever manages contacts.</summary>
[Needs(ContactRights.Edit)]
internal sealed record RemoveAttachment : IUseCase<bool>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public Id<ContactEntry> EntryId { get; set; }
    public Id<Attachment> AttachmentId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<RemoveAttachment, bool>
    {
        public async Task<bool> Handle(RemoveAttachment request, Actor actor, CancellationToken ct)
        {
            var attachment = Refuse.Missing(await db.Set<Attachment>().FirstOrDefaultAsync(a => a.CustomerId == request.CustomerId && a.EntryId == request.EntryId && a.Id == request.AttachmentId, ct), "contact.attachment.not_found");
            Refuse.If(!attachment.MayBeRemovedBy(actor), "contact.attachment.not_yours");
            (await db.Set<ContactEntry>().FirstAsync(e => e.CustomerId == attachment.CustomerId && e.Id == attachment.EntryId, ct)).Detach();
            // Once the row is gone, and not before: the transaction may yet fail.
            db.Tell(new AttachmentRemoved(attachment.StoredAs));
            db.Remove(attachment);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapDelete("/customers/{customerId}/contacts/{entryId}/attachments/{attachmentId}",
        (Id<Customer> customerId, Id<ContactEntry> entryId, Id<Attachment> attachmentId, Asker asker, CancellationToken ct) =>
            asker.Answer(new RemoveAttachment { CustomerId = customerId, EntryId = entryId, AttachmentId = attachmentId }, ct)).Produces<bool>().WithSummary("Take a file away from a contact, for good");
}

/// <summary>Its row is gone; the file is to go, too.</summary>
internal sealed record AttachmentRemoved(string StoredAs);

/// <summary>Takes the file away. On a node that doesn't have it nothing happens: the one that does sweeps when it starts.</summary>
internal sealed class TakeFileAway(AttachmentStore store) : IListen<AttachmentRemoved>
{
    public Task Hear(AttachmentRemoved happened, CancellationToken ct)
    {
        store.Files.Remove(happened.StoredAs);
        return Task.CompletedTask;
    }
}
