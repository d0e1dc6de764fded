using System.Net;
using System.Text.RegularExpressions;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Public;
using Guanxi.Service.Complaints.Public.Inbox;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Service.Complaints.View;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Service;

[Trait("Row", "SVC-2")]
public sealed partial class RevokedLinkTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_revoked_link_answers_exactly_like_one_that_never_was_to_reading_and_to_acting()
    {
        var (customer, complaint) = await Given();
        var path = (await app.Run(new MakeComplaintLink { CustomerId = customer.Id, ComplaintId = complaint })).Value;
        using var stranger = new Visitor(await app.Http());
        (await stranger.Read(path)).ShouldContain("杯子是破的");

        (await app.Run(new RevokeComplaintLinks { CustomerId = customer.Id, ComplaintId = complaint, Because = "发错了号码" })).Value.ShouldBe(new(1, null));

        (await Answer(path)).ShouldBe(await Answer($"/complain/{SecretToken.New()}"));
        (await Refusal(path["/complain/".Length..])).ShouldBe(await Refusal(SecretToken.New()));

        async Task<(HttpStatusCode, string)> Answer(string url)
        {
            using var answer = await stranger.Http.GetAsync(url, TestContext.Current.CancellationToken);
            return (answer.StatusCode, MainPart().Match(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Value);
        }

        async Task<string?> Refusal(string secret) => (await app.Run(new ActByLink { Secret = secret, Act = LinkAct.Add, Words = "x" }, Actor.Nobody)).Refusal;
    }

    [Fact]
    public async Task Renewed_only_the_new_link_opens_and_the_log_says_why_and_the_audit_that()
    {
        var (customer, complaint) = await Given();
        var old = new[] { await Link(), await Link() };

        var renewed = (await app.Run(new RevokeComplaintLinks { CustomerId = customer.Id, ComplaintId = complaint, Because = "客户换了手机", Renew = true })).Value;

        renewed.Count.ShouldBe(2);
        foreach (var link in old) (await Seen(link)).Refusal.ShouldBe("service.link.not_found");
        (await Seen(renewed.Link!)).Value.Words.ShouldBe("杯子是破的");
        var line = (await app.Run(new ComplaintCard { CustomerId = customer.Id, ComplaintId = complaint })).Value.Log[^1];
        (line.Act, line.Words).ShouldBe((ComplaintAct.LinksRevoked, "客户换了手机"));
        var audit = await app.Use(db => db.Set<AuditEntry>().AsNoTracking().Where(a => a.UseCase == nameof(RevokeComplaintLinks)).ToListAsync());
        audit.ShouldNotBeEmpty();
        audit.ShouldAllBe(a => a.Detail == null || !a.Detail.Contains("换了手机"));

        async Task<string> Link() => (await app.Run(new MakeComplaintLink { CustomerId = customer.Id, ComplaintId = complaint })).Value;
    }

    [Fact]
    public async Task The_link_that_came_with_the_public_form_is_revoked_like_any_other()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var secret = (await app.Run(new SendComplaint { Words = "by the form", Phone = "1" }, Actor.Nobody)).Value;
        var incoming = (await app.Run(new IncomingList())).Value.Single(i => i.Words == "by the form");
        var complaint = (await app.Run(new TakeIncoming { IncomingId = incoming.Id, CustomerId = customer.Id })).Value;

        (await app.Run(new RevokeComplaintLinks { CustomerId = customer.Id, ComplaintId = complaint, Because = "x" })).Value.Count.ShouldBe(1);

        (await Seen($"/complain/{secret}")).Refusal.ShouldBe("service.link.not_found");
    }

    [Fact]
    public async Task It_needs_a_reason_an_open_link_and_a_customer_whom_one_may_see()
    {
        var (customer, complaint) = await Given();
        var act = new RevokeComplaintLinks { CustomerId = customer.Id, ComplaintId = complaint, Because = "x" };
        (await app.Run(act)).Refusal.ShouldBe("service.link.none_to_revoke");
        var path = (await app.Run(new MakeComplaintLink { CustomerId = customer.Id, ComplaintId = complaint })).Value;

        (await app.Run(act with { Because = null })).Fields.ShouldContainKey("Because");
        (await app.Run(act with { Because = "  " })).Fields.ShouldContainKey("Because");
        (await app.Run(act, SalesGiven.Seller())).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(act, GuanxiApp.Someone(Scope.All, "customers.read", "service.read"))).Refusal.ShouldBe("kernel.right.missing");

        (await Seen(path)).Ok.ShouldBeTrue("nothing of it was done");
    }

    [Fact]
    public async Task By_the_page_they_are_taken_back_and_the_new_one_is_shown_once()
    {
        var (customer, complaint) = await Given();
        var old = (await app.Run(new MakeComplaintLink { CustomerId = customer.Id, ComplaintId = complaint })).Value;
        using var owner = await Visitor.SignedIn(app);
        var url = $"/customers/{customer.Id}/complaints/{complaint}";

        using var answer = await owner.Submit(url, "revoke", new() { ["Revoke.Because"] = "发错了号码", ["Revoke.Renew"] = "true" });

        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var made = Secret().Match(page).Value;
        (await Seen(made)).Ok.ShouldBeTrue();
        (await Seen(old)).Refusal.ShouldBe("service.link.not_found");
        var again = await owner.Read(url);
        again.ShouldNotContain(made);
        again.ShouldContain("发错了号码");
    }

    private async Task<(Customer Customer, Id<Complaint> Complaint)> Given()
    {
        var customer = await app.Given(SalesGiven.Customer());
        return (customer, (await app.Run(new RecordComplaint { CustomerId = customer.Id, Summary = "杯子是破的" })).Value);
    }

    private Task<Outcome<ComplaintSeen>> Seen(string path) => app.Run(new ComplaintByLink { Secret = path["/complain/".Length..] }, Actor.Nobody);

    [GeneratedRegex("/complain/[A-Za-z0-9_-]{40,}")]
    private static partial Regex Secret();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex MainPart();
}
