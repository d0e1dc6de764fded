using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Service;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Causes;
using Guanxi.Service.Complaints.Desk;
using Guanxi.Service.Complaints.Quality;
using Guanxi.Staff;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Service;

/// <summary>The desk is narrowed by the same words on its page, in its counts, in the API, and behind every figure of the quality of handling.</summary>
[Trait("Row", "SVC-5")]
public sealed partial class DeskFilterTests(DeskFilterTests.Firm firm) : IClassFixture<DeskFilterTests.Firm>
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task List_counts_and_api_are_narrowed_alike_and_each_filter_can_be_taken_off()
    {
        using var owner = await Visitor.SignedIn(firm.App);
        foreach (var (words, filter) in new (string, ComplaintQueue)[]
        {
            ("cause=product", new() { Cause = ComplaintCause.Product }), ("grade=major", new() { Grade = "major" }), ("grade=none", new() { Grade = "" }), ($"unit={firm.Shop}", new() { UnitId = firm.Shop }), ("unit=none", new() { WithoutUnit = true }),
            ($"handler={firm.Handler}", new() { HandlerId = firm.Handler }), ("handler=none", new() { WithoutHandler = true }), ("channel=web", new() { Channel = ServiceChannel.Web }), ($"code={firm.Code}", new() { CauseCodeId = firm.Code }), ("code=none", new() { WithoutCode = true }),
            ("late=true", new() { Late = true }), ($"since={Day(-20)}&until={Day(-5)}", new() { Since = Today.AddDays(-20), Until = Today.AddDays(-5) }), ("step=judge", new() { Step = ComplaintStep.Judge }), ("cause=price&late=true&grade=&unit=", new() { Cause = ComplaintCause.Price, Late = true }),
        })
        {
            var all = (await firm.App.Run(filter with { View = DeskView.All, Count = 200 })).Value;
            all.Rows.Count.ShouldBe(all.Total, words);
            all.Total.ShouldBeInRange(1, Firm.Complaints - 1, words + " tells some from others");
            Total(await owner.Read($"/complaints?view=all&{words}")).ShouldBe(all.Total, words);
            var open = (await firm.App.Run(filter)).Value.Total;
            (await firm.App.Run(new DeskCounts { Step = filter.Step, Cause = filter.Cause, CauseCodeId = filter.CauseCodeId, WithoutCode = filter.WithoutCode, UnitId = filter.UnitId, WithoutUnit = filter.WithoutUnit, Late = filter.Late, Grade = filter.Grade, Channel = filter.Channel, HandlerId = filter.HandlerId, WithoutHandler = filter.WithoutHandler, Since = filter.Since, Until = filter.Until })).Value.Open.ShouldBe(open, words);
            Total(await owner.Read($"/complaints?{words}")).ShouldBe(open, words);
        }

        using var found = JsonDocument.Parse(await owner.Read($"/api/complaints?view=all&cause=product&unitId={firm.Shop}&withoutHandler=true"));
        found.RootElement.GetProperty("total").GetInt32().ShouldBe((await firm.App.Run(new ComplaintQueue { View = DeskView.All, Cause = ComplaintCause.Product, UnitId = firm.Shop, WithoutHandler = true })).Value.Total);
        using var counted = JsonDocument.Parse(await owner.Read("/api/complaints/counts?cause=product"));
        counted.RootElement.GetProperty("open").GetInt32().ShouldBe((await firm.App.Run(new ComplaintQueue { Cause = ComplaintCause.Product })).Value.Total);

        // Each chip leads to the same address without its word.
        var page = await owner.Read("/complaints?view=all&cause=product&grade=major&late=true");
        var chips = Chips().Matches(page).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).ToList();
        chips.Count.ShouldBe(3);
        chips.ShouldContain(c => !c.Contains("grade=") && c.Contains("cause=product") && c.Contains("late=true"));
        page.ShouldContain("name=\"handler\"");
    }

    [Fact]
    public async Task Behind_each_figure_group_and_cause_are_as_many_complaints_as_it_counts()
    {
        using var owner = await Visitor.SignedIn(firm.App);
        var period = $"from={Day(-60)}&to={Day(0)}";
        var found = (await firm.App.Run(new ComplaintQuality { From = Today.AddDays(-60), To = Today })).Value;
        found.All.Complaints.ShouldBe(Firm.Complaints);
        var page = await owner.Read($"/complaints/quality?{period}");
        var figures = new Dictionary<string, int>
        {
            ["answered"] = found.All.Responded, ["answeredintime"] = found.All.InTime.Count, ["solved"] = found.All.Solved, ["solvedintime"] = found.All.SolvedInTime.Count, ["reopened"] = found.All.Reopened.Count, ["rated"] = found.All.Asked, ["silent"] = found.All.Silent.Count, ["compensated"] = found.All.Compensated,
        };
        foreach (var (trait, count) in figures)
        {
            count.ShouldBeGreaterThan(0, trait);
            Total(await owner.Read(Links(page).First(l => l.EndsWith($"trait={trait}", StringComparison.Ordinal)))).ShouldBe(count, trait);
        }

        // The tree of causes, down to the finer ones.
        found.Causes.Sum(c => c.Complaints).ShouldBe(Firm.Complaints);
        found.Causes.ShouldAllBe(c => c.Codes.Sum(f => f.Complaints) == c.Complaints);
        found.Causes.Single(c => c.Cause == ComplaintCause.Product).Codes.Select(c => (c.Name, c.Complaints)).ShouldContain(("Chipped", 4));
        foreach (var cause in found.Causes)
            foreach (var code in cause.Codes)
            {
                var link = Links(page).Single(l => l.Contains($"cause={cause.Cause.ToString().ToLowerInvariant()}&code={code.CauseCodeId?.ToString() ?? "none"}", StringComparison.Ordinal));
                Total(await owner.Read(link)).ShouldBe(code.Complaints, link);
            }

        foreach (var by in Enum.GetValues<QualityBy>())
        {
            var groups = (await firm.App.Run(new ComplaintQuality { From = Today.AddDays(-60), To = Today, By = by })).Value.Groups;
            groups.Count.ShouldBeGreaterThan(1, by.ToString());
            groups.Sum(g => g.Quality.Complaints).ShouldBe(Firm.Complaints);
            var table = await owner.Read($"/complaints/quality?{period}&by={by.ToString().ToLowerInvariant()}");
            var links = Rows().Matches(table).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).ToList();
            links.Count.ShouldBe(groups.Count, by.ToString());
            for (var i = 0; i < groups.Count; i++) Total(await owner.Read(links[i])).ShouldBe(groups[i].Quality.Complaints, links[i]);
            // Each figure of a group says of how many it is.
            foreach (var group in groups) table.ShouldContain($"n = {group.Quality.Responded}<", customMessage: group.Name);
        }
    }

    private static string Day(int days) => Today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Total(string page) => page.Contains("class=\"empty", StringComparison.Ordinal) && !Counted().IsMatch(page) ? 0 : int.Parse(Counted().Match(page).Groups[1].Value, CultureInfo.InvariantCulture);

    private static List<string> Links(string page) => [.. Desk().Matches(page).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value))];

    [GeneratedRegex("href=\"([^\"]*/complaints\\?[^\"]*)\"")]
    private static partial Regex Desk();

    [GeneratedRegex("<td class=\"c-title\"><a href=\"([^\"]*/complaints\\?[^\"]*)\"")]
    private static partial Regex Rows();

    [GeneratedRegex("<a class=\"tone\" href=\"([^\"]*)\"")]
    private static partial Regex Chips();

    [GeneratedRegex("共 ?(\\d+) ?")]
    private static partial Regex Counted();

    /// <summary>A firm with complaints of every sort.</summary>
    public sealed class Firm : IAsyncLifetime
    {
        public const int Complaints = 24;

        public GuanxiApp App { get; } = new();
        internal Id<Unit> Shop { get; private set; }
        internal Id<Person> Handler { get; private set; }
        internal Id<CauseCode> Code { get; private set; }

        public async ValueTask InitializeAsync()
        {
            await App.InitializeAsync();
            Shop = (await App.Run(new OpenUnit { Name = "静安店", Kind = UnitKind.Shop })).Value;
            Handler = (await App.Run(new Hire { Name = "Handler", UserName = $"h{Ids.Next()}", Role = "service", Password = Visitor.Password })).Value;
            Code = (await App.Run(new EditCause { Cause = ComplaintCause.Product, Name = "Chipped" })).Value;
            var customer = await App.Given(SalesGiven.Customer());
            for (var i = 0; i < Complaints; i++)
            {
                var at = new DateTimeOffset(Today.AddDays(-1 - i * 2).ToDateTime(new(4, 0)), TimeSpan.Zero);
                var (cause, by) = (i % 3 == 0 ? ComplaintCause.Product : i % 3 == 1 ? ComplaintCause.Price : ComplaintCause.Attitude, i % 2 == 0 ? (Id<Person>?)Handler : null);
                var complaint = ComplaintGiven.Open(customer.Id, at, cause, $"Words {i}", by);
                var details = new Guanxi.Service.Complaints.Steps.ComplaintDetails { UnitId = i % 4 == 0 ? null : Shop, Grade = i % 5 == 0 ? null : i % 5 == 1 ? "major" : "ordinary", Channel = i % 2 == 0 ? ServiceChannel.Web : ServiceChannel.Phone };
                await App.GivenAll<object>(Walk(complaint, details, at, i));
                if (cause == ComplaintCause.Product && i % 2 == 0) await App.Use(db => db.Database.ExecuteSqlAsync($"UPDATE service_complaint SET cause_code_id = {Code.Value} WHERE id = {complaint.Id.Value}"));
            }
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();

        // A third is only heard, or not; of the others some are late, some come back, some are never asked.
        private static List<object> Walk(Complaint complaint, Guanxi.Service.Complaints.Steps.ComplaintDetails details, DateTimeOffset at, int i)
        {
            var by = Id<Person>.New();
            List<object> log = [complaint, complaint.Start(details, by, ComplaintGiven.Clock(at))];
            if (i % 6 == 5) return log;
            var heard = at.AddHours(i % 4 == 0 ? 9 : 1);
            log.Add(complaint.Hear(null, by, ComplaintGiven.Clock(heard)));
            if (i % 6 == 4) return log;
            log.Add(complaint.Judge(new() { KeyPoints = "So it is", Cause = complaint.Cause, Verdict = Verdict.Stands }, by, ComplaintGiven.Clock(heard)));
            var solved = heard.AddHours(i % 5 == 0 ? 60 : 5);
            log.AddRange(Solve(complaint, by, solved, i % 2 == 0 ? 500 : 0));
            if (i % 6 == 3)
            {
                log.Add(complaint.FollowUp(new(true, 1, "No"), by, ComplaintGiven.Clock(solved.AddHours(1)), 3, 3));
                log.AddRange(Solve(complaint, by, solved.AddHours(2), 0));
            }
            log.Add(complaint.FollowUp(i % 6 == 2 ? new(false, null, null) : new(true, 4, "Well"), by, ComplaintGiven.Clock(solved.AddHours(3)), 3, 1));
            return log;
        }

        private static IEnumerable<object> Solve(Complaint complaint, Id<Person> by, DateTimeOffset at, long paid)
        {
            var proposal = Guanxi.Service.Complaints.Proposals.Proposal.Make(complaint, "Voucher", paid, null, null, by, at);
            yield return complaint.Propose(proposal, at);
            proposal.TakeAnswer(true, null, at);
            yield return complaint.Answer(proposal, by, at);
            proposal.CarryOut("Sent", by, at, DateOnly.FromDateTime(at.UtcDateTime));
            yield return complaint.CarryOut(proposal, by, ComplaintGiven.Clock(at), 3);
            yield return proposal;
        }
    }
}
