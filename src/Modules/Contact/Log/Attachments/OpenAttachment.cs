using System.Security.Cryptography;
using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Log.Attachments;

/// <summary>The content of one file of a contact. Says where it lies if not here, and if it is no longer what was received.</summary>
[Needs(ContactRights.Read)]
internal sealed record OpenAttachment : IQuestion<AttachmentContent>
{
    public Id<Attachment> AttachmentId { get; init; }

    internal sealed class Handler(GuanxiDb db, AttachmentStore store, IReach<Customer> reach) : IHandler<OpenAttachment, AttachmentContent>
    {
        public async Task<AttachmentContent> Handle(OpenAttachment request, Actor actor, CancellationToken ct)
        {
            var attachment = Refuse.Missing(await db.Set<Attachment>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == request.AttachmentId, ct), "contact.attachment.not_found");
            Refuse.If(!await reach.Reaches(actor, attachment.CustomerId, ct), "contact.attachment.not_found");
            if (await store.Files.Elsewhere(db, attachment.StoredAs, ct) is { } node) throw new RefusedException("contact.attachment.elsewhere", attachment.Name, node);
            var content = store.Files.Open(attachment.StoredAs);
            Refuse.If(content is null, "contact.attachment.lost", attachment.Name);
            try
            {
                Refuse.If(!await IsUnchanged(content, attachment, ct), "contact.attachment.changed", attachment.Name);
                content.Position = 0;
                return new(attachment, content);
            }
            catch
            {
                await content.DisposeAsync();
                throw;
            }
        }

        // Each time: 20 MB take a hundredth of a second, and a document that somebody swapped on the disk must not pass for what the customer sent.
        private static async Task<bool> IsUnchanged(FileStream content, Attachment attachment, CancellationToken ct) =>
            content.Length == attachment.Bytes && Convert.ToHexString(await SHA256.HashDataAsync(content, ct)) == attachment.Checksum;
    }
}

/// <summary>A file to hand out.</summary>
internal sealed record AttachmentContent(Attachment Attachment, Stream Content) : IConcerns<Customer>, IAsyncDisposable
{
    Id<Customer> IConcerns<Customer>.Subject => Attachment.CustomerId;

    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
