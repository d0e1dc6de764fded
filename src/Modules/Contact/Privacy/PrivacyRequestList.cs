using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Privacy;

/// <summary>Requests about personal data: those still to be answered, the most pressing first, or those that were. Of customers within reach, and those that nobody has assigned yet.</summary>
[Needs(ContactRights.Privacy)]
internal sealed record PrivacyRequestList : IQuestion<IReadOnlyList<PrivacyRequestRow>>
{
    /// <summary>Those that were answered, newest first.</summary>
    public bool Answered { get; init; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<PrivacyRequestList, IReadOnlyList<PrivacyRequestRow>>
    {
        private const int Most = 200;

        public async Task<IReadOnlyList<PrivacyRequestRow>> Handle(PrivacyRequestList request, Actor actor, CancellationToken ct)
        {
            var requests = db.PrivacyRequestsFor(actor);
            requests = request.Answered ? requests.Where(r => r.State != PrivacyState.Open).OrderByDescending(r => r.AnsweredAt).ThenByDescending(r => r.Id) : requests.Where(r => r.State == PrivacyState.Open).OrderBy(r => r.DueOn).ThenBy(r => r.Id);
            return await db.RowsOf(await requests.Take(Most).ToListAsync(ct), actor, clock.GetUtcNow(), ct);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/privacy/requests", (bool? answered, Asker asker, CancellationToken ct) => asker.Answer(new PrivacyRequestList { Answered = answered ?? false }, ct))
        .Produces<IReadOnlyList<PrivacyRequestRow>>().WithSummary("Requests about personal data, to be answered or answered");
}

/// <summary>Requests of one customer, newest first.</summary>
[Needs(ContactRights.Read)]
internal sealed record PrivacyRequestsOf : IQuestion<IReadOnlyList<PrivacyRequestRow>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<PrivacyRequestsOf, IReadOnlyList<PrivacyRequestRow>>
    {
        public async Task<IReadOnlyList<PrivacyRequestRow>> Handle(PrivacyRequestsOf request, Actor actor, CancellationToken ct) =>
            await db.RowsOf(await db.Set<PrivacyRequest>().AsNoTracking().Where(r => r.CustomerId == request.CustomerId).OrderByDescending(r => r.ReceivedAt).ToListAsync(ct), actor, clock.GetUtcNow(), ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/privacy", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
        asker.Answer(new PrivacyRequestsOf { CustomerId = customerId }, ct)).Produces<IReadOnlyList<PrivacyRequestRow>>().WithSummary("What a customer asked about their data");
}

/// <summary>A request about personal data in a list.</summary>
internal sealed record PrivacyRequestRow
{
    public required Id<PrivacyRequest> Id { get; init; }
    public required PrivacyWish Wish { get; init; }
    public required string Words { get; init; }
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public Id<Customer>? CustomerId { get; init; }
    public string? Customer { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The last day for the answer.</summary>
    public required DateOnly DueOn { get; init; }
    public required PrivacyState State { get; init; }

    /// <summary>Still open after its last day.</summary>
    public required bool Late { get; init; }
    public string? Answer { get; init; }
    public string? AnsweredBy { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
}

internal static class PrivacyReading
{
    /// <summary>What is nobody's yet is everybody's who answers such requests.</summary>
    public static IQueryable<PrivacyRequest> PrivacyRequestsFor(this GuanxiDb db, Actor actor)
    {
        var reach = db.CustomerNamesFor(actor).Select(c => c.Id);
        return db.Set<PrivacyRequest>().AsNoTracking().Where(r => r.CustomerId == null || reach.Contains(r.CustomerId.Value));
    }

    public static async Task<IReadOnlyList<PrivacyRequestRow>> RowsOf(this GuanxiDb db, IReadOnlyList<PrivacyRequest> requests, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (requests.Count == 0) return [];
        var today = (await db.Setting<FirmSettings>(ct)).DayOf(now);
        var people = await db.NamesOf(requests.Select(r => r.AnsweredBy).OfType<Id<Person>>(), ct);
        var ids = requests.Select(r => r.CustomerId).OfType<Id<Customer>>().Distinct().ToList();
        var customers = await db.CustomerNamesFor(actor).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var personal = actor.May(KernelRights.Personal);
        return [.. requests.Select(r => new PrivacyRequestRow
        {
            Id = r.Id, Wish = r.Wish, Words = r.Words, Name = r.Name, Phone = personal ? r.Phone : Mask.Phone(r.Phone), Email = personal ? r.Email : Mask.Email(r.Email),
            CustomerId = r.CustomerId, Customer = r.CustomerId is { } customer ? customers.GetValueOrDefault(customer) : null, ReceivedAt = r.ReceivedAt, DueOn = r.DueOn, State = r.State,
            Late = r.State == PrivacyState.Open && r.DueOn < today, Answer = r.Answer, AnsweredBy = r.AnsweredBy is { } by ? people.GetValueOrDefault(by) : null, AnsweredAt = r.AnsweredAt,
        })];
    }

    public static async Task<PrivacyRequest> PrivacyRequestToAnswer(this GuanxiDb db, Id<PrivacyRequest> id, Actor actor, CancellationToken ct)
    {
        Refuse.If(!await db.PrivacyRequestsFor(actor).AnyAsync(r => r.Id == id, ct), "contact.privacy.not_found");
        return await db.Set<PrivacyRequest>().FirstAsync(r => r.Id == id, ct);
    }
}
