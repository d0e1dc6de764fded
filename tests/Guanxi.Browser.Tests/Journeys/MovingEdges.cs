using System.Text.RegularExpressions;

namespace Guanxi.Browser.Tests.Journeys;

/// <summary>The edges of the grades are moved: one person asks what if and proposes, another approves, and the customers move.</summary>
public sealed class MovingEdges(Chromium chromium, DemoFirm demo)
{
    [Theory, MemberData(nameof(Look.BothCrossed), MemberType = typeof(Look))]
    public async Task What_if_becomes_a_proposal_is_approved_and_moves_the_customers(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Owner"), demo.Password);
        await visit.UntilThere("/value", visit.Heading("value.lists.title"));
        await visit.LookOver();
        await visit.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = visit.Words["value.what_if.title"], Exact = true }).ClickAsync();

        await visit.Field("value.settings.major_percent").FillAsync("5");
        await visit.Field("value.settings.ordinary_percent").FillAsync("60");
        await visit.Button("value.what_if.see").ClickAsync();
        await Expect(visit.Page.GetByText(visit.Words.Like("value.what_if.moved"))).ToBeVisibleAsync();
        await visit.LookOver();
        await visit.Field("value.proposal.name").FillAsync("More key customers");
        await visit.Field("value.field.reason").FillAsync("Two more managers start in May");
        await visit.Button("value.proposal.send").ClickAsync();
        await Expect(visit.Text("value.proposal.waits")).ToBeVisibleAsync();
        await visit.LookOver();
        await visit.SignOut();

        await visit.SignIn(demo.User("Manager"), demo.Password);
        await visit.Go("/value/what-if");
        await Expect(visit.Heading("value.proposal.all")).ToBeVisibleAsync();
        await visit.LookOver();
        await visit.Button("value.proposal.approve").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/value$"));

        // By the new edges nearly a twentieth is major as soon as the run is through: who is near the edge follows at the next one.
        await visit.UntilThere("/value/what-if", visit.Page.GetByText(new Regex(@"5\s?%")).First);
        await visit.UntilThere("/value", visit.Page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex($"^{Regex.Escape(visit.Words["value.grade.major"])}.*[45]\\.[0-9]%") }).First);
        await visit.LookOver();
        await visit.Go("/value/what-if");
        await Expect(visit.Page.GetByText(visit.Words["value.proposal.state_approved"], new() { Exact = true })).ToBeVisibleAsync();
        await visit.LookOver();
    }

    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task A_customer_is_given_a_grade_by_hand_and_the_lists_are_worked_through(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Owner"), demo.Password);
        await visit.UntilThere("/value/review", visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = visit.Words.Like("value.review.decide_on") }).First);
        await visit.LookOver();
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = visit.Words.Like("value.review.decide_on") }).First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByLabel(new Regex(Regex.Escape(visit.Words["value.field.reason"]))).FillAsync("Fine as it is");
        await visit.LookOver();
        await visit.Button("value.review.save").ClickAsync();
        await Expect(visit.Page.GetByText(visit.Words.Like("value.review.done"))).ToBeVisibleAsync();
        await visit.Go("/value/review?why=decided");
        await visit.LookOver();
        await visit.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Row).Nth(1).GetByRole(AriaRole.Link).First.ClickAsync();

        await visit.Button("value.override.set").ClickAsync();
        await visit.Page.Locator("#hand-grade").SelectOptionAsync("minor");
        await visit.Page.Locator("#hand-reason").FillAsync("Opens ten shops");
        await visit.LookOver();
        await visit.Button("value.override.save").ClickAsync();
        await Expect(visit.Page.GetByText(visit.Words["value.override.badge"], new() { Exact = true })).ToBeVisibleAsync();
        await visit.LookOver();
        foreach (var page in new[] { "/value/customers?list=rising", "/value/levels", "/value/appeals", "/settings/playbook", "/settings/value" })
        {
            await visit.Go(page);
            await visit.LookOver();
        }
    }
}
