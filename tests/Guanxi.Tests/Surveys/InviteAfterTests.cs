using Guanxi.Contact;
using Guanxi.Contact.Consent;
using Guanxi.Contact.Log;
using Guanxi.Contact.Said;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Service;
using Guanxi.Service.Complaints.Course;
using Guanxi.Service.Complaints.Quality;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Service.Requests.Course;
using Guanxi.Service.Requests.Quality;
using Guanxi.Staff;
using Guanxi.Surveys;
using Guanxi.Surveys.Answers;
using Guanxi.Surveys.Editing;
using Guanxi.Surveys.Findings;
using Guanxi.Surveys.Public;
using Guanxi.Surveys.Waves;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Service;
using Guanxi.Tests.Service.Requests;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Surveys;

[Trait("Row", "SAT-1")]
public sealed class InviteAfterTests(GuanxiApp app) : IClassFixture<GuanxiApp>, IAsyncLifetime
{
    private static readonly DateTimeOffset March = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private Id<Survey> survey;

    public async ValueTask InitializeAsync()
    {
        survey = (await app.Run(new DraftSurvey { Name = "Afterwards", Pattern = SurveyPattern.Purchase })).Value;
        await Set([SurveyOccasion.Complaint, SurveyOccasion.Request, SurveyOccasion.Visit]);
        _ = (await app.Run(new OpenSurvey { SurveyId = survey })).Value;
    }

    // What is open would invite the customers of the next test.
    public async ValueTask DisposeAsync() => _ = await app.Run(new CloseSurvey { SurveyId = survey });

    [Fact]
    public async Task A_closed_complaint_invites_once_and_what_is_answered_stands_with_it_and_in_the_figures_of_handling()
    {
        var (customer, handler) = (await app.Given(SalesGiven.Customer()), Id<Person>.New());
        var complaint = ComplaintGiven.Open(customer.Id, TimeProvider.System.GetUtcNow(), handler: handler);
        await app.GivenAll(complaint.Close(TimeProvider.System.GetUtcNow()));
        await app.DeliverOutbox();
        // Heard of once more, as after a crash.
        await app.Use(db => { db.Tell(new ComplaintClosed(complaint.Id.Value, customer.Id, null, handler, Withdrawn: false)); return db.Save(Actor.System, "Test", 0, default); });
        await app.DeliverOutbox();

        var invitation = await app.Use(db => db.Set<Invitation>().SingleAsync(i => i.CustomerId == customer.Id));
        invitation.ShouldSatisfyAllConditions(i => i.About.ShouldBe(SurveyOccasion.Complaint), i => i.AboutId.ShouldBe(complaint.Id.Value), i => i.PersonId.ShouldBe(handler), i => i.SurveyId.ShouldBe(survey));
        await Answer(customer.Id, "2", "等了太久");

        var said = (await app.Run(new SaidAfterwardsOf { CustomerId = customer.Id, About = AskedAbout.Complaint, AboutId = complaint.Id.Value })).Value.ShouldHaveSingleItem();
        said.ShouldSatisfyAllConditions(s => s.Words.ShouldBe("等了太久"), s => s.IsBad.ShouldBeTrue());
        (await app.Run(new SaidAfterwardsOf { CustomerId = customer.Id, About = AskedAbout.Request, AboutId = complaint.Id.Value })).Value.ShouldBeEmpty();
        (await app.Run(new SaidAfterwardsOf { CustomerId = customer.Id, About = AskedAbout.Complaint, AboutId = complaint.Id.Value }, GuanxiApp.Someone(Scope.All, "customers.read", "service.read"))).Value.ShouldBeEmpty("answers need a right of their own");
        (await app.Run(new ComplaintQuality())).Value.All.Surveyed.Asked.ShouldBe(1);
        (await app.Run(new AnswerList { CustomerId = customer.Id })).Value.Rows.Single().AboutUrl.ShouldBe($"/customers/{customer.Id}/complaints/{complaint.Id}");
    }

