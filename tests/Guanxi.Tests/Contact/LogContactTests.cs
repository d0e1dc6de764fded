using Guanxi.Contact;
using Guanxi.Contact.Log;
using Guanxi.Contact.Tasks;
using Guanxi.Tests.Sales;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Contact;

[Trait("Row", "ENG-1")]
public sealed class LogContactTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_next_step_becomes_a_task_of_who_noted_the_contact()
    {
        var me = SalesGiven.Seller();
        var customer = await app.Given(SalesGiven.Customer(me.Id));

        _ = (await app.Run(new LogContact { CustomerId = customer.Id, Channel = ContactChannel.Visit, Purpose = "New spring tea", Result = "Wants a sample", NextStep = "Send the sample", NextOn = new(2030, 1, 5) }, me)).Value;

        (await app.Run(new ContactList { CustomerId = customer.Id }, me)).Value.Rows.ShouldHaveSingleItem().Channel.ShouldBe(ContactChannel.Visit);
        (await app.Run(new CustomerTasks { CustomerId = customer.Id }, me)).Value.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            t => t.Title.ShouldBe("Send the sample"), t => t.DueOn.ShouldBe(new DateOnly(2030, 1, 5)), t => t.OwnerId.ShouldBe(me.Id));
    }

    [Fact]
    public async Task A_contact_to_come_is_no_contact()
    {
        var customer = await app.Given(SalesGiven.Customer());

        (await app.Run(new LogContact { CustomerId = customer.Id, HappenedAt = TimeProvider.System.GetUtcNow().AddDays(1), NextStep = "x" })).Refusal.ShouldBe("contact.entry.in_the_future");

        (await app.Use(db => db.Set<FollowUp>().AnyAsync(t => t.CustomerId == customer.Id))).ShouldBeFalse();
    }

    [Fact]
    public async Task The_business_day_is_the_firms()
    {
        var customer = await app.Given(SalesGiven.Customer());

        var id = (await app.Run(new LogContact { CustomerId = customer.Id, HappenedAt = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero) })).Value;

        (await app.Use(db => db.Set<ContactEntry>().SingleAsync(e => e.Id == id))).HappenedOn.ShouldBe(new DateOnly(2026, 3, 2));
    }

    [Fact]
    public async Task Contacts_page_without_repeats_where_all_happened_at_once()
    {
        var customer = await app.Given(SalesGiven.Customer());
        foreach (var _ in Enumerable.Range(0, 7)) await app.Given(ContactEntry.Log(customer.Id, new(ContactChannel.Call, ContactDirection.ToCustomer), Id<Person>.New(), SalesGiven.Noon, new(2026, 3, 2), SalesGiven.Noon));
        var seen = new List<Id<ContactEntry>>();
        Cursor? after = null;
        do
        {
            var page = (await app.Run(new ContactList { CustomerId = customer.Id, Count = 3, After = after })).Value;
            seen.AddRange(page.Rows.Select(r => r.Id));
            after = page.Next;
        }
        while (after is not null);

        seen.Distinct().Count().ShouldBe(7);
        seen.Count.ShouldBe(7);
    }

    [Fact]
    public async Task Another_ones_customer_is_not_found()
    {
        var customer = await app.Given(SalesGiven.Customer(Id<Person>.New()));

        (await app.Run(new LogContact { CustomerId = customer.Id }, SalesGiven.Seller())).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new ContactList { CustomerId = customer.Id }, SalesGiven.Seller())).Refusal.ShouldBe("customers.customer.not_found");
    }
}
