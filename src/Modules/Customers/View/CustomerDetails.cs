using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>One customer with all that is known, now or as it was known at the end of a day.</summary>
[Needs(CustomersRights.Read)]
public sealed record CustomerDetails : IQuestion<CustomerDetail>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>Instead of the id: the firm's own number.</summary>
    [StringLength(60)] public string? Code { get; init; }

    /// <summary>At the end of this day; null for now.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>With what other modules know of the customer.</summary>
    public bool WithAspects { get; init; } = true;

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    private static readonly PreparedQuery<Id<Customer>, List<string>> TagsOf = PreparedQuery.List((GuanxiDb db, Id<Customer> customer) =>
        db.Set<CustomerTag>().Where(t => t.CustomerId == customer).OrderBy(t => t.Tag).Select(t => t.Tag));

    internal sealed class Handler(GuanxiDb db, IdNumbers idNumbers, IEnumerable<ICustomerAspect> aspects) : IHandler<CustomerDetails, CustomerDetail>
    {
        public async Task<CustomerDetail> Handle(CustomerDetails request, Actor actor, CancellationToken ct)
        {
            var id = request.CustomerId.IsNone ? await ByCode(request.Code ?? "", ct) : request.CustomerId;
            var customer = Refuse.Missing(await db.Seen(actor, id, ct), "customers.customer.not_found");
            var facts = CustomerFields.All.ToDictionary(f => f.Name, f => f.Read(customer));
            if (request.AsOf is { } day) await GoBack(facts, id, (await db.Setting<FirmSettings>(ct)).EndOf(day), ct);
            var (owner, unit) = (Id<Person>.TryParse(facts[nameof(Customer.OwnerId)], null, out var o) ? o : (Id<Person>?)null, Id<Unit>.TryParse(facts[nameof(Customer.UnitId)], null, out var u) ? u : (Id<Unit>?)null);
            foreach (var field in facts.Keys.ToList()) facts[field] = Mask.For(actor, field, facts[field]);

            var face = await db.FaceOf(id, ct);
            var idNumber = idNumbers.Open(customer.IdNumberSealed);
            var detail = new CustomerDetail
            {
                Id = id, Version = customer.Version, Code = customer.Code, Kind = customer.Kind, Facts = facts, AsOf = request.AsOf,
                IdNumber = actor.May(KernelRights.Personal) ? idNumber : Mask.IdNumber(idNumber),
                OwnerId = owner, OwnerName = await db.PersonName(owner, ct),
                UnitId = unit, UnitName = await db.UnitName(unit, ct),
                CreatedAt = customer.CreatedAt, ConfirmedAt = customer.ConfirmedAt, Face = request.AsOf is null && face is not null ? ShownFace.Of(face, actor) : null,
                Tags = await TagsOf.Run(db, id, ct),
                ReferredBy = Id<Customer>.TryParse(facts[nameof(Customer.ReferredById)], null, out var referrer) ? await Referrers.Named(db, actor, referrer, ct) : null,
                Completeness = Completeness.Of(customer),
            };
            if (!request.WithAspects) return detail;
            var known = new Dictionary<string, object>();
            foreach (var aspect in aspects.Where(a => actor.May(a.Right)))
                if (await aspect.Of(id, request.AsOf, actor, ct) is { } what) known[aspect.Name] = what;
            return detail with { Aspects = known };
        }

        private async Task<Id<Customer>> ByCode(string code, CancellationToken ct)
        {
            var key = await db.Set<ContactKey>().AsNoTracking().FirstOrDefaultAsync(k => k.Kind == ContactKey.Code && k.Value == code.Trim(), ct);
            return Refuse.Missing(key, "customers.customer.not_found").CustomerId;
        }

        // Newest first: the oldest change after that moment has the last word.
        private async Task GoBack(Dictionary<string, string?> facts, Id<Customer> id, DateTimeOffset end, CancellationToken ct)
        {
            foreach (var change in await db.Set<FieldChange>().AsNoTracking().Where(c => c.SubjectId == id.Value && c.ChangedAt >= end).OrderByDescending(c => c.Id).ToListAsync(ct))
                if (facts.ContainsKey(change.Field)) facts[change.Field] = change.OldValue;
        }
    }

    internal static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/customers/{customerId}", (Id<Customer> customerId, DateOnly? asOf, Asker asker, CancellationToken ct) =>
            asker.Answer(new CustomerDetails { CustomerId = customerId, AsOf = asOf }, ct)).Produces<CustomerDetail>().WithSummary("One customer with all that is known");
        api.MapGet("/customers/by-code/{code}", (string code, DateOnly? asOf, Asker asker, CancellationToken ct) =>
            asker.Answer(new CustomerDetails { Code = code, AsOf = asOf }, ct)).Produces<CustomerDetail>().WithSummary("One customer by the firm's own number").WithName("customerByCode");
    }
}

/// <summary>All that is known of one customer; personal data masked for who may not see it.</summary>
public sealed record CustomerDetail : IConcerns<Customer>
{
    /// <summary>Whom it tells of, also where it was asked for by the firm's own number.</summary>
    Id<Customer> IConcerns<Customer>.Subject => Id;

    public required Id<Customer> Id { get; init; }
    public required int Version { get; init; }
    public required string Code { get; init; }
    public required CustomerKind Kind { get; init; }

    /// <summary>By name of the field: Name, Phone, Email, City …</summary>
    public required IReadOnlyDictionary<string, string?> Facts { get; init; }

    /// <summary>The day whose end it shows; null for now.</summary>
    public DateOnly? AsOf { get; init; }
    public string? IdNumber { get; init; }
    public Id<Person>? OwnerId { get; init; }
    public string? OwnerName { get; init; }
    public Id<Unit>? UnitId { get; init; }
    public string? UnitName { get; init; }

    /// <summary>The customer who brought this one; null where none did.</summary>
    public Referrer? ReferredBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the last insight run made of it; null before the first, and for an earlier day: there the aspect <c>value</c> says it.</summary>
    public ShownFace? Face { get; init; }
    public required Completeness Completeness { get; init; }

    /// <summary>What other modules know, by their name.</summary>
    public IReadOnlyDictionary<string, object> Aspects { get; init; } = new Dictionary<string, object>();

    public string? this[string field] => Facts.GetValueOrDefault(field);
    public string Name => this[nameof(Customer.Name)] ?? "";
}

/// <summary>Something known of a customer that can also be said to people, line by line.</summary>
public interface IInWords
{
    /// <returns>What each line is about, and what it says.</returns>
    IEnumerable<(string Label, string Said)> InWords(Texts texts);
}

/// <summary>What another module knows of a customer, now or at the end of a day: for the API, the command line and machines. Registered in the module's <c>Add</c>.</summary>
public interface ICustomerAspect
{
    /// <summary>One word, e.g. <c>value</c>.</summary>
    string Name { get; }

    /// <summary>Who may see it.</summary>
    string Right { get; }

    /// <returns>Something that becomes JSON, and words where it is <see cref="IInWords"/>; null where there is nothing.</returns>
    Task<object?> Of(Id<Customer> customer, DateOnly? asOf, Actor actor, CancellationToken ct);
}
