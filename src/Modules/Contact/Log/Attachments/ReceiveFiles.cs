using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Files;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Log.Attachments;

/// <summary>Keeps files and judges them. Before any transaction: large files must not hold up people at the write gate.</summary>
[Needs(ContactRights.Edit)]
internal sealed record ReceiveFiles : IQuestion<IReadOnlyList<ReceivedFile>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>The contact that they are for, where there is one already.</summary>
    public Id<ContactEntry>? EntryId { get; init; }

    /// <summary>One after the other: the next is asked for once this one is kept.</summary>
    public required IAsyncEnumerable<SentFile> Files { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, AttachmentStore store, Texts texts) : IHandler<ReceiveFiles, IReadOnlyList<ReceivedFile>>
    {
        public async Task<IReadOnlyList<ReceivedFile>> Handle(ReceiveFiles request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            var settings = await db.Setting<AttachmentSettings>(ct);
            var there = request.EntryId is { } entry
                ? Refuse.Missing(await db.Set<ContactEntry>().AsNoTracking().FirstOrDefaultAsync(e => e.CustomerId == request.CustomerId && e.Id == entry, ct), "contact.entry.not_found").Attachments : 0;
            var received = new List<ReceivedFile>();
            try
            {
                await foreach (var file in request.Files.WithCancellation(ct))
                {
                    Refuse.Field(ContactEntry.Files, there + received.Count >= settings.MostFiles, "contact.attachment.too_many", settings.MostFiles, there);
                    received.Add(await Receive(file, settings, ct));
                }
                return received;
            }
            catch
            {
                store.Discard(received);
                throw;
            }
        }

        private async Task<ReceivedFile> Receive(SentFile sent, AttachmentSettings settings, CancellationToken ct)
        {
            var name = FileNames.Clean(sent.Name);
            var kind = FileKinds.ByName(name);
            // By the name first: what is not taken anyway need not be read.
            Refuse.Field(ContactEntry.Files, kind is null || !settings.Permits(kind.Group), "contact.attachment.not_permitted", name, settings.Say(texts));
            var stored = await store.Files.Keep(sent.Content, settings.MostBytes, ct);
            Refuse.Field(ContactEntry.Files, stored is null, "contact.attachment.too_large", name, settings.MostMegabytes);
            try
            {
                Refuse.Field(ContactEntry.Files, stored.Bytes == 0, "contact.attachment.empty", name);
                await using var kept = store.Files.Open(stored.Name)!;
                Refuse.Field(ContactEntry.Files, !await Task.Run(() => kind.Is(kept), ct), "contact.attachment.not_what_it_says", name, Path.GetExtension(name));
                return new(name, kind, stored);
            }
            catch
            {
                store.Files.Remove(stored.Name);
                throw;
            }
        }
    }
}
