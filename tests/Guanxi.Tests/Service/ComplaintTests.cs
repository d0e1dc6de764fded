using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Sales.Rates;
using Guanxi.Service.Complaints;
using Guanxi.Tests.Sales;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Service;

[Trait("Row", "SVC-2")]
public sealed class ComplaintTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_complaint_is_recorded_in_the_customers_words_and_closed_with_its_solution()
    {
        _ = (await app.Run(new ChooseBaseCurrency { Currency = "CNY", DropRates = true })).Value;
        var customer = await app.Given(SalesGiven.Customer());
        var id = (await app.Run(new RecordComplaint { CustomerId = customer.Id, Cause = ComplaintCause.BrokenPromise, Summary = "说好周三送到，周五才来！" })).Value;

        _ = (await app.Run(new CloseComplaint { CustomerId = customer.Id, ComplaintId = id, Solution = "Apology and voucher", Satisfaction = 4, Compensation = 50 })).Value;

        (await app.Run(new ComplaintCard { CustomerId = customer.Id, ComplaintId = id })).Value.ShouldSatisfyAllConditions(
            c => c.Summary.ShouldBe("说好周三送到，周五才来！"), c => c.State.ShouldBe(ComplaintState.Closed), c => c.Satisfaction.ShouldBe(4), c => c.Compensation.ShouldBe(new Money(5000, "CNY")));
        (await app.Run(new CloseComplaint { CustomerId = customer.Id, ComplaintId = id, Solution = "Again" })).Refusal.ShouldBe("service.complaint.closed_already");
    }

    [Theory]
    [InlineData("", 3, 0, "kernel.shape.invalid")]
    [InlineData("ok", 6, 0, "kernel.shape.invalid")]
    [InlineData("ok", 0, 0, "kernel.shape.invalid")]
    [InlineData("ok", 3, -1, "kernel.shape.invalid")]
    public async Task An_ending_keeps_within_its_bounds(string solution, int satisfaction, int compensation, string refusal)
    {
        var customer = await app.Given(SalesGiven.Customer());
        var complaint = await app.Given(Open(customer, SalesGiven.Noon));

        (await app.Run(new CloseComplaint { CustomerId = customer.Id, ComplaintId = complaint.Id, Solution = solution, Satisfaction = satisfaction, Compensation = compensation })).Refusal.ShouldBe(refusal);

        (await app.Use(db => db.Set<Complaint>().SingleAsync(c => c.Id == complaint.Id))).State.ShouldBe(ComplaintState.Open);
    }

    [Fact]
    public async Task The_one_that_waits_longest_comes_first_and_pages_repeat_nothing()
    {
        var me = SalesGiven.Seller();
        var customer = await app.Given(SalesGiven.Customer(me.Id));
        var made = new List<Id<Complaint>>();
        for (var i = 0; i < 8; i++) made.Add((await app.Given(Open(customer, SalesGiven.Noon.AddDays(i / 4)))).Id);
        await app.Given(Open(await app.Given(SalesGiven.Customer(Id<Person>.New())), SalesGiven.Noon.AddDays(-9)));
        var seen = new List<Id<Complaint>>();
        Cursor? after = null;
        do
        {
            var page = (await app.Run(new ComplaintQueue { Count = 3, After = after }, me)).Value;
            page.Total.ShouldBe(8);
            seen.AddRange(page.Rows.Select(r => r.Id));
            after = page.Next;
        }
        while (after is not null);

        seen.ShouldBe(made);
    }

    [Fact]
    public async Task Another_ones_customers_complaint_is_not_found()
    {
        var customer = await app.Given(SalesGiven.Customer(Id<Person>.New()));
        var complaint = await app.Given(Open(customer, SalesGiven.Noon));
        var me = SalesGiven.Seller();

        (await app.Run(new ComplaintCard { CustomerId = customer.Id, ComplaintId = complaint.Id }, me)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new RecordComplaint { CustomerId = customer.Id, Summary = "x" }, me)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new CloseComplaint { CustomerId = customer.Id, ComplaintId = complaint.Id, Solution = "x" }, me)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new ComplaintQueue { CustomerId = customer.Id }, me)).Refusal.ShouldBe("customers.customer.not_found");
    }

    private static Complaint Open(Customer customer, DateTimeOffset at) => Complaint.Open(customer.Id, ComplaintCause.Product, "Broken", Id<Person>.New(), at, DateOnly.FromDateTime(at.UtcDateTime));
}
