using Guanxi.Contact.Log;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.View;
using Guanxi.Service.Hotline;
using Guanxi.Service.Requests;
using Guanxi.Service.Requests.View;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Service.Requests;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Service;

[Trait("Row", "SVC-1")]
public sealed class HotlineTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_call_that_is_answered_is_logged_and_with_a_kind_counts_as_solved_at_first_contact()
    {
        var (_, kind) = await app.Desk();
        var customer = await app.Given(SalesGiven.Customer());

        (await app.Run(new LogCall { CustomerId = customer.Id, Purpose = "Opening hours" })).Fields.ShouldContainKey("Answer");
        (await Calls(customer.Id)).ShouldBeEmpty("nothing is half-written");
        (await app.Run(new LogCall { CustomerId = customer.Id, Purpose = "Opening hours", Answer = "Nine to six", Minutes = 3 })).Value.ShouldSatisfyAllConditions(l => l.RequestId.ShouldBeNull(), l => l.ComplaintId.ShouldBeNull());
        var logged = (await app.Run(new LogCall { CustomerId = customer.Id, Purpose = "How to descale", KindId = kind, Answer = "With citric acid" })).Value;

        (await Calls(customer.Id)).ShouldSatisfyAllConditions(c => c.Count.ShouldBe(2), c => c.ShouldAllBe(e => e.Channel == ContactChannel.Call && e.Direction == ContactDirection.FromCustomer), c => c[0].Minutes.ShouldBe(3));
        (await app.Run(new RequestCard { CustomerId = customer.Id, RequestId = logged.RequestId!.Value })).Value.ShouldSatisfyAllConditions(r => r.Row.State.ShouldBe(RequestState.Solved), r => r.Solution.ShouldBe("With citric acid"));
        (await app.Use(db => db.Set<ServiceRequest>().SingleAsync(r => r.CustomerId == customer.Id))).AtFirstContact.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_to_be_done_is_a_request_and_what_is_wrong_a_complaint_that_was_heard()
    {
        var (queue, kind) = await app.Desk();
        var customer = await app.Given(SalesGiven.Customer());

        (await app.Run(new LogCall { CustomerId = customer.Id, Purpose = "It leaks", Outcome = CallOutcome.Request })).Fields.ShouldContainKey("KindId");
        (await app.Run(new LogCall { CustomerId = customer.Id, Purpose = "It leaks", Outcome = CallOutcome.Complaint })).Fields.ShouldContainKey("Words");
        var asked = (await app.Run(new LogCall { CustomerId = customer.Id, Purpose = "It leaks", Outcome = CallOutcome.Request, KindId = kind })).Value;
        var complained = (await app.Run(new LogCall { CustomerId = customer.Id, Purpose = "Nobody came", Words = "等了三天", Outcome = CallOutcome.Complaint })).Value;

        (await app.Run(new RequestCard { CustomerId = customer.Id, RequestId = asked.RequestId!.Value })).Value.ShouldSatisfyAllConditions(r => r.Row.State.ShouldBe(RequestState.Open), r => r.QueueId.ShouldBe(queue), r => r.Row.HandlerId.ShouldBeNull());
        (await app.Run(new ComplaintCard { CustomerId = customer.Id, ComplaintId = complained.ComplaintId!.Value })).Value.Row.ShouldSatisfyAllConditions(c => c.Step.ShouldBe(ComplaintStep.Judge), c => c.Summary.ShouldBe("等了三天"));
        (await app.Run(new CallerCard { CustomerId = customer.Id })).Value.ShouldSatisfyAllConditions(c => c.Requests.ShouldHaveSingleItem().Id.ShouldBe(asked.RequestId.Value), c => c.Complaints.ShouldHaveSingleItem());
        (await app.Run(new LogCall { CustomerId = customer.Id, Purpose = "x", Answer = "y" }, SalesGiven.Seller())).Refusal.ShouldBe("customers.customer.not_found");
        (await Calls(customer.Id)).Count.ShouldBe(2);
    }

    private Task<List<ContactEntry>> Calls(Id<Guanxi.Customers.Customer> customer) => app.Use(db => db.Set<ContactEntry>().Where(e => e.CustomerId == customer).OrderBy(e => e.Id).ToListAsync());
}
