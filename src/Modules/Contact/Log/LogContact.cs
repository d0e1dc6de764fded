using System.ComponentModel.DataAnnotations;
using Guanxi.Contact.Log.Attachments;
using Guanxi.Contact.Tasks;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Contact.Log;

/// <summary>Notes a contact with a customer. A next step becomes a task.</summary>
[Needs(ContactRights.Edit)]
internal sealed record LogContact : IUseCase<Id<ContactEntry>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public ContactChannel Channel { get; set; } = ContactChannel.Call;
    public ContactDirection Direction { get; set; }

    /// <summary>Whether the customer was reached; if not, why. A dead number, a message that came back and a person who left warn of losing the customer.</summary>
    public ContactReach Reach { get; set; }

    /// <summary>Now where not said.</summary>
    public DateTimeOffset? HappenedAt { get; set; }

    /// <summary>How long it took.</summary>
    [Range(0, 1440)] public int? Minutes { get; set; }
    [StringLength(500)] public string? Purpose { get; set; }
    [StringLength(2000)] public string? Result { get; set; }

    /// <summary>What is to do next; becomes a task.</summary>
    [StringLength(200)] public string? NextStep { get; set; }

    /// <summary>The day by which the next step is due; a week from now where not said.</summary>
    public DateOnly? NextOn { get; set; }

    /// <summary>Who takes the next step; oneself where not said.</summary>
    public Id<Person>? NextOwnerId { get; set; }

    /// <summary>From <see cref="ReceiveFiles"/> alone: no body and no form says where files lie.</summary>
    internal IReadOnlyList<ReceivedFile> Files { get; init; } = [];

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, Assignees assignees, TimeProvider clock) : IHandler<LogContact, Id<ContactEntry>>
    {
        public async Task<Id<ContactEntry>> Handle(LogContact request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            var now = clock.GetUtcNow();
            var at = request.HappenedAt?.ToUniversalTime() ?? now;
            var note = new ContactNote(request.Channel, request.Direction, request.Minutes, request.Purpose, request.Result, request.Reach);
            var entry = ContactEntry.Log(request.CustomerId, note, actor.Id, at, (await db.Setting<FirmSettings>(ct)).DayOf(at), now);
            db.Add(entry);
            if (request.Files.Count > 0) db.AddRange(entry.Attach(request.Files, (await db.Setting<AttachmentSettings>(ct)).MostFiles, actor.Id, now));
            if (!string.IsNullOrWhiteSpace(request.NextStep))
            {
                var owner = await assignees.Check(request.NextOwnerId, request.CustomerId, actor, ct);
                db.Add(FollowUp.Plan(request.CustomerId, request.NextStep, owner, request.NextOn ?? Today.Of(actor, now).AddDays(7), null, actor.Id, now));
            }
            return entry.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/contacts",
        (Id<Customer> customerId, LogContact request, Asker asker, CancellationToken ct) =>
            asker.Created(request with { CustomerId = customerId }, id => $"/api/customers/{customerId}/contacts/{id}", ct))
        .Produces<Id<ContactEntry>>(StatusCodes.Status201Created).WithSummary("Note a contact with a customer");
}
