using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Log;

/// <summary>Contacts with one customer, newest first.</summary>
[Needs(ContactRights.Read)]
internal sealed record ContactList : IQuestion<ContactsFound>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Cursor? After { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<ContactList, ContactsFound>
    {
        public async Task<ContactsFound> Handle(ContactList request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            var entries = db.Set<ContactEntry>().AsNoTracking().Where(e => e.CustomerId == request.CustomerId);
            if (request.After is { } after)
            {
                var (at, id) = (after.At, new Id<ContactEntry>(after.Id));
                entries = entries.Where(e => e.HappenedAt <= at && (e.HappenedAt < at || e.Id < id));
            }
            var found = await entries.OrderByDescending(e => e.HappenedAt).ThenByDescending(e => e.Id).Take(request.Count + 1).ToListAsync(ct);
            var shown = found.Take(request.Count).ToList();
            var ids = shown.Select(e => e.PersonId).Distinct().ToList();
            var people = await db.PersonNames().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
            return new([.. shown.Select(e => ContactRow.Of(e, people.GetValueOrDefault(e.PersonId)))], found.Count > request.Count ? new Cursor(shown[^1].HappenedAt, shown[^1].Id.Value) : null);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/contacts",
        (Id<Customer> customerId, Cursor? after, int? count, Asker asker, CancellationToken ct) => asker.Answer(new ContactList { CustomerId = customerId, After = after, Count = count ?? 50 }, ct))
        .Produces<ContactsFound>().WithSummary("Contacts with one customer, newest first");
}

/// <summary>A page of contacts, and the place from which the next goes on.</summary>
internal sealed record ContactsFound(IReadOnlyList<ContactRow> Rows, Cursor? Next);

/// <summary>A contact in a list.</summary>
internal sealed record ContactRow
{
    public required Id<ContactEntry> Id { get; init; }
    public required ContactChannel Channel { get; init; }
    public required ContactDirection Direction { get; init; }
    public required ContactReach Reach { get; init; }
    public required DateTimeOffset HappenedAt { get; init; }
    public int? Minutes { get; init; }
    public string? Purpose { get; init; }
    public string? Result { get; init; }
    public string? Person { get; init; }

    /// <summary>The complaint whose return visit it was.</summary>
    public string? ComplaintId { get; init; }

    /// <summary>How many files belong to it.</summary>
    public required int Attachments { get; init; }

    public static ContactRow Of(ContactEntry entry, string? person) => new()
    {
        Id = entry.Id, Channel = entry.Channel, Direction = entry.Direction, Reach = entry.Reach, HappenedAt = entry.HappenedAt, Minutes = entry.Minutes,
        Purpose = entry.Purpose, Result = entry.Result, Person = person, ComplaintId = entry.ComplaintId?.ToString(System.Globalization.CultureInfo.InvariantCulture), Attachments = entry.Attachments,
    };
}
