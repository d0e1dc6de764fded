using Guanxi.Contact;
using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Sales;
using Guanxi.Service.Complaints;

namespace Guanxi.Tests.Sales;

[Trait("Row", "CUS-12")]
public sealed class TimelineTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task Orders_contacts_tasks_and_complaints_come_newest_first_and_once()
    {
        var customer = await Busy();

        var all = await Walk(new CustomerTimeline { CustomerId = customer.Id, Count = 3 });

        all.Count(e => e.Kind != "customers.change").ShouldBe(12);
        all.Select(e => e.Id).Distinct().Count().ShouldBe(all.Count);
        all.ShouldBe(all.OrderByDescending(e => e.At).ThenByDescending(e => e.Id));
        new[] { "sales.order", "contact.entry", "contact.task", "service.complaint" }.ShouldBeSubsetOf(all.Select(e => e.Kind));
        all.ShouldAllBe(e => !e.Title.Contains('[') && e.Title.Length > 0);
    }

    [Fact]
    public async Task A_kind_is_shown_alone()
    {
        var customer = await Busy();

        var orders = await Walk(new CustomerTimeline { CustomerId = customer.Id, Kinds = "sales.order", Count = 2 });

        orders.Count.ShouldBe(3);
        orders.ShouldAllBe(e => e.Money == new Money(1000, "CNY") && e.Url!.Contains("/orders/"));
    }

    [Fact]
    public async Task Who_may_not_read_orders_sees_none_on_the_timeline()
    {
        var customer = await Busy();

        var all = await Walk(new CustomerTimeline { CustomerId = customer.Id, Count = 200 }, GuanxiApp.Someone(Scope.All, "customers.read", "service.read"));

        all.ShouldAllBe(e => e.Kind == "service.complaint" || e.Kind.StartsWith("customers."));
        all.Count(e => e.Kind == "service.complaint").ShouldBe(3);
    }

    private async Task<Customer> Busy()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var me = Id<Person>.New();
        for (var i = 0; i < 3; i++)
        {
            var at = SalesGiven.Noon.AddHours(i / 2);
            await app.Given(SalesGiven.SaleAt(customer.Id, at));
            await app.Given(ContactEntry.Log(customer.Id, new(ContactChannel.WeChat, ContactDirection.FromCustomer, 5, "Question"), me, at, new(2026, 3, 2), at));
            await app.Given(FollowUp.Plan(customer.Id, "Answer", me, new(2026, 3, 3), null, me, at));
            await app.Given(Complaint.Open(customer.Id, ComplaintCause.Price, "Too dear", me, at, new(2026, 3, 2)));
        }
        return customer;
    }

    private async Task<List<TimelineEntry>> Walk(CustomerTimeline request, Actor? actor = null)
    {
        var seen = new List<TimelineEntry>();
        string? before = null;
        do
        {
            var page = (await app.Run(request with { Before = before }, actor)).Value;
            seen.AddRange(page.Entries);
            before = page.Next;
        }
        while (before is not null);
        return seen;
    }
}
