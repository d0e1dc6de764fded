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

/// <summary>Contacts of the last days with customers within reach, newest first.</summary>
[Needs(ContactRights.Read)]
internal sealed record RecentContacts : IQuestion<RecentContactsFound>
{
    /// <summary>A week that ends now.</summary>
    public const int Week = 7;

    [Range(1, 366)] public int Days { get; init; } = Week;

    /// <summary>Only those that one had oneself.</summary>
    public bool Mine { get; init; }
    public Cursor? After { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    /// <summary>From the first moment of the first day.</summary>
    public static IQueryable<ContactEntry> Within(GuanxiDb db, Actor actor, DateTimeOffset from)
    {
        var entries = db.Set<ContactEntry>().AsNoTracking().Where(e => e.HappenedAt >= from);
        return actor.Scope == Scope.All ? entries : entries.Where(e => db.CustomerNamesFor(actor).Any(c => c.Id == e.CustomerId));
    }

    /// <summary>When the first of so many days began, the one that it is now being the last.</summary>
    public static DateTimeOffset Since(FirmSettings firm, DateTimeOffset now, int days) => firm.EndOf(firm.DayOf(now).AddDays(-days));

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<RecentContacts, RecentContactsFound>
    {
        public async Task<RecentContactsFound> Handle(RecentContacts request, Actor actor, CancellationToken ct)
        {
            var (me, firm, now) = (actor.Id, await db.Setting<FirmSettings>(ct), clock.GetUtcNow());
            var entries = Within(db, actor, Since(firm, now, request.Days));
            if (request.Mine) entries = entries.Where(e => e.PersonId == me);
            if (request.After is { } after)
            {
                var (at, id) = (after.At, new Id<ContactEntry>(after.Id));
                entries = entries.Where(e => e.HappenedAt <= at && (e.HappenedAt < at || e.Id < id));
            }
            var found = await entries.OrderByDescending(e => e.HappenedAt).ThenByDescending(e => e.Id).Take(request.Count + 1).ToListAsync(ct);
            var shown = found.Take(request.Count).ToList();
            var customers = await db.CustomerNamesFor(actor, [.. shown.Select(e => e.CustomerId).Distinct()], ct);
            var people = await db.NamesOf(shown.Select(e => e.PersonId), ct);
            return new()
            {
                Rows = [.. shown.Where(e => customers.ContainsKey(e.CustomerId)).Select(e => new RecentContact(customers[e.CustomerId], ContactRow.Of(e, people.GetValueOrDefault(e.PersonId))))],
                From = firm.DayOf(now).AddDays(1 - request.Days), Next = found.Count > request.Count ? new Cursor(shown[^1].HappenedAt, shown[^1].Id.Value) : null,
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/contacts", (int? days, bool? mine, Cursor? after, int? count, Asker asker, CancellationToken ct) => asker.Answer(
        new RecentContacts { Days = days ?? Week, Mine = mine ?? false, After = after, Count = count ?? 50 }, ct)).Produces<RecentContactsFound>().WithSummary("Contacts of the last days, newest first");
}

/// <summary>A page of contacts.</summary>
internal sealed record RecentContactsFound
{
    public required IReadOnlyList<RecentContact> Rows { get; init; }

    /// <summary>The first day that is looked at.</summary>
    public required DateOnly From { get; init; }
    public Cursor? Next { get; init; }
}

/// <summary>A contact, and with whom.</summary>
internal sealed record RecentContact(CustomerName Customer, ContactRow Contact);

/// <summary>With whom there were contacts lately.</summary>
internal sealed class CustomersContacted(IHandler<RecentContacts, RecentContactsFound> question) : CustomersOfPage("/contacts", ContactRights.Read)
{
    protected override async Task<IEnumerable<Id<Customer>>> Ask(Func<string, string?> word, Actor actor, int most, CancellationToken ct) =>
        (await question.Handle(new() { Days = RecentContactsPage.DaysOf(word("days")), Mine = word("mine") == "true", Count = most }, actor, ct)).Rows.Select(r => r.Customer.Id);
}
