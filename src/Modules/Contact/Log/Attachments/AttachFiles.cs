using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Files;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Log.Attachments;

/// <summary>Adds files to a contact.</summary>
[Needs(ContactRights.Edit)]
internal sealed record AttachFiles : IUseCase<IReadOnlyList<AttachmentRow>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Id<ContactEntry> EntryId { get; init; }

    /// <summary>From <see cref="ReceiveFiles"/> alone: no body and no form says where files lie.</summary>
    internal IReadOnlyList<ReceivedFile> Files { get; init; } = [];

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<AttachFiles, IReadOnlyList<AttachmentRow>>
    {
        public async Task<IReadOnlyList<AttachmentRow>> Handle(AttachFiles request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(ContactEntry.Files, request.Files.Count == 0, "contact.attachment.none_chosen");
            var entry = Refuse.Missing(await db.Set<ContactEntry>().FirstOrDefaultAsync(e => e.CustomerId == request.CustomerId && e.Id == request.EntryId, ct), "contact.entry.not_found");
            var attached = entry.Attach(request.Files, (await db.Setting<AttachmentSettings>(ct)).MostFiles, actor.Id, clock.GetUtcNow());
            db.AddRange(attached);
            db.Remark(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{attached.Count}"));
            return [.. attached.Select(a => AttachmentRow.Of(a, actor.Name, actor))];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/contacts/{entryId}/attachments",
        async (Id<Customer> customerId, Id<ContactEntry> entryId, HttpRequest request, AttachmentStore store, Asker asker, CancellationToken ct) =>
        {
            var received = await Receive(customerId, entryId, request, asker, ct);
            if (!received.Ok) return asker.Problem(received.Refusal, received.Args, received.Fields);
            var answer = await asker.Created(new AttachFiles { CustomerId = customerId, EntryId = entryId, Files = received.Value }, _ => $"/api/customers/{customerId}/contacts/{entryId}/attachments", ct);
            if (answer is IStatusCodeHttpResult { StatusCode: >= 400 }) store.Discard(received.Value);
            return answer;
        }).WithMetadata(new RequestSizeLimitAttribute(Uploads.MostBytes)).Accepts<IFormFileCollection>("multipart/form-data").Produces<IReadOnlyList<AttachmentRow>>(StatusCodes.Status201Created)
        .WithSummary("Add files to a contact, as parts of the body");

    private static async Task<Outcome<IReadOnlyList<ReceivedFile>>> Receive(Id<Customer> customer, Id<ContactEntry> entry, HttpRequest request, Asker asker, CancellationToken ct)
    {
        try { return await asker.Run(new ReceiveFiles { CustomerId = customer, EntryId = entry, Files = request.Parts(ct) }, ct); }
        catch (Exception fault) when (SentFiles.IsCutOff(fault)) { return Outcome<IReadOnlyList<ReceivedFile>>.Refused("contact.attachment.unreadable"); }
    }
}
