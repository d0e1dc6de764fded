using Guanxi.Contact;
using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Tests.Sales;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Service;

[Trait("Row", "ENG-1"), Trait("Row", "SVC-2")]
public sealed class ReturnVisitLogTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_return_visit_stands_in_the_contact_log_once_with_how_and_whether_the_customer_was_reached()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var complaint = await ToVisit(customer.Id);

        (await app.Run(new FollowUpComplaint { CustomerId = customer.Id, ComplaintId = complaint, Reached = false, By = VisitedBy.Call })).Ok.ShouldBeTrue();
        (await app.Run(new FollowUpComplaint { CustomerId = customer.Id, ComplaintId = complaint, Satisfaction = 5, Note = "All well", By = VisitedBy.Visit })).Ok.ShouldBeTrue();
        // Sent again, by a second press or a program: there is nothing to visit any more, and nothing is logged.
        (await app.Run(new FollowUpComplaint { CustomerId = customer.Id, ComplaintId = complaint, Satisfaction = 5, Note = "All well", By = VisitedBy.Visit })).Refusal.ShouldBe("service.complaint.closed_already");

        var log = (await app.Run(new ContactList { CustomerId = customer.Id })).Value.Rows.OrderBy(r => r.Id).ToList();
        log.Count.ShouldBe(2);
        log[0].ShouldSatisfyAllConditions(r => r.Channel.ShouldBe(ContactChannel.Call), r => r.Direction.ShouldBe(ContactDirection.ToCustomer), r => r.Reach.ShouldBe(ContactReach.NoAnswer), r => r.ComplaintId.ShouldBe(complaint.ToString()));
        log[1].ShouldSatisfyAllConditions(r => r.Channel.ShouldBe(ContactChannel.Visit), r => r.Reach.ShouldBe(ContactReach.Reached), r => r.Result!.ShouldEndWith("All well"), r => r.ComplaintId.ShouldBe(complaint.ToString()));
    }

    [Fact]
    public async Task What_is_refused_is_not_logged()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var complaint = await ToVisit(customer.Id);

        (await app.Run(new FollowUpComplaint { CustomerId = customer.Id, ComplaintId = complaint, Satisfaction = 1 })).Fields.ShouldContainKey("Note");

        (await app.Use(db => db.Set<ContactEntry>().AnyAsync(e => e.CustomerId == customer.Id))).ShouldBeFalse();
    }

    // All but the last step.
    private async Task<Id<Complaint>> ToVisit(Id<Customer> customer)
    {
        var complaint = (await app.Run(new RecordComplaint { CustomerId = customer, Summary = "Broken", Heard = true })).Value;
        _ = (await app.Run(new JudgeComplaint { CustomerId = customer, ComplaintId = complaint, KeyPoints = "So it is", Verdict = Verdict.Stands })).Value;
        var proposal = (await app.Run(new Guanxi.Service.Complaints.Proposals.ProposeSolution { CustomerId = customer, ComplaintId = complaint, Words = "A new one" })).Value;
        _ = (await app.Run(new Guanxi.Service.Complaints.Proposals.AnswerProposal { CustomerId = customer, ComplaintId = complaint, Accepted = true })).Value;
        _ = (await app.Run(new Guanxi.Service.Complaints.Proposals.CarryOut { CustomerId = customer, ComplaintId = complaint, Evidence = "Sent" })).Value;
        return complaint;
    }
}
