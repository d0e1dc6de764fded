using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Risk.Audit;

/// <summary>Who saw, changed and took out what, newest first. Who does not reach the whole firm sees what their own people did, and all that concerns a customer within reach.</summary>
[Needs(RiskRights.Audit)]
internal sealed record AuditList : IQuestion<AuditFound>, IConcerns<Customer>
{
    /// <summary>What concerns this customer, or those who were merged into it.</summary>
    public Id<Customer> CustomerId { get; init; }
    public Id<Person>? PersonId { get; init; }
    public AuditAct? Act { get; init; }

    /// <summary>Name of a use-case, e.g. <c>PlaceOrder</c>.</summary>
    [StringLength(80)] public string? UseCase { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>Entries before this one.</summary>
    public Id<AuditEntry>? Before { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, AuditWords words, Texts texts) : IHandler<AuditList, AuditFound>
    {
        public async Task<AuditFound> Handle(AuditList request, Actor actor, CancellationToken ct)
        {
            var rows = await Wanted(request, actor, ct);
            if (request.Before is { IsNone: false } before) rows = rows.Where(a => a.Id < before.Value);
            var found = await rows.OrderByDescending(a => a.Id).Take(request.Count + 1).ToListAsync(ct);
            var shown = found.Take(request.Count).ToList();
            var people = await db.NamesOf(shown.Select(a => a.ActorId), ct);
            var customers = await db.CustomerNamesFor(actor, [.. shown.Where(a => a.CustomerId > 0).Select(a => new Id<Customer>(a.CustomerId)).Distinct()], ct);
            return new()
            {
                Rows = [.. shown.Select(a => Row(a, people, customers))], Next = found.Count > request.Count ? new(shown[^1].Id) : null,
                Customer = request.CustomerId.IsNone ? null : await db.CustomerNameFor(actor, request.CustomerId, ct),
                Person = request.PersonId is { } person ? person == Actor.System.Id ? texts["kernel.product"] : await db.PersonName(person, ct) : null,
            };
        }

        private async Task<IQueryable<AuditEntry>> Wanted(AuditList request, Actor actor, CancellationToken ct)
        {
            var rows = db.Set<AuditEntry>().AsNoTracking();
            if (!request.CustomerId.IsNone)
            {
                var ids = await db.IdsOf(request.CustomerId, ct);
                rows = rows.Where(a => ids.Contains(a.CustomerId));
            }
            else if (actor.Scope != Scope.All)
            {
                var (me, units) = (actor.Id, actor.Units);
                var people = db.PersonNames().Where(p => p.Id == me || units.Contains(p.UnitId)).Select(p => p.Id);
                rows = rows.Where(a => people.Contains(a.ActorId));
            }
            if (request.PersonId is { } person) rows = rows.Where(a => a.ActorId == person);
            if (request.Act is { } act) rows = rows.Where(a => a.Act == act);
            if (request.UseCase is { Length: > 0 } useCase) rows = rows.Where(a => a.UseCase == useCase);
            if (request.From is null && request.To is null) return rows;
            var firm = await db.Setting<FirmSettings>(ct);
            if (Sensible(request.From) is { } from)
            {
                // Ids are made within moments of the entry: nothing older need be looked at.
                var (at, id) = (firm.EndOf(from.AddDays(-1)), Ids.From(firm.EndOf(from.AddDays(-2))));
                rows = rows.Where(a => a.DoneAt >= at && a.Id >= id);
            }
            if (Sensible(request.To) is { } to)
            {
                var (at, id) = (firm.EndOf(to), Ids.From(firm.EndOf(to.AddDays(1))));
                rows = rows.Where(a => a.DoneAt < at && a.Id < id);
            }
            return rows;
        }

        // The calendar has ends, and nothing was written down anywhere near them.
        private static DateOnly? Sensible(DateOnly? day) => day is not { } on ? null : on.Year < 2000 ? new(2000, 1, 1) : on.Year > 2200 ? new(2200, 1, 1) : on;

        private AuditRow Row(AuditEntry a, IReadOnlyDictionary<Id<Person>, string> people, IReadOnlyDictionary<Id<Customer>, CustomerName> customers) => new()
        {
            Id = new(a.Id), DoneAt = a.DoneAt, PersonId = a.ActorId, Person = a.ActorId == Actor.System.Id ? texts["kernel.product"] : people.GetValueOrDefault(a.ActorId), ByKey = a.ByKey,
            Act = a.Act, UseCase = a.UseCase, Text = words.Of(a), Detail = a.Detail, DetailText = words.DetailOf(a), CustomerId = a.CustomerId > 0 ? new Id<Customer>(a.CustomerId) : null,
            Customer = customers.GetValueOrDefault(new(a.CustomerId)), SubjectKind = a.SubjectKind.Length > 0 ? a.SubjectKind : null, SubjectId = a.SubjectId > 0 ? new Id<AuditSubject>(a.SubjectId) : null,
            SealNumber = a.SealNumber > 0 ? a.SealNumber : null,
        };
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/audit", (Id<Customer>? customer, Id<Person>? person, AuditAct? act, string? useCase, DateOnly? from, DateOnly? to, Id<AuditEntry>? before, int? count, Asker asker, CancellationToken ct) =>
        asker.Answer(new AuditList { CustomerId = customer ?? default, PersonId = person, Act = act, UseCase = useCase, From = from, To = to, Before = before, Count = count ?? 50 }, ct))
        .Produces<AuditFound>().WithSummary("Who saw, changed and took out what");
}

/// <summary>A page of the audit.</summary>
internal sealed record AuditFound
{
    public required IReadOnlyList<AuditRow> Rows { get; init; }

    /// <summary>Give it as <c>before</c> for the page after; null on the last.</summary>
    public Id<AuditEntry>? Next { get; init; }

    /// <summary>The customer asked for.</summary>
    public CustomerName? Customer { get; init; }

    /// <summary>Name of the person asked for.</summary>
    public string? Person { get; init; }
}

/// <summary>Whatever record an entry is about; its kind is said beside it.</summary>
internal abstract class AuditSubject;

/// <summary>One entry, in words.</summary>
internal sealed record AuditRow
{
    public required Id<AuditEntry> Id { get; init; }
    public required DateTimeOffset DoneAt { get; init; }
    public required Id<Person> PersonId { get; init; }

    /// <summary>Who it was; null where nothing is known of them any more.</summary>
    public string? Person { get; init; }

    /// <summary>A program with a key of that person's.</summary>
    public bool ByKey { get; init; }
    public required AuditAct Act { get; init; }
    public required string UseCase { get; init; }
    public required string Text { get; init; }

    /// <summary>A count, a code or names of fields.</summary>
    public string? Detail { get; init; }
    public string? DetailText { get; init; }
    public Id<Customer>? CustomerId { get; init; }

    /// <summary>Null also where the customer is out of the reader's reach, or is no customer any more.</summary>
    public CustomerName? Customer { get; init; }

    /// <summary>What kind of record it was about, e.g. <c>Order</c>.</summary>
    public string? SubjectKind { get; init; }
    public Id<AuditSubject>? SubjectId { get; init; }

    /// <summary>The seal that counts it; null for none yet.</summary>
    public long? SealNumber { get; init; }
}
