using Guanxi.Appraisal.Evidence;
using Guanxi.Appraisal.Sheets;
using Guanxi.Contact;
using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Service.Complaints;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Service;

namespace Guanxi.Tests.Appraisal;

[Trait("Row", "SVC-7")]
public sealed class EvidenceTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly DateTimeOffset March = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_the_system_knows_stands_beside_the_marks_and_is_frozen_with_them()
    {
        var firm = await RatedFirm.Of(app);
        var customer = await app.Given(SalesGiven.Customer());
        foreach (var score in (int[])[5, 4, 4, 5, 3]) await Handled(customer, firm.Clerk, score);
        await Handled(customer, firm.Seller, 1);
        await app.Given(Contact(customer, firm.Clerk, ContactReach.Reached));
        await app.Given(Contact(customer, firm.Clerk, ContactReach.NoAnswer));
        var (kept, late, open) = (Task(customer, firm.Clerk), Task(customer, firm.Clerk), Task(customer, firm.Clerk));
        kept.Finish(null, March);
        late.Finish(null, March.AddDays(30));
        await app.GivenAll([kept, late, open]);
        var period = await firm.Open();
        var sheet = await firm.SheetOf(period, firm.Clerk);

        var seen = (await Card()).Evidence.ShouldNotBeNull();

        seen.ShouldSatisfyAllConditions(
            e => e.Handled.ShouldBe(5), e => e.Satisfaction.ShouldBe(4.2), e => e.SatisfactionAnswers.ShouldBe(5), e => e.Causes.Single().ShouldBe(new CauseSeen("product", 5, 0, 0, 0)),
            e => e.Responded.ShouldBe(5), e => e.Solved.ShouldBe(5), e => e.Contacts.ShouldBe(2), e => e.ContactsReached.ShouldBe(1), e => e.ContactCustomers.ShouldBe(1),
            e => (e.TasksInTime, e.TasksLate, e.TasksOpen).ShouldBe((1, 1, 1)));
        (await app.Run(new SubmitMarks { SheetId = sheet.Id, Marks = RatedFirm.Marks(4) }, firm.LeadNorth)).Refusal.ShouldBeNull();
        await Handled(customer, firm.Clerk, 1);

        (await Card()).ShouldSatisfyAllConditions(c => c.EvidenceFrozen.ShouldBeTrue(), c => c.Evidence!.Handled.ShouldBe(5), c => c.Evidence!.Satisfaction.ShouldBe(4.2));

        async Task<SheetDetail> Card() => (await app.Run(new SheetCard { SheetId = sheet.Id }, firm.LeadNorth)).Value;
    }

    [Fact]
    public async Task With_fewer_than_five_answers_no_mean_is_given_and_before_submission_the_person_sees_none_of_it()
    {
        var firm = await RatedFirm.Of(app);
        var customer = await app.Given(SalesGiven.Customer());
        for (var i = 0; i < SheetEvidence.Least - 1; i++) await Handled(customer, firm.SouthClerk, 5);
        var period = await firm.Open();
        var sheet = await firm.SheetOf(period, firm.SouthClerk);

        (await app.Run(new SheetCard { SheetId = sheet.Id }, firm.LeadSouth)).Value.Evidence.ShouldNotBeNull().ShouldSatisfyAllConditions(e => e.SatisfactionAnswers.ShouldBe(4), e => e.Satisfaction.ShouldBeNull(), e => e.RespondMinutes.ShouldBeNull());
        (await app.Run(new SheetCard { SheetId = sheet.Id }, firm.SouthClerk)).Value.Evidence.ShouldBeNull();
    }

    private async Task Handled(Customer customer, Actor handler, int satisfaction)
    {
        var complaint = ComplaintGiven.Open(customer.Id, March, handler: handler.Id);
        await app.GivenAll(complaint.Close(March.AddHours(2), satisfaction));
    }

    private static ContactEntry Contact(Customer customer, Actor by, ContactReach reach) =>
        ContactEntry.Log(customer.Id, new(ContactChannel.Call, ContactDirection.ToCustomer, Reach: reach), by.Id, March, new(2026, 3, 2), March);

    private static FollowUp Task(Customer customer, Actor by) => FollowUp.Plan(customer.Id, "Call", by.Id, new(2026, 3, 10), null, by.Id, March);
}
