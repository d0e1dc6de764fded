using Guanxi.Data;

namespace Guanxi.Customers;

/// <summary>Who came and who left at an organisation, on its timeline. Read with the card beside it: no question of its own.</summary>
internal sealed class PeopleTimeline(GuanxiDb db, Texts texts) : ITimelineSource
{
    private const string Name = "customers.people";

    public IReadOnlyList<TimelineKind> Kinds { get; } = [new(Name, "customers.timeline.people", "users-group", CustomersRights.Read)];

    public async Task<IReadOnlyList<TimelineEntry>> Entries(TimelineQuestion question, Actor actor, CancellationToken ct)
    {
        if (!question.Wants(Name)) return [];
        var people = await db.ContactPeople(actor, question.CustomerId, ct);
        var entries = people.Select(p => Entry(p, p.AddedAt, p.Id.Value, "customers.timeline.person_added", "user-plus", null))
            .Concat(people.Where(p => p.LeftSaidAt is not null).Select(p => Entry(p, p.LeftSaidAt!.Value, p.Id.Value, "customers.timeline.person_left", "user-minus", p.LeftOn)));
        return [.. entries.Where(e => question.Before is not { } before || e.At < before.At || (e.At == before.At && e.Id.Value < before.Id)).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(question.Count)];

        TimelineEntry Entry(ContactPerson person, DateTimeOffset at, long id, string title, string icon, DateOnly? on) => new()
        {
            At = at, On = on, Id = new(id), Kind = Name, Icon = icon, Title = texts[title, person.Name], Url = $"/customers/{question.CustomerId}/people",
            Text = string.Join(" · ", new[] { person.Department, person.Position, person.Role is { } role ? texts.Of("customers", role) : null }.OfType<string>()) is { Length: > 0 } text ? text : null,
        };
    }
}
