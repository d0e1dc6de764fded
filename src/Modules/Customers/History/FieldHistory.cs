using System.Globalization;
using Guanxi.Customers.Merging;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Every change of one customer's facts, newest first: who, when, from what to what. With those of customers merged into it.</summary>
[Needs(CustomersRights.Read)]
public sealed record FieldHistory : IQuestion<IReadOnlyList<FactChange>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>Of one field only, e.g. <c>Phone</c>.</summary>
    public string? Field { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, ChangeWords words) : IHandler<FieldHistory, IReadOnlyList<FactChange>>
    {
        private const int Most = 500;

        public async Task<IReadOnlyList<FactChange>> Handle(FieldHistory request, Actor actor, CancellationToken ct)
        {
            var customer = await db.Set<Customer>().AsNoTracking().FirstAsync(c => c.Id == request.CustomerId, ct);
            var subjects = await db.SubjectsOf(request.CustomerId, ct);
            var changes = await db.Set<FieldChange>().AsNoTracking().Where(c => subjects.Contains(c.SubjectId) && (request.Field == null || c.Field == request.Field))
                .OrderByDescending(c => c.Id).Take(Most).ToListAsync(ct);
            return await words.Say(changes, actor, change => change.SubjectId == request.CustomerId.Value && CustomerFields.Find(change.Field) is { } field && field.Read(customer) == change.NewValue, ct);
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/customers/{customerId}/history", (Id<Customer> customerId, string? field, Asker asker, CancellationToken ct) =>
            asker.Answer(new FieldHistory { CustomerId = customerId, Field = field }, ct)).Produces<IReadOnlyList<FactChange>>().WithSummary("Every change of one customer's facts");
}

/// <summary>A change of a fact, as people read it.</summary>
public sealed record FactChange
{
    public required Id<FactChange> Id { get; init; }
    public required string Field { get; init; }

    /// <summary>In the reader's language.</summary>
    public required string Label { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }

    /// <summary>The fact still is what this change made it.</summary>
    public bool CanUndo { get; init; }
}

/// <summary>Puts stored changes into words: names for ids, labels for codes, masks for personal data.</summary>
internal sealed class ChangeWords(GuanxiDb db, Texts texts)
{
    public async Task<IReadOnlyList<FactChange>> Say(IReadOnlyList<FieldChange> changes, Actor actor, Func<FieldChange, bool> canUndo, CancellationToken ct)
    {
        if (changes.Count == 0) return [];
        var people = changes.Select(c => c.ChangedBy).Concat(Ids<Person>(changes, nameof(Customer.OwnerId)));
        var units = Ids<Unit>(changes, nameof(Customer.UnitId)).Distinct().ToList();
        var names = (await db.NamesOf(people, ct)).ToDictionary(p => p.Key.Value, p => p.Value);
        foreach (var unit in units) names[unit.Value] = await db.UnitName(unit, ct) ?? "?";
        // Only of those within reach: a history must not tell names that the list keeps back.
        foreach (var customer in await db.CustomerNamesFor(actor, [.. Ids<Customer>(changes, nameof(Customer.ReferredById)).Distinct()], ct)) names[customer.Key.Value] = customer.Value.Name;

        return [.. changes.Where(c => CustomerFields.Find(c.Field) is not null).Select(c => new FactChange
        {
            Id = new(c.Id), Field = c.Field, Label = texts[CustomerFields.KeyOf(c.Field)], From = Said(c.Field, c.OldValue), To = Said(c.Field, c.NewValue),
            At = c.ChangedAt, By = names.GetValueOrDefault(c.ChangedBy.Value) ?? texts["customers.history.by_product"], CanUndo = canUndo(c),
        })];

        string? Said(string field, string? value) => field switch
        {
            _ when value is null => null,
            nameof(Customer.OwnerId) or nameof(Customer.UnitId) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? names.GetValueOrDefault(id, "?") : "?",
            nameof(Customer.ReferredById) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && names.TryGetValue(id, out var name) ? name : texts["customers.referral.out_of_reach"],
            _ => FactWords.Say(texts, field, Mask.For(actor, field, value)),
        };
    }

    private static IEnumerable<Id<T>> Ids<T>(IReadOnlyList<FieldChange> changes, string field) =>
        changes.Where(c => c.Field == field).SelectMany(c => new[] { c.OldValue, c.NewValue }).Select(v => Id<T>.TryParse(v, null, out var id) ? id : default).Where(id => !id.IsNone);
}
