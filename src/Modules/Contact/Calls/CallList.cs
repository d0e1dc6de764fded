using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Calls;

/// <summary>Which calls.</summary>
internal enum CallView
{
    All,

    /// <summary>Nobody knows whose they were.</summary>
    Unknown,

    /// <summary>Of a customer.</summary>
    Known,
}

/// <summary>Calls to the firm, the newest first: of customers within one's scope, those that one answered oneself, and those of strangers that were answered in one's shops.</summary>
[Needs(ContactRights.Read)]
internal sealed record CallList : IQuestion<CallsFound>
{
    public CallView View { get; init; }
    public DateOnly? Since { get; init; }
    public DateOnly? Until { get; init; }

    /// <summary>Who answered.</summary>
    public Id<Person>? TakenBy { get; init; }
    public Cursor? After { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    internal sealed class Handler(GuanxiDb db, CallRows rows) : IHandler<CallList, CallsFound>
    {
        private const int CountedTo = 1_000;

        public async Task<CallsFound> Handle(CallList request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(Since), request.Since > request.Until, "contact.call.since_after_until");
            var calls = db.CallsFor(actor);
            calls = request.View switch { CallView.Unknown => calls.Where(c => c.CustomerId == null), CallView.Known => calls.Where(c => c.CustomerId != null), _ => calls };
            if (request.Since is { } since) calls = calls.Where(c => c.HappenedOn >= since);
            if (request.Until is { } until) calls = calls.Where(c => c.HappenedOn <= until);
            if (request.TakenBy is { IsNone: false } person) calls = calls.Where(c => c.TakenBy == person);
            var page = calls;
            if (request.After is { } after)
            {
                var (at, id) = (after.At, new Id<Call>(after.Id));
                page = page.Where(c => c.HappenedAt <= at && (c.HappenedAt < at || c.Id < id));
            }
            var found = await page.OrderByDescending(c => c.HappenedAt).ThenByDescending(c => c.Id).Take(request.Count + 1).ToListAsync(ct);
            var shown = found.Take(request.Count).ToList();
            return new() { Rows = await rows.Of(shown, actor, ct), Total = await calls.Take(CountedTo + 1).CountAsync(ct), Next = found.Count > request.Count ? new Cursor(shown[^1].HappenedAt, shown[^1].Id.Value) : null };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/calls", (Named<CallView>? view, DateOnly? since, DateOnly? until, Id<Person>? takenBy, Cursor? after, int? count, Asker asker, CancellationToken ct) =>
        asker.Answer(new CallList { View = view?.Value ?? CallView.All, Since = since, Until = until, TakenBy = takenBy, After = after, Count = count ?? 50 }, ct)).Produces<CallsFound>().WithSummary("Calls to the firm, the newest first");
}

/// <summary>A page of calls.</summary>
internal sealed record CallsFound
{
    public required IReadOnlyList<CallRow> Rows { get; init; }

    /// <summary>1,001 for more than a thousand.</summary>
    public required int Total { get; init; }
    public Cursor? Next { get; init; }
}

/// <summary>A call on the list.</summary>
internal sealed record CallRow
{
    public required Id<Call> Id { get; init; }
    public required DateTimeOffset HappenedAt { get; init; }

    /// <summary>In part hidden from who may not see personal data.</summary>
    public string? Number { get; init; }
    public string? CallerName { get; init; }
    public required string Purpose { get; init; }
    public string? Words { get; init; }
    public int? Minutes { get; init; }
    public string? TakenBy { get; init; }

    /// <summary>Whose it was; null where nobody knows, or the customer is out of reach.</summary>
    public CustomerName? Customer { get; init; }

    /// <summary>Somebody knows whose it was.</summary>
    public required bool Known { get; init; }
    public DateTimeOffset? JoinedAt { get; init; }
    public string? JoinedBy { get; init; }
}

/// <summary>Calls as a reader may see them.</summary>
internal sealed class CallRows(GuanxiDb db)
{
    public async Task<IReadOnlyList<CallRow>> Of(IReadOnlyList<Call> calls, Actor actor, CancellationToken ct)
    {
        if (calls.Count == 0) return [];
        var customers = await db.CustomerNamesFor(actor, [.. calls.Select(c => c.CustomerId).OfType<Id<Customer>>()], ct);
        var people = await db.NamesOf(calls.Select(c => c.TakenBy).Concat(calls.Select(c => c.JoinedBy).OfType<Id<Person>>()), ct);
        var personal = actor.May(KernelRights.Personal);
        return [.. calls.Select(c => new CallRow
        {
            Id = c.Id, HappenedAt = c.HappenedAt, Number = personal ? c.Number : Mask.Phone(c.Number), CallerName = c.CallerName, Purpose = c.Purpose, Words = c.Words, Minutes = c.Minutes, TakenBy = people.GetValueOrDefault(c.TakenBy),
            Customer = c.CustomerId is { } customer ? customers.GetValueOrDefault(customer) : null, Known = c.CustomerId is not null, JoinedAt = c.JoinedAt, JoinedBy = c.JoinedBy is { } by ? people.GetValueOrDefault(by) : null,
        })];
    }
}

internal static class CallsSeen
{
    public static IQueryable<Call> CallsFor(this GuanxiDb db, Actor actor)
    {
        var calls = db.Set<Call>().AsNoTracking();
        if (actor.Scope == Scope.All) return calls;
        var me = actor.Id;
        var units = actor.Scope == Scope.Own ? [] : actor.Units.ToList();
        return calls.Where(c => c.TakenBy == me || (c.CustomerId == null ? c.UnitId != null && units.Contains(c.UnitId.Value) : db.CustomerNamesFor(actor).Any(n => n.Id == c.CustomerId)));
    }
}
