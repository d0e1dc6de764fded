using System.Globalization;
using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Jobs;
using Guanxi.Sales;
using Guanxi.Service.Complaints;
using Guanxi.Staff;
using Guanxi.Staff.Profile;
using Guanxi.Surveys;
using Guanxi.Surveys.Answers;
using Guanxi.Surveys.Editing;
using Guanxi.Surveys.Findings;
using Guanxi.Surveys.Public;
using Guanxi.Surveys.Questions;
using Guanxi.Surveys.Waves;
using Guanxi.Surveys.Waves.Sending;
using Guanxi.Tests.Sales;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Surveys;

[Trait("Row", "SAT-1")]
public sealed class SurveyTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task An_invitation_is_answered_once_and_the_answer_stands_with_its_customer()
    {
        var survey = await Opened();
        var owner = Id<Person>.New();
        var customer = await app.Given(SalesGiven.Customer(owner));
        var me = GuanxiApp.Someone(Scope.Own, "customers.read", "surveys.read", "surveys.invite") with { Id = owner };
        var secret = (await app.Run(new InviteCustomer { SurveyId = survey, CustomerId = customer.Id }, me)).Value.Split('/')[^1];

        var seen = (await app.Run(new SurveyByLink { Secret = secret, Chinese = true }, Actor.Nobody)).Value;
        seen.ShouldSatisfyAllConditions(s => s.Questions.Count.ShouldBe(5), s => s.Anonymous.ShouldBeFalse(), s => s.Answered.ShouldBeFalse());
        (await Answer(secret, seen, ("q1", "5"), ("q4", "9"))).Ok.ShouldBeTrue();

        (await Answer(secret, seen, ("q1", "1"))).Refusal.ShouldBe("surveys.invitation.answered_already");
        (await app.Run(new SurveyByLink { Secret = secret }, Actor.Nobody)).Value.Answered.ShouldBeTrue();
        (await app.Run(new AnswerList { CustomerId = customer.Id }, me)).Value.Rows.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Csat.ShouldBe(5), r => r.Nps.ShouldBe(9), r => r.IsBad.ShouldBeFalse(), r => r.Brought.ShouldBe(BadAnswerAct.Nothing));
        (await app.Run(new InviteCustomer { SurveyId = survey, CustomerId = customer.Id }, me)).Fields["CustomerId"].ShouldNotBeEmpty("asked a short while ago");
        // Somebody else's customer is nobody's business.
        var other = GuanxiApp.Someone(Scope.Own, "customers.read", "surveys.read", "surveys.invite");
        (await app.Run(new AnswerList { SurveyId = survey }, other)).Value.Rows.ShouldBeEmpty();
        (await app.Run(new InviteCustomer { SurveyId = survey, CustomerId = customer.Id }, other)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new SurveyResults { SurveyId = survey }, other)).Value.ShouldSatisfyAllConditions(r => r.Answered.ShouldBe(0), r => r.Invited.ShouldBe(0), r => r.Used.ShouldBe(0));
        (await app.Run(new SurveyList(), other)).Value.Single(s => s.Id == survey).Invited.ShouldBe(0);
        (await app.Run(new SurveyResults { SurveyId = survey }, me)).Value.ShouldSatisfyAllConditions(r => r.Invited.ShouldBe(1), r => r.Used.ShouldBe(1));
    }

    [Fact]
    public async Task Nothing_leads_from_an_anonymous_answer_to_its_customer_and_few_are_not_shown()
    {
        var survey = await Opened(s => s with { Anonymous = true });
        for (var i = 0; i < 5; i++)
        {
            var customer = await app.Given(SalesGiven.Customer());
            var secret = (await app.Run(new InviteCustomer { SurveyId = survey, CustomerId = customer.Id })).Value.Split('/')[^1];
            var before = await app.Use(db => db.Set<Invitation>().AsNoTracking().SingleAsync(v => v.CustomerId == customer.Id));
            var seen = (await app.Run(new SurveyByLink { Secret = secret }, Actor.Nobody)).Value;
            (await app.Run(new SurveyResults { SurveyId = survey })).Value.ShouldSatisfyAllConditions(r => r.Answered.ShouldBe(0), r => r.TooFewAnonymous.ShouldBe(i == 0 ? null : 5), r => r.Used.ShouldBe(i == 4 ? 0 : null));

            (await Answer(secret, seen, ("q1", "1"), ("q2", "1"), ("q5", $"Word {5 - i}"))).Ok.ShouldBeTrue();

            (await Answer(secret, seen, ("q1", "5"))).Refusal.ShouldBe("surveys.link.not_found");
            var after = await app.Use(db => db.Set<Invitation>().AsNoTracking().SingleAsync(v => v.CustomerId == customer.Id));
            // Not even when it changed last.
            after.ShouldSatisfyAllConditions(a => a.AnsweredAt.ShouldBeNull(), a => a.HandedOutAt.ShouldBe(before.HandedOutAt), a => a.Version.ShouldBe(before.Version), a => a.ChangeStamp.ShouldBe(before.ChangeStamp));
            (await app.Use(db => db.Set<Answer>().AnyAsync(a => a.CustomerId == customer.Id))).ShouldBeFalse();
            // A bad answer of nobody is nobody's task.
            (await app.Use(db => db.Set<FollowUp>().AnyAsync(t => t.CustomerId == customer.Id))).ShouldBeFalse();
            (await app.Use(db => db.Set<AuditEntry>().AnyAsync(a => a.CustomerId == customer.Id.Value && a.UseCase.Contains("nswer")))).ShouldBeFalse();
        }
        var shown = (await app.Run(new SurveyResults { SurveyId = survey })).Value;
        shown.ShouldSatisfyAllConditions(r => r.Answered.ShouldBe(5), r => r.TooFewAnonymous.ShouldBeNull(), r => r.Used.ShouldBe(5));
        // Not in the order in which they came.
        shown.Results.Single(r => r.Key == "q5").Words.ShouldBe(["Word 1", "Word 2", "Word 3", "Word 4", "Word 5"]);
        (await app.Run(Edited(shown) with { Anonymous = false })).Fields["Anonymous"].ShouldNotBeEmpty();
    }

    [Fact]
    [Trait("Row", "SAT-4")]
    public async Task A_bad_answer_is_a_task_of_who_looks_after_the_customer_the_same_day()
    {
        var survey = await Opened();
        var owner = (await app.Run(new Hire { Name = "Ann", UserName = $"ann{Ids.Next()}", Role = "sales", Password = "tea-in-the-rain" })).Value;
        _ = (await app.Run(new EditProfile { Language = "en", TimeZone = "Europe/London" }, GuanxiApp.Someone(Scope.Own) with { Id = owner })).Value;
        var customer = await app.Given(SalesGiven.Customer(owner));

        // The customer reads Chinese, who looks after them English.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        await AskAndAnswer(survey, customer, ("q1", "2"), ("q2", "1"), ("q5", "没人管"));

        var today = await app.Use(async db => (await db.Setting<FirmSettings>(default)).DayOf(TimeProvider.System.GetUtcNow()));
        var task = await app.Use(db => db.Set<FollowUp>().SingleAsync(t => t.CustomerId == customer.Id));
        task.ShouldSatisfyAllConditions(t => t.OwnerId.ShouldBe(owner), t => t.DueOn.ShouldBe(today), t => t.DoneAt.ShouldBeNull(), t => t.Title.ShouldStartWith("Call after a bad answer"));
        (await app.Run(new AnswerList { CustomerId = customer.Id })).Value.Rows.Single().ShouldSatisfyAllConditions(r => r.Brought.ShouldBe(BadAnswerAct.Task), r => r.BroughtId.ShouldBe(task.Id.ToString()));
    }

    [Fact]
    [Trait("Row", "SAT-4")]
    public async Task A_bad_answer_becomes_a_complaint_in_the_customers_words_where_the_survey_says_so_and_nothing_where_it_is_switched_off()
    {
        var strict = await Opened(s => s with { BadAnswer = BadAnswerAct.Complaint });
        var customer = await app.Given(SalesGiven.Customer());
        await AskAndAnswer(strict, customer, ("q1", "1"), ("q2", "1"), ("q5", "茶罐是破的"));
        var complaint = await app.Use(db => db.Set<Complaint>().SingleAsync(c => c.CustomerId == customer.Id));
        complaint.ShouldSatisfyAllConditions(c => c.Summary.ShouldContain("茶罐是破的"), c => c.State.ShouldBe(ComplaintState.Open), c => c.DueAt.ShouldNotBeNull(), c => c.HandlerId.ShouldBeNull());

        var quiet = await Opened(s => s with { BadAnswer = BadAnswerAct.Nothing });
        var other = await app.Given(SalesGiven.Customer(Id<Person>.New()));
        await AskAndAnswer(quiet, other, ("q1", "1"), ("q2", "1"));
        (await app.Use(db => db.Set<FollowUp>().AnyAsync(t => t.CustomerId == other.Id))).ShouldBeFalse();
        (await app.Use(db => db.Set<Complaint>().AnyAsync(t => t.CustomerId == other.Id))).ShouldBeFalse();
    }

    [Fact]
    [Trait("Row", "SAT-4")]
    public async Task A_bad_answer_waits_to_be_taken_up_until_its_task_is_done()
    {
        var survey = await Opened();
        var quiet = await Opened(s => s with { BadAnswer = BadAnswerAct.Nothing });
        var strict = await Opened(s => s with { BadAnswer = BadAnswerAct.Complaint });
        var owner = Id<Person>.New();
        var me = GuanxiApp.Someone(Scope.Own, "customers.read", "surveys.read", "contact.read", "contact.edit") with { Id = owner };
        var (one, two, three, four) = (await app.Given(SalesGiven.Customer(owner)), await app.Given(SalesGiven.Customer(owner)), await app.Given(SalesGiven.Customer(owner)), await app.Given(SalesGiven.Customer(owner)));
        (await Tile(me)).ShouldBeNull();
        await AskAndAnswer(survey, one, ("q1", "1"), ("q2", "1"));
        await AskAndAnswer(quiet, two, ("q1", "2"), ("q2", "1"));
        await AskAndAnswer(survey, three, ("q1", "5"));
        await AskAndAnswer(strict, four, ("q1", "1"), ("q2", "1"));

        (await Waiting(me)).ShouldBe([one.Id, two.Id], ignoreOrder: true);
        var tile = (await Tile(me)).ShouldNotBeNull();
        tile.Count.ShouldBe(2);
        var since = DateOnly.ParseExact(tile.Url.Split("since=")[1], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        tile.AsOf.DayNumber.ShouldBe(since.DayNumber + 6);
        (await Tile(GuanxiApp.Someone(Scope.Own, "customers.read", "surveys.read"))).ShouldBeNull("somebody else's customers");

        var task = await app.Use(db => db.Set<FollowUp>().SingleAsync(t => t.CustomerId == one.Id));
        _ = (await app.Run(new Guanxi.Contact.Tasks.FinishFollowUp { CustomerId = one.Id, TaskId = task.Id, Result = "Called" }, me)).Value;
        (await Waiting(me)).ShouldBe([two.Id]);
        (await Tile(me))!.Count.ShouldBe(1);

        // What is older is no longer news, though it still waits in the list.
        await app.Use(db => db.Set<Answer>().Where(a => a.CustomerId == two.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.AnsweredOn, since.AddDays(-1))));
        (await Tile(me)).ShouldBeNull();
        (await Waiting(me)).ShouldBe([two.Id]);

        async Task<IEnumerable<Id<Customer>>> Waiting(Actor actor) => (await app.Run(new AnswerList { View = AnswerView.Waiting }, actor)).Value.Rows.Select(r => r.Customer.Id);
        async Task<TileFigure?> Tile(Actor actor) => (await app.Run(new TodayFigures(), actor)).Value.Single(f => f.Key == "surveys.tile.bad").Figure;
    }

    [Fact]
    public async Task Other_questions_after_the_first_answer_are_another_edition_and_who_read_the_old_one_may_still_send_it()
    {
        var survey = await Opened();
        var shown = (await app.Run(new SurveyResults { SurveyId = survey })).Value;
        // Nobody has answered yet: still the first.
        (await app.Run(Edited(shown) with { Questions = [.. shown.Questions.Take(4)] })).Value.ShouldBe(1);
        var (one, two) = (await app.Given(SalesGiven.Customer()), await app.Given(SalesGiven.Customer()));
        var late = (await app.Run(new InviteCustomer { SurveyId = survey, CustomerId = two.Id })).Value.Split('/')[^1];
        var read = (await app.Run(new SurveyByLink { Secret = late }, Actor.Nobody)).Value;
        await AskAndAnswer(survey, one, ("q1", "4"));

        (await app.Run(Edited(shown) with { Questions = [shown.Questions[0] with { Chinese = "您现在满意吗？" }] })).Value.ShouldBe(2);

        (await Answer(late, read, ("q1", "3"), ("q2", "1"), ("q4", "8"))).Ok.ShouldBeTrue();
        var rows = (await app.Run(new AnswerList { SurveyId = survey })).Value.Rows;
        rows.Select(r => r.Said[0].Question).Distinct().ShouldHaveSingleItem("both answered the first edition").ShouldNotBe("您现在满意吗？");
        (await app.Run(new SurveyResults { SurveyId = survey })).Value.ShouldSatisfyAllConditions(r => r.Edition.ShouldBe(2), r => r.Answered.ShouldBe(2), r => r.Results.ShouldHaveSingleItem().Answers.ShouldBe(2));
    }

    [Fact]
    public async Task A_wave_draws_a_sample_and_leaves_in_peace_who_was_asked_lately()
    {
        var survey = await Opened();
        List<Id<Customer>> customers = [];
        while (customers.Count < 12) customers.Add((await app.Run(new RegisterCustomer { Name = $"波浪客户{customers.Count}" })).Value);
        var list = (await app.Run(new KeepList { Source = "/customers?q=波浪客户", Name = "Wave" })).Value;
        await AskAndAnswer(survey, customers[0], ("q1", "4"));

        // A plain number before it is sent, and the same number afterwards.
        (await app.Run(new WavePlan { ListId = list, Sample = 7 })).Value.ShouldSatisfyAllConditions(p => p.OnList.ShouldBe(12), p => p.Invited.ShouldBe(7), p => p.AskedLately.ShouldBe(1), p => p.NotDrawn.ShouldBe(4));
        (await Wave(new() { SurveyId = survey, ListId = list, Sample = 7, Seed = 1 })).ShouldSatisfyAllConditions(w => w.State.ShouldBe(JobState.Done), w => w.Invited.ShouldBe(7), w => w.AskedLately.ShouldBe(1), w => w.NotDrawn.ShouldBe(4), w => w.Declined.ShouldBe(0));
        var waiting = (await app.Run(new InvitationList { SurveyId = survey })).Value;
        waiting.ShouldSatisfyAllConditions(w => w.Waiting.ShouldBe(7), w => w.Rows.Select(r => r.Customer.Id).ShouldNotContain(customers[0]), w => w.Rows.Select(r => r.Path).Distinct().Count().ShouldBe(7));
        (await app.Run(new HandOutInvitations { SurveyId = survey, Invitations = [.. waiting.Rows.Take(3).Select(r => r.Id)] })).Value.ShouldBe(3);
        (await app.Run(new InvitationList { SurveyId = survey })).Value.Waiting.ShouldBe(4);
        (await Wave(new() { SurveyId = survey, ListId = list })).ShouldSatisfyAllConditions(w => w.Invited.ShouldBe(4), w => w.AskedLately.ShouldBe(8), w => w.NotDrawn.ShouldBe(0));
        // Another's customers are not drawn, and whoever is gone since invites nobody.
        var stranger = GuanxiApp.Someone(Scope.Own, "customers.read", "surveys.read", "surveys.plan", "surveys.invite");
        (await app.Run(new WavePlan { ListId = list }, stranger)).Value.OnList.ShouldBe(0);
        // Without a list all within reach are meant.
        (await app.Run(new WavePlan(), stranger)).Value.OnList.ShouldBe(0);
        (await app.Run(new WavePlan())).Value.OnList.ShouldBe(await app.Use(db => db.Set<Customer>().CountAsync()));
        (await Wave(new() { SurveyId = await Opened(), ListId = list }, stranger)).ShouldSatisfyAllConditions(w => w.State.ShouldBe(JobState.Refused), w => w.Problem.ShouldBe("surveys.wave.sender_gone"), w => w.Invited.ShouldBe(0));
    }

    [Fact]
    public async Task A_wave_that_was_cut_off_goes_on_with_the_rest_and_invites_nobody_twice()
    {
        var survey = await Opened();
        List<Id<Customer>> customers = [];
        while (customers.Count < 9) customers.Add((await app.Run(new RegisterCustomer { Name = $"断点客户{customers.Count}" })).Value);
        var list = (await app.Run(new KeepList { Source = "/customers?q=断点客户", Name = "Cut" })).Value;
        // Of two like ones one is cut off after its first turn, as a kill leaves it: its invitations are there, and its job is still to be done.
        var whole = (await app.Run(new SendWave { SurveyId = await Opened(), ListId = list, Sample = 5, Seed = 3 })).Value;
        _ = await Finished(whole.JobId);
        var drawn = await Invited(whole.Id);
        await app.Use(db => db.Set<Ticket>().Where(t => drawn.Contains(t.CustomerId)).ExecuteDeleteAsync());
        await app.Use(db => db.Set<Invitation>().Where(i => i.WaveId == whole.Id).ExecuteDeleteAsync());
        var sent = (await app.Run(new SendWave { SurveyId = survey, ListId = list, Sample = 5, Seed = 3 })).Value;
        await app.GivenAll(drawn.Take(2).Select(c => Invitation.To(c, survey, Actor.System.Id, TimeProvider.System.GetUtcNow(), sent.Id)).ToList());

        (await Finished(sent.JobId)).State.ShouldBe(JobState.Done);

        (await Invited(sent.Id)).ShouldBe(drawn, ignoreOrder: true, "the same five, each once");
        // Done is done: asked again, the job does nothing.
        _ = await Finished(sent.JobId);
        (await Invited(sent.Id)).Count.ShouldBe(5);

        async Task<List<Id<Customer>>> Invited(Id<Wave> wave) => await app.Use(db => db.Set<Invitation>().Where(i => i.WaveId == wave).OrderBy(i => i.CustomerId).Select(i => i.CustomerId).ToListAsync());
    }

    [Fact]
    public async Task A_wave_larger_than_one_turn_invites_all_and_stops_where_it_is_asked_to()
    {
        var survey = await Opened();
        const int Many = 2_600;
        var owner = Id<Person>.New();
        await app.GivenAll(Enumerable.Range(0, Many).Select(_ => SalesGiven.Customer(owner)).ToList());
        var list = await app.Given(KeptList.Of("Many", null, "/customers", CustomersRights.Read, Many, Actor.System.Id, TimeProvider.System.GetUtcNow()));
        await app.Use(db => db.Database.ExecuteSqlAsync($"INSERT INTO customers_list_entry (customer_id, list_id) SELECT id, {list.Id.Value} FROM customers_customer WHERE owner_id = {owner.Value}"));
        var stopped = (await app.Run(new SendWave { SurveyId = survey, ListId = list.Id })).Value;
        (await app.Run(new CancelJob { JobId = stopped.JobId })).Ok.ShouldBeTrue();
        (await Finished(stopped.JobId)).State.ShouldBe(JobState.Cancelled);

        var wave = await Wave(new() { SurveyId = survey, ListId = list.Id });

        var before = await app.Use(db => db.Set<Invitation>().CountAsync(i => i.WaveId == stopped.Id));
        wave.ShouldSatisfyAllConditions(w => w.State.ShouldBe(JobState.Done), w => (w.Invited + before).ShouldBe(Many), w => w.AskedLately.ShouldBe(before));
        (await app.Use(db => db.Set<Invitation>().Where(i => i.SurveyId == survey).Select(i => i.CustomerId).Distinct().CountAsync())).ShouldBe(Many);
        (await app.Use(db => db.Set<Ticket>().CountAsync(t => t.SurveyId == survey))).ShouldBe(Many);
        // Closed in the meantime, nobody is invited to it, whoever might be.
        await app.Use(db => db.Set<Invitation>().Where(i => i.SurveyId == survey).ExecuteUpdateAsync(i => i.SetProperty(one => one.InvitedAt, TimeProvider.System.GetUtcNow().AddDays(-400))));
        var late = (await app.Run(new SendWave { SurveyId = survey, ListId = list.Id })).Value;
        (await app.Run(new SendWave { SurveyId = survey, ListId = list.Id })).Refusal.ShouldBe("surveys.wave.under_way");
        _ = (await app.Run(new CloseSurvey { SurveyId = survey })).Value;
        (await app.Run(new SendWave { SurveyId = survey, ListId = list.Id })).Refusal.ShouldBe("surveys.survey.not_open");
        (await Finished(late.JobId)).ShouldSatisfyAllConditions(j => j.State.ShouldBe(JobState.Refused), j => j.Problem.ShouldBe("surveys.survey.not_open"));
        (await app.Use(db => db.Set<Invitation>().CountAsync(i => i.WaveId == late.Id))).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_buys_is_invited_by_chance_once()
    {
        var survey = await Opened(s => s with { Occasions = [SurveyOccasion.Order] });
        try
        {
            var customer = await app.Given(SalesGiven.Customer());
            var order = await app.Given(SalesGiven.Sale(customer.Id, ("茶", 1, 9m)));
            await app.DeliverOutbox();
            (await app.Use(db => db.Set<Invitation>().CountAsync(i => i.CustomerId == customer.Id))).ShouldBe(1);
            await app.Given(SalesGiven.Sale(customer.Id, ("茶", 1, 9m)));
            await app.DeliverOutbox();
            (await app.Use(db => db.Set<Invitation>().SingleAsync(i => i.CustomerId == customer.Id))).ShouldSatisfyAllConditions(i => i.About.ShouldBe(SurveyOccasion.Order), i => i.AboutId.ShouldBe(order.Id.Value));
        }
        finally
        {
            _ = (await app.Run(new CloseSurvey { SurveyId = survey })).Value;
        }
        var drawn = Enumerable.Range(0, 4_000).Count(_ => Inviting.Draws(Id<Order>.New().Value, 25));
        drawn.ShouldBeInRange(850, 1_150, "a quarter of them");
    }

    [Fact]
    public async Task Guessed_closed_expired_and_made_up_links_get_one_and_the_same_answer()
    {
        var survey = await Opened(s => s with { OpenToAll = true });
        var customer = await app.Given(SalesGiven.Customer());
        var secret = (await app.Run(new InviteCustomer { SurveyId = survey, CustomerId = customer.Id })).Value.Split('/')[^1];
        var seen = (await app.Run(new SurveyByLink { SurveyId = survey }, Actor.Nobody)).Value;
        (await app.Run(new AnswerSurvey { SurveyId = survey, EditionId = seen.EditionId, Answers = new Dictionary<string, string?> { ["q1"] = "5" }, Website = "http://spam" }, Actor.Nobody)).Refusal.ShouldBe("surveys.answer.looks_like_a_program");
        (await app.Run(new AnswerSurvey { SurveyId = survey, EditionId = seen.EditionId, Answers = new Dictionary<string, string?> { ["q1"] = "5" } }, Actor.Nobody)).Ok.ShouldBeTrue();
        (await app.Use(db => db.Set<AnonymousAnswer>().CountAsync(a => a.SurveyId == survey))).ShouldBe(1);
        (await app.Run(new SurveyByLink { Secret = secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A') }, Actor.Nobody)).Refusal.ShouldBe("surveys.link.not_found");
        await app.Use(db => db.Set<Ticket>().Where(t => t.Secret == secret).ExecuteUpdateAsync(s => s.SetProperty(t => t.ExpiresAt, TimeProvider.System.GetUtcNow().AddSeconds(-1))));
        (await app.Run(new SurveyByLink { Secret = secret }, Actor.Nobody)).Refusal.ShouldBe("surveys.link.not_found");
        _ = (await app.Run(new CloseSurvey { SurveyId = survey })).Value;
        (await app.Run(new SurveyByLink { SurveyId = survey }, Actor.Nobody)).Refusal.ShouldBe("surveys.link.not_found");
        // A survey that is not open to all is not found by its number either.
        (await app.Run(new SurveyByLink { SurveyId = await Opened() }, Actor.Nobody)).Refusal.ShouldBe("surveys.link.not_found");
    }

    [Fact]
    public async Task A_draft_needs_a_title_and_a_right_before_customers_see_it()
    {
        (await app.Run(new DraftSurvey { Name = "X" }, GuanxiApp.Someone(Scope.All, "surveys.read"))).Refusal.ShouldBe("kernel.right.missing");
        var survey = (await app.Run(new DraftSurvey { Name = "X" })).Value;
        (await app.Run(new InviteCustomer { SurveyId = survey, CustomerId = (await app.Given(SalesGiven.Customer())).Id })).Refusal.ShouldBe("surveys.survey.not_open");
        var shown = (await app.Run(new SurveyResults { SurveyId = survey })).Value;
        _ = (await app.Run(Edited(shown) with { ChineseTitle = "", EnglishTitle = " " })).Value;
        (await app.Run(new OpenSurvey { SurveyId = survey })).Refusal.ShouldBe("surveys.survey.title_missing");
    }

    private Task<Job> Finished(Id<Job> job) => app.Services.GetRequiredService<JobRunner>().Run(job, TestContext.Current.CancellationToken);

    private async Task<WaveRow> Wave(SendWave wave, Actor? by = null)
    {
        var sent = (await app.Run(wave, by)).Value;
        _ = await Finished(sent.JobId);
        return (await app.Run(new WaveList { SurveyId = wave.SurveyId })).Value.Single(w => w.Id == sent.Id);
    }

    private async Task<Id<Survey>> Opened(Func<EditSurvey, EditSurvey>? set = null)
    {
        var survey = (await app.Run(new DraftSurvey { Name = "After a purchase", Pattern = SurveyPattern.Purchase })).Value;
        var edited = Edited((await app.Run(new SurveyResults { SurveyId = survey })).Value) with { Occasions = [] };
        (await app.Run(set?.Invoke(edited) ?? edited)).Value.ShouldBe(1);
        _ = (await app.Run(new OpenSurvey { SurveyId = survey })).Value;
        return survey;
    }

    private static EditSurvey Edited(SurveyShown shown) => new()
    {
        SurveyId = shown.Survey.Id, Name = shown.Survey.Name, ChineseTitle = shown.Survey.ChineseTitle, EnglishTitle = shown.Survey.EnglishTitle, Anonymous = shown.Survey.Anonymous, OpenToAll = shown.Survey.OpenToAll, Occasions = [.. shown.Survey.Occasions],
        SamplePercent = shown.Survey.SamplePercent, DelayDays = shown.Survey.DelayDays, BadAnswer = shown.Survey.BadAnswer, ValidDays = shown.Survey.ValidDays, Questions = [.. shown.Questions],
    };

    private Task AskAndAnswer(Id<Survey> survey, Customer customer, params (string Key, string Value)[] answers) => AskAndAnswer(survey, customer.Id, answers);

    private async Task AskAndAnswer(Id<Survey> survey, Id<Customer> customer, params (string Key, string Value)[] answers)
    {
        var secret = (await app.Run(new InviteCustomer { SurveyId = survey, CustomerId = customer })).Value.Split('/')[^1];
        (await Answer(secret, (await app.Run(new SurveyByLink { Secret = secret }, Actor.Nobody)).Value, answers)).Ok.ShouldBeTrue();
    }

    private Task<Outcome<bool>> Answer(string secret, SurveySeen seen, params (string Key, string Value)[] answers) =>
        app.Run(new AnswerSurvey { Secret = secret, EditionId = seen.EditionId, Language = "zh-CN", Answers = answers.ToDictionary(a => a.Key, a => (string?)a.Value) }, Actor.Nobody);
}