    [Fact]
    public async Task A_complaint_that_was_taken_back_and_a_survey_without_occasions_invite_nobody()
    {
        var (one, two) = (await app.Given(SalesGiven.Customer()), await app.Given(SalesGiven.Customer()));
        var withdrawn = (await app.Run(new RecordComplaint { CustomerId = one.Id, Summary = "Broken" })).Value;
        _ = (await app.Run(new WithdrawComplaint { CustomerId = one.Id, ComplaintId = withdrawn, Because = "It works" })).Value;
        await app.DeliverOutbox();
        await Set([]);
        await app.GivenAll(ComplaintGiven.Open(two.Id, March).Close(March));
        await app.DeliverOutbox();

        (await Invitations(one.Id)).ShouldBeEmpty();
        (await Invitations(two.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_solved_request_invites_about_its_shop_and_its_handler_and_its_answer_counts_in_the_figures_of_service()
    {
        var shop = new Id<Unit>((await app.Run(new OpenUnit { Name = $"Shop {Ids.Next()}", Kind = UnitKind.Shop })).Value.Value);
        var (_, kind) = await app.Desk(unit: shop);
        var customer = await app.Given(SalesGiven.Customer());
        var request = (await app.Run(new RecordRequest { CustomerId = customer.Id, KindId = kind, Title = "Invoice", Solution = "Sent" })).Value;
        await app.DeliverOutbox();

        (await Invitations(customer.Id)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(i => i.About.ShouldBe(SurveyOccasion.Request), i => i.AboutId.ShouldBe(request.Value), i => i.UnitId.ShouldBe(shop), i => i.PersonId.ShouldBe(Actor.System.Id));
        await Answer(customer.Id, "5", null);
        (await app.Run(new SaidAfterwardsOf { CustomerId = customer.Id, About = AskedAbout.Request, AboutId = request.Value })).Value.ShouldHaveSingleItem().IsBad.ShouldBeFalse();
        (await app.Run(new RequestQuality { By = ServiceBy.Kind })).Value.Groups.Single(g => g.Key == kind.ToString()).Quality.Surveyed.Asked.ShouldBe(1);
        // Opened again and solved anew it is the same request.
        _ = (await app.Run(new ReopenRequest { CustomerId = customer.Id, RequestId = request, Because = "Wrong name" })).Value;
        _ = (await app.Run(new SolveRequest { CustomerId = customer.Id, RequestId = request, Solution = "Sent again" })).Value;
        await app.DeliverOutbox();
        (await Invitations(customer.Id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_visit_at_which_the_customer_was_met_invites_and_a_call_an_old_one_and_who_said_no_do_not()
    {
        var visitor = (await app.Run(new Hire { Name = "Vi", UserName = $"vi{Ids.Next()}", Role = "sales", Password = "tea-in-the-rain" })).Value;
        var home = await app.Use(db => db.PersonNames().Where(p => p.Id == visitor).Select(p => p.UnitId).FirstAsync());
        var me = GuanxiApp.Someone(Scope.All, "customers.read", "contact.edit") with { Id = visitor };
        List<Id<Customer>> customers = [];
        while (customers.Count < 6) customers.Add((await app.Given(SalesGiven.Customer())).Id);
        var visit = (await app.Run(new LogContact { CustomerId = customers[0], Channel = ContactChannel.Visit }, me)).Value;
        _ = (await app.Run(new LogContact { CustomerId = customers[1], Channel = ContactChannel.Meeting }, me)).Value;
        _ = (await app.Run(new LogContact { CustomerId = customers[2], Channel = ContactChannel.Call }, me)).Value;
        _ = (await app.Run(new LogContact { CustomerId = customers[3], Channel = ContactChannel.Visit, Reach = ContactReach.NoAnswer }, me)).Value;
        _ = (await app.Run(new LogContact { CustomerId = customers[4], Channel = ContactChannel.Visit, HappenedAt = TimeProvider.System.GetUtcNow().AddDays(-20) }, me)).Value;
        _ = (await app.Run(new Guanxi.Contact.Consent.RecordConsent { CustomerId = customers[5], Purpose = ConsentPurpose.Surveys, Given = false })).Value;
        _ = (await app.Run(new LogContact { CustomerId = customers[5], Channel = ContactChannel.Visit }, me)).Value;
        await app.DeliverOutbox();

        (await Invitations(customers[0])).ShouldHaveSingleItem().ShouldSatisfyAllConditions(i => i.About.ShouldBe(SurveyOccasion.Visit), i => i.AboutId.ShouldBe(visit.Value), i => i.PersonId.ShouldBe(visitor), i => i.UnitId.ShouldBe(home));
        (await Invitations(customers[1])).Count.ShouldBe(1);
        foreach (var other in customers.Skip(2)) (await Invitations(other)).ShouldBeEmpty();
        // Met again within the quiet days, nobody is asked again.
        _ = (await app.Run(new LogContact { CustomerId = customers[0], Channel = ContactChannel.Visit }, me)).Value;
        await app.DeliverOutbox();
        (await Invitations(customers[0])).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_link_that_is_to_wait_is_not_passed_on_before_its_time_and_is_valid_from_then_on()
    {
        await Set([SurveyOccasion.Visit], delay: 3);
        var customer = await app.Given(SalesGiven.Customer());
        _ = (await app.Run(new LogContact { CustomerId = customer.Id, Channel = ContactChannel.Visit })).Value;
        await app.DeliverOutbox();

        var invitation = (await Invitations(customer.Id)).ShouldHaveSingleItem();
        (invitation.WaitsUntil!.Value - invitation.InvitedAt).ShouldBe(TimeSpan.FromDays(3));
        (await app.Use(db => db.Set<Ticket>().SingleAsync(t => t.InvitationId == invitation.Id))).ExpiresAt.ShouldBe(invitation.WaitsUntil.Value.AddDays(30), TimeSpan.FromMilliseconds(1));
        (await app.Run(new InvitationList { SurveyId = survey })).Value.Rows.ShouldNotContain(r => r.Id == invitation.Id);
        await app.Use(db => db.Set<Invitation>().Where(i => i.Id == invitation.Id).ExecuteUpdateAsync(s => s.SetProperty(i => i.WaitsUntil, TimeProvider.System.GetUtcNow().AddSeconds(-1))));
        (await app.Run(new InvitationList { SurveyId = survey })).Value.Rows.ShouldContain(r => r.Id == invitation.Id);
        // Whoever says no while it waits is not sent it.
        _ = (await app.Run(new RecordConsent { CustomerId = customer.Id, Purpose = ConsentPurpose.Surveys, Given = false })).Value;
        (await app.Run(new InvitationList { SurveyId = survey })).Value.Rows.ShouldNotContain(r => r.Id == invitation.Id);
        (await app.Run(Edited((await app.Run(new SurveyResults { SurveyId = survey })).Value) with { DelayDays = 61 })).Fields.ShouldContainKey("DelayDays");
    }

    private async Task Set(List<SurveyOccasion> occasions, int delay = 0) =>
        _ = (await app.Run(Edited((await app.Run(new SurveyResults { SurveyId = survey })).Value) with { Occasions = occasions, DelayDays = delay })).Value;

    private static EditSurvey Edited(SurveyShown shown) => new()
    {
        SurveyId = shown.Survey.Id, Name = shown.Survey.Name, ChineseTitle = shown.Survey.ChineseTitle, EnglishTitle = shown.Survey.EnglishTitle, Occasions = [.. shown.Survey.Occasions], SamplePercent = shown.Survey.SamplePercent,
        BadAnswer = BadAnswerAct.Nothing, ValidDays = shown.Survey.ValidDays, Questions = [.. shown.Questions],
    };

    private Task<List<Invitation>> Invitations(Id<Customer> customer) => app.Use(db => db.Set<Invitation>().AsNoTracking().Where(i => i.CustomerId == customer).ToListAsync());

    private async Task Answer(Id<Customer> customer, string csat, string? words)
    {
        var secret = (await app.Use(db => db.Set<Ticket>().SingleAsync(t => t.CustomerId == customer))).Secret;
        var seen = (await app.Run(new SurveyByLink { Secret = secret }, Actor.Nobody)).Value;
        (await app.Run(new AnswerSurvey { Secret = secret, EditionId = seen.EditionId, Language = "zh-CN", Answers = new Dictionary<string, string?> { ["q1"] = csat, ["q2"] = "1", ["q5"] = words } }, Actor.Nobody)).Ok.ShouldBeTrue();
    }
}
