using System.Globalization;
using System.Text.RegularExpressions;

namespace Guanxi.Browser.Tests.Journeys;

/// <summary>A customer complains without signing in; the firm hears, judges, solves and follows up; what costs more needs a second person; what was not solved comes back.</summary>
public sealed partial class Complaining(Chromium chromium, DemoFirm demo)
{
    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task From_the_customers_words_over_a_failed_return_visit_to_a_good_end(Look look)
    {
        await using var server = await demo.Open();
        await using var customer = await chromium.Visit(server, look);
        await using var agent = await chromium.Visit(server, look);
        await using var owner = await chromium.Visit(server, look);

        await owner.SignIn(demo.User("Owner"), demo.Password);
        var before = await Measures.Read(owner);

        await customer.Go("/complain");
        await customer.LookOver();
        await customer.Field("service.public.words").FillAsync("杯子到货就是破的，电话没人接！");
        await customer.Button("service.public.send").ClickAsync();
        await customer.ExpectAlertLike("service.public.no_way_back");
        await Expect(customer.Field("service.public.words")).ToHaveValueAsync("杯子到货就是破的，电话没人接！");
        await customer.Field("service.public.phone").FillAsync("13800138000");
        await customer.Button("service.public.send").ClickAsync();
        await Expect(customer.Text("service.follow.sent")).ToBeVisibleAsync();
        await customer.LookOver();
        var link = new Uri(customer.Page.Url).AbsolutePath;

        await agent.SignIn(demo.User("Service"), demo.Password);
        await agent.Go("/customers");
        var code = Code().Match(await agent.Page.GetByRole(AriaRole.Main).InnerTextAsync()).Value;
        await agent.Go("/complaints");
        await agent.LookOver();
        await agent.Link("service.incoming.open").ClickAsync();
        await Expect(agent.Heading("service.incoming.title")).ToBeVisibleAsync();
        await agent.LookOver();
        await agent.Page.GetByLabel(agent.Words["service.incoming.number"]).FillAsync(code);
        await agent.Button("service.incoming.take").ClickAsync();
        await agent.Button("service.do.heard").ClickAsync();
        await agent.Field("service.field.key_points").FillAsync("到货破损，属实");
        await agent.LookOver();
        await agent.Button("service.do.judged").ClickAsync();

        // More than service may give.
        await Offer(agent, "全额退款", "3000");
        await Expect(agent.Text("service.proposal.waits_for_approval")).ToBeVisibleAsync();
        await agent.LookOver();
        var complaint = new Uri(agent.Page.Url).AbsolutePath;
        await owner.Go("/complaints?view=approval");
        await owner.LookOver();
        await owner.Go(complaint);
        await owner.Button("service.do.agree").ClickAsync();
        await Expect(owner.Button("service.do.accepted")).ToBeVisibleAsync();

        await customer.Go(link);
        await customer.LookOver();
        await customer.Button("service.follow.accept").ClickAsync();
        await CarryOut(agent, complaint, "流水号 4711");
        await Rate(customer, link, 1, "退了款，没人道歉");
        await agent.Go(complaint);
        await Offer(agent, "店长登门道歉", "");
        await customer.Go(link);
        await customer.Button("service.follow.accept").ClickAsync();
        await CarryOut(agent, complaint, "已登门");
        await Rate(customer, link, 5, null);
        await Expect(customer.Text("service.follow.ended")).ToBeVisibleAsync();
        await customer.LookOver();

        await agent.Go(complaint);
        await Expect(agent.Text("service.complaint_act.followed_up").First).ToBeVisibleAsync();
        await agent.LookOver();
        var after = await Measures.Read(owner);
        (after - before).ShouldBe(new(Complaints: 1, Responded: 1, Solved: 1, Reopened: 1, Asked: 1, CompensationMinor: 300_000));
        await owner.Go("/complaints/quality");
        await Expect(owner.Heading("service.quality.pareto")).ToBeVisibleAsync();
        await owner.LookOver();
    }

    /// <summary>What the quality of handling counts.</summary>
    private sealed record Measures(int Complaints, int Responded, int Solved, int Reopened, int Asked, long CompensationMinor)
    {
        public static Measures operator -(Measures after, Measures before) => new(after.Complaints - before.Complaints, after.Responded - before.Responded, after.Solved - before.Solved,
            after.Reopened - before.Reopened, after.Asked - before.Asked, after.CompensationMinor - before.CompensationMinor);

        public static async Task<Measures> Read(Visit visit)
        {
            var all = (await (await visit.Page.Context.APIRequest.GetAsync($"/api/complaints/quality?from={Day(-60)}&to={Day(2)}")).JsonAsync())!.Value.GetProperty("all");
            return new(Int("complaints"), Int("responded"), Int("solved"), all.GetProperty("reopened").GetProperty("count").GetInt32(), Int("asked"), all.GetProperty("compensationMinor").GetInt64());

            // Of the same days before and after, whatever hour it is.
            static string Day(int days) => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

            int Int(string name) => all.GetProperty(name).GetInt32();
        }
    }

    private static async Task Offer(Visit agent, string words, string money)
    {
        await agent.Page.GetByRole(AriaRole.Textbox, new() { Name = agent.Words["service.field.solution"] }).FillAsync(words);
        await agent.Field("service.field.money").FillAsync(money);
        await agent.Button("service.do.offer").ClickAsync();
        await Expect(agent.Button("service.do.offer")).ToHaveCountAsync(0);
    }

    private static async Task CarryOut(Visit agent, string complaint, string evidence)
    {
        await agent.Go(complaint);
        await agent.Field("service.field.evidence").FillAsync(evidence);
        // On the phone it can come to lie half below the menu at the bottom: whoever presses it scrolls first.
        await agent.Button("service.do.carried_out").EvaluateAsync("button => button.scrollIntoView({ block: 'center' })");
        await agent.Button("service.do.carried_out").ClickAsync();
        await Expect(agent.Button("service.do.visited")).ToBeVisibleAsync();
    }

    private static async Task Rate(Visit customer, string link, int level, string? words)
    {
        await customer.Go(link);
        await customer.Page.GetByLabel(customer.Words[$"service.satisfaction.{level}"], new() { Exact = true }).CheckAsync();
        if (words is not null) await customer.Field("service.follow.rate_words").FillAsync(words);
        await customer.Button("service.follow.rate_send").ClickAsync();
        await Expect(customer.Text("service.follow.noted")).ToBeVisibleAsync();
    }

    [GeneratedRegex(@"C\d{7}")]
    private static partial Regex Code();
}
