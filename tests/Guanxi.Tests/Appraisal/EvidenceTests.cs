using Guanxi.Appraisal.Evidence;
using Guanxi.Appraisal.Sheets;
using Guanxi.Contact;
using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Service.Complaints;
using Guanxi.Service.Requests;
using Guanxi.Surveys;
using Guanxi.Surveys.Answers;
using Guanxi.Surveys.Questions;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Service;
using Guanxi.Tests.Service.Requests;

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

    [Fact]
    public async Task Requests_and_answers_to_surveys_about_the_person_stand_beside_the_marks_with_their_number()
    {
        var firm = await RatedFirm.Of(app);
        var customer = await app.Given(SalesGiven.Customer());
        var (queue, kind) = await app.Desk();
        for (var i = 0; i < 6; i++)
        {
            // Solved after five and after thirty hours, where twenty-four are allowed.
            var (request, said) = ServiceRequest.Receive(customer.Id, new() { Kind = kind, Queue = queue, Title = "The kettle leaks" }, null, RequestGiven.Clock(March));
            List<object> log = [request, said, request.Respond("Soon", firm.Clerk.Id, RequestGiven.Clock(March.AddHours(i < 4 ? 2 : 5)))];
            if (i < 5) log.Add(request.Solve("Done", null, firm.Clerk.Id, RequestGiven.Clock(March.AddHours(i < 4 ? 5 : 30)), 3));
            if (i < 4) log.Add(request.Confirm(5, null, firm.Clerk.Id, RequestGiven.Clock(March.AddHours(31))));
            await app.GivenAll<object>(log);
        }
        var survey = Survey.Draft("About", firm.Clerk.Id, March);
        var edition = SurveyEdition.First(survey.Id, [new() { Key = "q1", Kind = QuestionKind.Csat, English = "?" }], March);
        await app.GivenAll<object>([survey, edition]);
        foreach (var (mark, about) in new[] { (5, firm.Clerk), (4, firm.Clerk), (4, firm.Clerk), (3, firm.Clerk), (5, firm.Clerk), (1, firm.Seller) })
            await app.Given(Answer.Of(Invitation.After(new(SurveyOccasion.Visit, Ids.Next(), customer.Id, null, about.Id), survey, firm.Clerk.Id, March), edition, Given.Of(edition.Questions, new Dictionary<string, string?> { ["q1"] = $"{mark}" }, []), "en", March, new(2026, 3, 2)));
        var sheet = await firm.SheetOf(await firm.Open(), firm.Clerk);

        (await app.Run(new SheetCard { SheetId = sheet.Id }, firm.LeadNorth)).Value.Evidence.ShouldNotBeNull().ShouldSatisfyAllConditions(
            e => e.Requests.ShouldBe(6), e => (e.RequestsRespondedInTime, e.RequestsResponded).ShouldBe((4, 6)), e => e.RequestsRespondMinutes.ShouldBe(120),
            e => (e.RequestsSolvedInTime, e.RequestsSolved).ShouldBe((4, 5)), e => e.RequestsSolveMinutes.ShouldBe(300),
            e => e.RequestsSatisfactionAnswers.ShouldBe(4), e => e.RequestsSatisfaction.ShouldBeNull("too few"), e => e.SurveyedAnswers.ShouldBe(5), e => e.Surveyed!.Value.ShouldBe(4.2, 1e-9));
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
