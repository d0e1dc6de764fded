using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Customers;

/// <summary>The people at an organisation, each below their superior, those who left, and what is missing among them.</summary>
[Needs(CustomersRights.Read)]
public sealed record ContactPeople : IQuestion<PeopleAtCustomer>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<ContactPeople, PeopleAtCustomer>
    {
        public async Task<PeopleAtCustomer> Handle(ContactPeople request, Actor actor, CancellationToken ct)
        {
            var customer = Refuse.Missing(await db.Seen(actor, request.CustomerId, ct), "customers.customer.not_found");
            var people = await db.ContactPeople(actor, request.CustomerId, ct);
            var there = people.Where(p => p.IsThere).ToList();
            return new()
            {
                CustomerId = customer.Id, Kind = customer.Kind, Today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow()),
                People = [.. ReportingLines.Of(there).Select(p => Row(p.Person, p.Depth))],
                Left = [.. people.Where(p => !p.IsThere).OrderByDescending(p => p.LeftOn).ThenBy(p => p.Name, ByName.Order).Select(p => Row(p, 0))],
                Warnings = there.Count == 0 ? [] : [.. PeopleWarnings.Of(people)],
            };

            PersonAtCustomer Row(ContactPerson person, int depth) => new()
            {
                Id = person.Id, Version = person.Version, Name = person.Name, Position = person.Position, Department = person.Department,
                Phones = [.. Several.Parts(ContactPersonMask.Phones(actor, person.Phones))], Emails = [.. Several.Parts(ContactPersonMask.Emails(actor, person.Emails))], WeChat = ContactPersonMask.WeChat(actor, person.WeChat),
                Role = person.Role, Attitude = person.Attitude, ReportsToId = person.ReportsToId, ReportsTo = people.Find(p => p.Id == person.ReportsToId)?.Name, Depth = depth,
                Note = person.Note, LeftOn = person.LeftOn, AddedAt = person.AddedAt,
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/people", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
        asker.Answer(new ContactPeople { CustomerId = customerId }, ct)).Produces<PeopleAtCustomer>().WithSummary("The people at an organisation with their buying roles");
}

/// <summary>Who is known at an organisation.</summary>
public sealed record PeopleAtCustomer
{
    public required Id<Customer> CustomerId { get; init; }
    public required CustomerKind Kind { get; init; }

    /// <summary>By the firm's calendar.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Those who are there: each superior before those who report to them.</summary>
    public required IReadOnlyList<PersonAtCustomer> People { get; init; }

    /// <summary>Those who left, the last first.</summary>
    public required IReadOnlyList<PersonAtCustomer> Left { get; init; }

    /// <summary>What is missing or against us; nothing where nobody is known.</summary>
    public required IReadOnlyList<PeopleWarning> Warnings { get; init; }
}

/// <summary>Somebody at an organisation; personal data masked for who may not see it.</summary>
public sealed record PersonAtCustomer
{
    public required Id<ContactPerson> Id { get; init; }
    public required int Version { get; init; }
    public required string Name { get; init; }
    public string? Position { get; init; }
    public string? Department { get; init; }

    /// <summary>The first is tried first.</summary>
    public IReadOnlyList<string> Phones { get; init; } = [];
    public IReadOnlyList<string> Emails { get; init; } = [];
    public string? WeChat { get; init; }

    /// <summary>Null where it is not known.</summary>
    public BuyingRole? Role { get; init; }
    public Attitude Attitude { get; init; }
    public Id<ContactPerson>? ReportsToId { get; init; }

    /// <summary>Name of the superior; null without one.</summary>
    public string? ReportsTo { get; init; }

    /// <summary>How many superiors stand above them.</summary>
    public int Depth { get; init; }
    public string? Note { get; init; }
    public DateOnly? LeftOn { get; init; }
    public DateTimeOffset AddedAt { get; init; }
}
