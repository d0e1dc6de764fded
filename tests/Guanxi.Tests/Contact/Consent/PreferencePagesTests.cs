using System.Net;
using System.Text.RegularExpressions;
using Guanxi.Contact;
using Guanxi.Contact.Consent;
using Guanxi.Contact.Consent.Public;
using Guanxi.Contact.Privacy;
using Guanxi.Customers;
using Guanxi.Http;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Contact.Consent;

/// <summary>What somebody does without signing in, as a browser sends it.</summary>
[Trait("Row", "ENG-4")]
public sealed partial class PreferencePagesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_chooses_by_link_sees_what_is_kept_half_hidden_and_asks()
    {
        var customer = (await app.Run(new RegisterCustomer { Kind = CustomerKind.Individual, Name = "林知许", Phone = "+8613957318642", Country = "CN" })).Value;
        var link = (await app.Run(new MakePreferenceLink { CustomerId = customer })).Value;
        using var stranger = new Visitor(await app.Http());

        var page = await stranger.Read(link);
        page.ShouldSatisfyAllConditions(p => p.ShouldContain("林知许"), p => p.ShouldNotContain("3957318642"), p => p.ShouldContain("8642"));
        (await stranger.Submit(link, "preferences", [], ("Allowed", "Offers.WeChat"), ("Allowed", "Greetings.Sms"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var view = (await app.Run(new CustomerConsent { CustomerId = customer })).Value;
        view.Permissions.Where(p => p.Allowed).Select(p => (p.Purpose, p.Channel)).ShouldBe([(ConsentPurpose.Offers, ConsentChannel.WeChat), (ConsentPurpose.Greetings, ConsentChannel.Sms)], ignoreOrder: true);
        view.Said.ShouldAllBe(s => s.Source == ConsentSource.Link && s.NotedBy == null);
        // The same again says nothing new.
        using (await stranger.Submit(link, "preferences", [], ("Allowed", "Offers.WeChat"), ("Allowed", "Greetings.Sms"))) { }
        (await app.Run(new CustomerConsent { CustomerId = customer })).Value.Said.Count.ShouldBe(view.Said.Count);

        using (await stranger.Submit(link, "preferences", new() { ["StopAll"] = "true" }, ("Allowed", "Offers.WeChat"))) { }
        (await app.Run(new CustomerConsent { CustomerId = customer })).Value.ShouldSatisfyAllConditions(v => v.DoNotContact.ShouldBeTrue(), v => v.Permissions.ShouldAllBe(p => !p.Allowed));

        using (await stranger.Submit(link, "ask", new() { ["Form.Wish"] = "Copy", ["Form.Words"] = "请给我一份副本" })) { }
        var asked = (await app.Run(new PrivacyRequestList())).Value.Single(r => r.CustomerId == customer);
        (await app.Run(new AnswerPrivacyRequest { RequestId = asked.Id, Done = true, Answer = "副本已寄出" })).Refusal.ShouldBeNull();
        (await stranger.Read(link)).ShouldContain("副本已寄出");
    }

    [Fact]
    public async Task What_a_stranger_asks_is_nobodys_until_somebody_made_sure_and_its_link_shows_nothing_of_the_customer()
    {
        var customer = (await app.Run(new RegisterCustomer { Kind = CustomerKind.Individual, Name = "沈若薇", Phone = "+8613766214935", Country = "CN" })).Value;
        using var stranger = new Visitor(await app.Http());
        using (var unreachable = await stranger.Submit("/preferences", "ask", Entries(phone: ""))) unreachable.StatusCode.ShouldBe(HttpStatusCode.OK, "it says what is missing");
        using var sent = await stranger.Submit("/preferences", "ask", Entries(phone: "13766214935"));
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var link = sent.Headers.Location!.ToString().Split('?')[0];

        var asked = (await app.Run(new PrivacyRequestList())).Value.Single(r => r.Words == "有人冒用我的号码");
        asked.CustomerId.ShouldBeNull("the same phone number proves nothing");
        (await app.Run(new AnswerPrivacyRequest { RequestId = asked.Id, Done = true, Answer = "x" })).Refusal.ShouldBe("contact.privacy.whose");
        (await app.Run(new AssignPrivacyRequest { RequestId = asked.Id, CustomerId = customer })).Refusal.ShouldBeNull();
        (await app.Run(new AnswerPrivacyRequest { RequestId = asked.Id, Done = true, Answer = "资料已删除，发票依法保留" })).Refusal.ShouldBeNull();

        var page = await stranger.Read(link);
        page.ShouldContain("资料已删除，发票依法保留");
        page.ShouldNotContain("沈若薇");
        // A link that follows a request changes no preferences.
        (await app.Run(new ChangePreferences { Secret = link.Split('/')[^1], StopAll = true }, Actor.Nobody)).Refusal.ShouldBe("contact.link.not_found");
        (await app.Run(new CustomerConsent { CustomerId = customer })).Value.Said.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_guessed_or_cut_link_and_one_that_ran_out_get_one_and_the_same_answer_and_change_nothing()
    {
        var customer = (await app.Given(SalesGiven.Customer())).Id;
        var secret = (await app.Run(new MakePreferenceLink { CustomerId = customer })).Value.Split('/')[^1];
        var old = (await app.Run(new MakePreferenceLink { CustomerId = customer })).Value.Split('/')[^1];
        var hash = SecretToken.HashOf(old);
        await app.Use(db => db.Set<PreferenceLink>().Where(l => l.Hash == hash).ExecuteUpdateAsync(l => l.SetProperty(x => x.ExpiresAt, x => x.CreatedAt), Ct));
        using var stranger = new Visitor(await app.Http());
        HashSet<string> answers = [];
        foreach (var guess in new[] { secret[..^1], secret + "A", old, SecretToken.New(), "1", "%27%20OR%201=1" })
        {
            using var answer = await stranger.Http.GetAsync($"/preferences/{guess}", Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, guess);
            answers.Add(MainPart().Match(await answer.Content.ReadAsStringAsync(Ct)).Value);
            (await app.Run(new ChangePreferences { Secret = guess, StopAll = true }, Actor.Nobody)).Refusal.ShouldBe("contact.link.not_found");
            (await app.Run(new AskAboutData { Secret = guess, Wish = PrivacyWish.Erase }, Actor.Nobody)).Refusal.ShouldBe("contact.link.not_found");
        }
        answers.ShouldHaveSingleItem();
        (await app.Use(db => db.Set<PreferenceLink>().AnyAsync(l => l.Hash == secret))).ShouldBeFalse("only its hash is kept");
        (await app.Run(new CustomerConsent { CustomerId = customer })).Value.Said.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_program_and_whoever_asks_without_end_are_turned_away_and_scripts_stay_words()
    {
        (await app.Run(new AskAboutData { Phone = "1", Website = "http://x" }, Actor.Nobody)).Refusal.ShouldBe("contact.privacy.looks_like_a_program");
        (await app.Run(new AskAboutData { Phone = "1", Words = new('x', 2001) }, Actor.Nobody)).Fields["Words"].ShouldNotBeEmpty();
        var customer = (await app.Given(SalesGiven.Customer())).Id;
        var link = (await app.Run(new MakePreferenceLink { CustomerId = customer })).Value;
        for (var i = 0; i < 5; i++) (await app.Run(new AskAboutData { Secret = link.Split('/')[^1], Words = "<script>alert(1)</script>" }, Actor.Nobody)).Refusal.ShouldBeNull();
        (await app.Run(new AskAboutData { Secret = link.Split('/')[^1] }, Actor.Nobody)).Refusal.ShouldBe("contact.privacy.asked_enough");

        using var stranger = new Visitor(await app.Http());
        (await stranger.Read(link)).ShouldNotContain("<script>alert(1)");
        using var owner = await Visitor.SignedIn(app);
        (await owner.Read("/privacy")).ShouldSatisfyAllConditions(p => p.ShouldContain("&lt;script&gt;"), p => p.ShouldNotContain("<script>alert(1)"));
        using var answer = await stranger.Http.GetAsync(link, Ct);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    private static Dictionary<string, string> Entries(string phone) => new() { ["Form.Wish"] = "Erase", ["Form.Words"] = "有人冒用我的号码", ["Form.Name"] = "沈若薇", ["Form.Phone"] = phone, ["Form.Email"] = "", ["Form.Website"] = "" };

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex MainPart();
}
