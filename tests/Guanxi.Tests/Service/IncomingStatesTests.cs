using System.Net;
using Guanxi.Service.Complaints.Public;
using Guanxi.Service.Complaints.Public.Inbox;
using Guanxi.Staff;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Service;

/// <summary>What came in stays to be found, with who said what to it and when.</summary>
[Trait("Row", "SVC-2")]
public sealed class IncomingStatesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task What_was_answered_or_ended_is_found_by_its_state_with_who_and_when()
    {
        var (waits, answered, ended) = (await Send("多备些绿茶", true), await Send("早点开门", true), await Send("买我的药", false));
        using var owner = await Visitor.SignedIn(app);
        await Sent($"answer-{answered.Id}", "五月起早一小时");
        await Sent($"close-{ended.Id}", "广告");

        (await Found(IncomingView.New)).Select(r => r.Id).ShouldBe([waits.Id]);
        (await Found(IncomingView.Answered)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Id.ShouldBe(answered.Id), r => r.Answer.ShouldBe("五月起早一小时"), r => r.DecidedBy.ShouldNotBeNull().ShouldStartWith("owner"), r => r.DecidedAt!.Value.ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(10)));
        (await Found(IncomingView.Closed)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Id.ShouldBe(ended.Id), r => r.ClosedBecause.ShouldBe("广告"), r => r.Answer.ShouldBeNull(), r => r.DecidedBy.ShouldNotBeNull());
        (await Found(IncomingView.Closed, suggestions: true)).ShouldBeEmpty();
        (await owner.Read("/complaints/incoming?view=answered&kind=suggestions")).ShouldSatisfyAllConditions(p => p.ShouldContain("早点开门"), p => p.ShouldContain("五月起早一小时"), p => p.ShouldNotContain("多备些绿茶"), p => p.ShouldNotContain($"answer-{answered.Id}"));
        (await owner.Api<List<IncomingRow>>("/api/complaints/incoming?view=closed"))!.Select(r => r.Id).ShouldBe([ended.Id]);
        (await app.Run(new CloseIncoming { IncomingId = answered.Id, Because = "x" })).Refusal.ShouldBe("service.incoming.decided_already");

        async Task Sent(string form, string words)
        {
            using var answer = await owner.Submit("/complaints/incoming", form, new() { ["Words"] = words });
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, form);
        }
    }

    [Fact]
    public async Task Who_sent_what_was_ended_without_an_answer_reads_that_it_is_over_and_never_why()
    {
        var secret = (await app.Run(new SendComplaint { Words = "again", Phone = "1" }, Actor.Nobody)).Value;
        var incoming = (await app.Run(new IncomingList())).Value.Single(i => i.Words == "again");
        (await app.Run(new CloseIncoming { IncomingId = incoming.Id, Because = " " })).Ok.ShouldBeFalse();
        _ = (await app.Run(new CloseIncoming { IncomingId = incoming.Id, Because = "The same thing twice" })).Value;
        using var stranger = new Visitor(await app.Http());

        (await stranger.Read($"/complain/{secret}")).ShouldNotContain("The same thing twice");
        (await app.Run(new ComplaintByLink { Secret = secret }, Actor.Nobody)).Value.ShouldSatisfyAllConditions(s => s.Ended.ShouldBeTrue(), s => s.FirmsAnswer.ShouldBeNull());
    }

    private async Task<IncomingRow> Send(string words, bool suggestion)
    {
        _ = (await app.Run(new SendComplaint { Suggestion = suggestion, Words = words, Phone = "13800138000" }, Actor.Nobody)).Value;
        return (await app.Run(new IncomingList())).Value.Single(i => i.Words == words);
    }

    private async Task<IReadOnlyList<IncomingRow>> Found(IncomingView view, bool? suggestions = null) => [.. (await app.Run(new IncomingList { View = view, Suggestions = suggestions })).Value.Where(r => r.Words != "again")];
}
