using Guanxi.Customers;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Customers.ContactPeople;

/// <summary>Organisations with people.</summary>
internal static class ContactPeopleGiven
{
    public static Task<Id<Customer>> Firm(this GuanxiApp app, string name, Action<RegisterCustomer>? with = null) => app.Registered(name, c =>
    {
        c.Kind = CustomerKind.Organisation;
        with?.Invoke(c);
    });

    public static async Task<Id<ContactPerson>> Person(this GuanxiApp app, Id<Customer> firm, string name, Action<AddContactPerson>? with = null)
    {
        var request = new AddContactPerson { CustomerId = firm, Name = name };
        with?.Invoke(request);
        return (await app.Run(request)).Value;
    }

    /// <summary>Changes somebody and leaves the rest as it is.</summary>
    public static async Task<Outcome<int>> Change(this GuanxiApp app, Id<Customer> firm, Id<ContactPerson> person, Action<ChangeContactPerson> with)
    {
        var at = await app.People(firm);
        var now = at.People.Concat(at.Left).Single(p => p.Id == person);
        var request = new ChangeContactPerson
        {
            CustomerId = firm, PersonId = person, Name = now.Name, Position = now.Position, Department = now.Department, Phones = string.Join(", ", now.Phones), Emails = string.Join(", ", now.Emails),
            WeChat = now.WeChat, Role = now.Role, Attitude = now.Attitude, ReportsToId = now.ReportsToId, Note = now.Note,
        };
        with(request);
        return await app.Run(request);
    }

    public static async Task<PeopleAtCustomer> People(this GuanxiApp app, Id<Customer> firm) => (await app.Run(new Guanxi.Customers.ContactPeople { CustomerId = firm })).Value;

    public static string Text(this GuanxiApp app, string key) => app.Services.GetRequiredService<Texts>()[key];
}
