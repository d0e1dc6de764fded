using Guanxi.Contact;
using Guanxi.Contact.Consent;
using Guanxi.Contact.Privacy;
using Guanxi.Customers;
using Guanxi.Jobs;
using Guanxi.Surveys;
using Guanxi.Surveys.Editing;
using Guanxi.Surveys.Waves;
using Guanxi.Surveys.Waves.Sending;
using Guanxi.Tests.Sales;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Contact.Consent;

[Trait("Row", "ENG-4")]
public sealed class ConsentTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_yes_needs_its_proof_a_no_holds_at_once_and_both_stay_on_record()
    {
        var customer = (await app.Given(SalesGiven.Customer())).Id;
        (await May(customer, ConsentPurpose.Offers)).ShouldBeFalse("advertising needs a yes");
        (await May(customer, ConsentPurpose.Surveys)).ShouldBeTrue();

        (await app.Run(new RecordConsent { CustomerId = customer, Purpose = ConsentPurpose.Offers, Channel = ConsentChannel.Sms, Given = true })).Fields["Evidence"].ShouldNotBeEmpty();
        (await app.Run(new RecordConsent { CustomerId = customer, Purpose = ConsentPurpose.Offers, Channel = ConsentChannel.Sms, Given = true, Evidence = "签名卡 2026-03-01" })).Value.ShouldBe(1);
        (await app.Run(new RecordConsent { CustomerId = customer, Purpose = ConsentPurpose.Offers, Channel = ConsentChannel.Sms, Given = true, Evidence = "again" })).Refusal.ShouldBe("contact.consent.holds_already");
        (await May(customer, ConsentPurpose.Offers, ConsentChannel.Sms)).ShouldBeTrue();
        (await May(customer, ConsentPurpose.Offers, ConsentChannel.Phone)).ShouldBeFalse();

        (await app.Run(new RecordConsent { CustomerId = customer, Given = false })).Value.ShouldBe(3);
        var view = (await app.Run(new CustomerConsent { CustomerId = customer })).Value;
        view.DoNotContact.ShouldBeTrue();
        (await May(customer, ConsentPurpose.Offers)).ShouldBeFalse();
        (await May(customer, ConsentPurpose.Profiling)).ShouldBeTrue("that is another matter");
        view.Said.Select(s => (s.Purpose, s.Channel, s.Given)).ShouldBe([(ConsentPurpose.Offers, null, false), (ConsentPurpose.Greetings, null, false), (ConsentPurpose.Surveys, null, false), (ConsentPurpose.Offers, ConsentChannel.Sms, true)], ignoreOrder: true);
        view.Said.Single(s => s.Given).Evidence.ShouldBe("签名卡 2026-03-01");
        (await app.Run(new CustomerTimeline { CustomerId = customer, Kinds = "contact.consent" })).Value.Entries.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Who_may_not_see_the_customer_neither_sees_nor_notes_anything()
    {
        var customer = (await app.Given(SalesGiven.Customer(Id<Person>.New()))).Id;
        var other = GuanxiApp.Someone(Scope.Own, "customers.read", "contact.read", "contact.edit", "contact.privacy");

        (await app.Run(new CustomerConsent { CustomerId = customer }, other)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new RecordConsent { CustomerId = customer, Given = false }, other)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new RecordPrivacyRequest { CustomerId = customer, Wish = PrivacyWish.Erase, Words = "x" }, other)).Refusal.ShouldBe("customers.customer.not_found");
        var asked = (await app.Run(new RecordPrivacyRequest { CustomerId = customer, Wish = PrivacyWish.Erase, Words = "forget me" })).Value;
        (await app.Run(new PrivacyRequestList(), other)).Value.ShouldNotContain(r => r.Id == asked);
        (await app.Run(new AnswerPrivacyRequest { RequestId = asked, Done = true, Answer = "done" }, other)).Refusal.ShouldBe("contact.privacy.not_found");
    }

    [Fact]
    public async Task Who_does_not_want_surveys_is_not_asked_alone_nor_in_a_wave()
    {
        var survey = (await app.Run(new DraftSurvey { Pattern = SurveyPattern.Purchase, Name = "Consent" })).Value;
        (await app.Run(new OpenSurvey { SurveyId = survey })).Refusal.ShouldBeNull();
        Id<Customer> willing = (await app.Run(new RegisterCustomer { Name = "意愿客户甲" })).Value, unwilling = (await app.Run(new RegisterCustomer { Name = "意愿客户乙" })).Value;
        (await app.Run(new RecordConsent { CustomerId = unwilling, Purpose = ConsentPurpose.Surveys, Given = false })).Refusal.ShouldBeNull();
        var list = (await app.Run(new KeepList { Source = "/customers?q=意愿客户", Name = "Both" })).Value;

        (await app.Run(new InviteCustomer { SurveyId = survey, CustomerId = unwilling })).Fields["CustomerId"].ShouldNotBeEmpty();
        var wave = (await app.Run(new SendWave { SurveyId = survey, ListId = list })).Value;
        (await app.Services.GetRequiredService<JobRunner>().Run(wave.JobId, TestContext.Current.CancellationToken)).State.ShouldBe(JobState.Done);
        (await app.Run(new WaveList { SurveyId = survey })).Value.ShouldHaveSingleItem().ShouldSatisfyAllConditions(w => w.Invited.ShouldBe(1), w => w.Declined.ShouldBe(1));

        (await app.Use(db => db.Set<Invitation>().Where(i => i.SurveyId == survey).Select(i => i.CustomerId).ToListAsync())).ShouldBe([willing]);
    }

    [Fact]
    public async Task Of_many_customers_exactly_those_are_left_out_who_said_no_or_never_said_yes()
    {
        List<Id<Customer>> all = [];
        for (var i = 0; i < 4; i++) all.Add((await app.Given(SalesGiven.Customer())).Id);
        await app.Run(new RecordConsent { CustomerId = all[0], Purpose = ConsentPurpose.Offers, Channel = ConsentChannel.Email, Given = true, Evidence = "form" });
        await app.Run(new RecordConsent { CustomerId = all[1], Purpose = ConsentPurpose.Offers, Given = false });
        await app.Run(new RecordConsent { CustomerId = all[2], Purpose = ConsentPurpose.Greetings, Given = false });

        (await app.Use(db => db.NotToContact(all, ConsentPurpose.Offers, default))).ShouldBe([all[1], all[2], all[3]], ignoreOrder: true);
        (await app.Use(db => db.NotToContact(all, ConsentPurpose.Greetings, default))).ShouldBe([all[2]]);
    }

    [Fact]
    public async Task Done_as_asked_who_wants_to_be_left_alone_is_left_alone_and_an_answer_is_given_once()
    {
        var customer = (await app.Given(SalesGiven.Customer())).Id;
        var asked = (await app.Run(new RecordPrivacyRequest { CustomerId = customer, Wish = PrivacyWish.Restrict, Words = "请不要再联系我" })).Value;
        (await app.Run(new AnswerPrivacyRequest { RequestId = asked, Done = true })).Fields["Answer"].ShouldNotBeEmpty();

        (await app.Run(new AnswerPrivacyRequest { RequestId = asked, Done = true, Answer = "已停止" })).Refusal.ShouldBeNull();

        var view = (await app.Run(new CustomerConsent { CustomerId = customer })).Value;
        view.Permissions.ShouldAllBe(p => p.Said == false);
        view.Said.ShouldAllBe(s => s.Evidence == "请不要再联系我");
        (await app.Run(new AnswerPrivacyRequest { RequestId = asked, Done = false, Answer = "again" })).Refusal.ShouldBe("contact.privacy.answered_already");
        (await app.Run(new PrivacyRequestsOf { CustomerId = customer })).Value.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.State.ShouldBe(PrivacyState.Done), r => r.Answer.ShouldBe("已停止"));
    }

    private Task<bool> May(Id<Customer> customer, ConsentPurpose purpose, ConsentChannel? channel = null) => app.Use(db => db.MayContact(customer, purpose, channel, default));
}
