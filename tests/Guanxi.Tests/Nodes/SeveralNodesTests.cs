using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Guanxi.Data;
using Guanxi.Outside;
using Guanxi.Tests.Kernel;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Nodes;

/// <summary>Several nodes on one PostgreSQL database, as real processes: one leads, one dies, one hangs and comes back.</summary>
[Trait("Row", "INS-1")]
[Trait("Row", "PLT-10")]
public sealed class SeveralNodesTests(LedFirm firm) : IClassFixture<LedFirm>
{
    // What is asked of the warehouse for the page, and what stands in the database.
    private static readonly string[] Figures =
    [
        "/api/value/dashboard", "/api/value/standings?take=200", "/api/value/components", "/api/value/behaviour/cohorts", "/api/value/behaviour/intervals", "/api/value/behaviour/channels",
        "/api/value/behaviour/baskets", "/api/customers/{0}/value", "/api/customers/{0}/value/components", "/api/customers/{0}/value/transactions",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_whose_node_is_killed_is_done_whole_by_another_one()
    {
        OtherNode.Needed();
        await using var nodes = await TwoNodes.Start(firm);
        Task<Ran> command;
        Server dead, heir;
        await using (await nodes.HoldUpStandings())
        {
            command = nodes.RunInsight();
            await nodes.RunIsHeldUp();

            (dead, heir) = await nodes.Roles();
            await dead.Kill();
        }

        (await LedFirm.Number(nodes.Database, "SELECT COUNT(*) FROM value_standing")).ShouldBeOneOf(0, firm.Standings.Count);
        var ran = await command;

        ran.ExitCode.ShouldBe(0, ran.Error + ran.Output);
        ran.Error.ShouldContain("does this; waiting for it");
        JsonNode.Parse(ran.Output)!["asOf"]!.GetValue<string>().ShouldBe(LedFirm.Day);
        (await LedFirm.StandingsOf(nodes.Database)).ShouldBe(firm.Standings);
        (await LedFirm.Number(nodes.Database, "SELECT COUNT(*) FROM value_run")).ShouldBe(1);
        (await nodes.Roles()).Leads.ShouldBe(heir);
        using var visitor = await TwoNodes.SignedIn(heir);
        (await TwoNodes.Current(visitor)).ShouldSatisfyAllConditions(v => v.LeadsHere.ShouldBeTrue(), v => v.Leader.ShouldBe(v.Here), v => v.LeaderSince.ShouldNotBeNull());
    }

    [Fact]
    public async Task A_node_that_hung_and_comes_back_changes_nothing_of_what_another_did_meanwhile()
    {
        OtherNode.Needed();
        await using var nodes = await TwoNodes.Start(firm);
        using var visitor = await TwoNodes.SignedIn(nodes.Other);
        string job;
        Server hung;
        await using (await nodes.HoldUpStandings())
        {
            job = await TwoNodes.AskForRun(visitor);
            await nodes.RunIsHeldUp();

            (hung, _) = await nodes.Roles();
            await hung.Pause();
        }
        await nodes.Done(job);
        var (run, jobs) = (await LedFirm.Rows(nodes.Database, "SELECT CAST(id AS text) FROM value_run"), await LedFirm.Rows(nodes.Database, "SELECT CAST(to_jsonb(j) AS text) FROM kernel_job j ORDER BY id"));

        await hung.Resume();
        await hung.Line(l => l.Contains("is left to the node that has its lease now", StringComparison.Ordinal));

        (await LedFirm.StandingsOf(nodes.Database)).ShouldBe(firm.Standings);
        (await LedFirm.Rows(nodes.Database, "SELECT CAST(id AS text) FROM value_run")).ShouldBe(run);
        (await LedFirm.Rows(nodes.Database, "SELECT CAST(to_jsonb(j) AS text) FROM kernel_job j ORDER BY id")).ShouldBe(jobs);
        await Alike(nodes);
    }

    [Fact]
    public async Task All_nodes_tell_the_same_also_after_a_change_on_the_one_that_does_not_lead()
    {
        OtherNode.Needed();
        await using var nodes = await TwoNodes.Start(firm);
        using var visitor = await TwoNodes.SignedIn(nodes.Other);
        await nodes.Done(await TwoNodes.AskForRun(visitor));
        var before = await Alike(nodes);

        var idle = await TwoNodes.Current(visitor);
        idle.Feeds.Single(f => f.Feed == "order_line").Waiting.ShouldBe(0);
        var customer = await LedFirm.Number(nodes.Database, "SELECT MIN(customer_id) FROM value_standing");
        await Order(visitor, customer);
        var behind = await TwoNodes.Current(visitor);
        behind.Feeds.Single(f => f.Feed == "order_line").ShouldSatisfyAllConditions(f => f.Waiting.ShouldBe(1), f => f.Since.ShouldNotBeNull());
        behind.ShouldSatisfyAllConditions(v => v.Here.ShouldBe(TwoNodes.OtherName), v => v.Leader.ShouldNotBeNull(), v => v.LeadsHere.ShouldBe(v.Leader == v.Here));

        await nodes.Done(await TwoNodes.AskForRun(visitor));

        var after = await Alike(nodes);
        after["/api/value/components"].ShouldNotBe(before["/api/value/components"]);
        (await visitor.Read("/value/lineage")).ShouldContain(await nodes.LeadsNow());
    }

    private static async Task Order(Visitor visitor, long customer)
    {
        using var answer = await visitor.Http.PostAsJsonAsync($"/api/customers/{customer}/orders", new { orderedOn = LedFirm.Day, lines = new[] { new { description = "Tea", quantity = 1, price = 1234 } } }, StoredJson.Options, Ct);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>Asks every figure of both nodes.</summary>
    private static async Task<Dictionary<string, string>> Alike(TwoNodes nodes)
    {
        using var one = await TwoNodes.SignedIn(nodes.Leader);
        using var two = await TwoNodes.SignedIn(nodes.Other);
        await TwoNodes.Current(one);
        await TwoNodes.Current(two);
        var customer = await LedFirm.Number(nodes.Database, "SELECT MIN(customer_id) FROM value_standing");
        var told = new Dictionary<string, string>();
        foreach (var url in Figures)
        {
            var address = string.Format(System.Globalization.CultureInfo.InvariantCulture, url, customer);
            (told[url] = await one.Read(address)).ShouldBe(await two.Read(address), address);
        }
        return told;
    }
}
