using System.Globalization;
using System.Net;
using Guanxi.Customers;
using Guanxi.Tests.Start;
using Guanxi.Value;
using Guanxi.Value.Loyalty;
using Guanxi.Value.States;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Value;

[Trait("Row", "LOY-2")]
public sealed class LoyaltyTests(LoyaltyFirm firm) : IClassFixture<LoyaltyFirm>
{
    [Theory]
    [InlineData("superior", "superior"), InlineData("latent", "latent"), InlineData("inertia", "inertia"), InlineData("monopoly", "monopoly"), InlineData("incentive", "incentive")]
    [InlineData("price", "price"), InlineData("elastic", "price"), InlineData("none", "none"), InlineData("unknown", "unknown")]
    public async Task Each_customer_is_given_the_type_that_its_doings_tell(string group, string type)
    {
        await firm.Ran();

        foreach (var customer in firm.Customers[group])
            (await Card(customer)).Loyalty.ShouldNotBeNull().Type.ShouldBe(type, $"{group}: {await Card(customer)}");
    }

    [Fact]
    [Trait("Row", "LOY-1")]
    public async Task Each_measure_is_told_with_the_figures_behind_it()
    {
        await firm.Ran();

        (await Of("superior")).ShouldSatisfyAllConditions(l => l.Choices.ShouldBe(4, "each call led to the next purchase"), l => l.ChoiceDays.ShouldBe((2 + 2 + 0 + 0) / 4.0, 45), l => l.OwnAccord.ShouldBe(4),
            l => l.Contacts.ShouldBe(6), l => l.Categories.ShouldBe(3), l => l.Offers.ShouldBe(0), l => l.Elasticity.ShouldBeNull("prices never moved"));
        (await Of("price")).ShouldSatisfyAllConditions(l => l.Offers.ShouldBe(3), l => l.Lines.ShouldBe(3), l => l.UsualOffers.ShouldBeInRange(0.1, 1), l => l.IsPriceDriven.ShouldBeTrue(), l => l.IsDrawn.ShouldBeTrue());
        (await Of("elastic")).Elasticity.ShouldNotBeNull().ShouldBeInRange(-3, -2, "a tenth off sells about a third more");
        (await Of("incentive")).ShouldSatisfyAllConditions(l => l.CampaignDays.ShouldBe(12), l => l.Days.ShouldBe(12), l => l.CampaignShare.ShouldBe(56 / 730.0, 0.001));
        (await Of("monopoly")).IsBound.ShouldBeTrue();
        var (drawn, stayed, often, seldom) = (await Of("price"), await Of("none"), await Of("inertia"), await Of("latent"));
        Percentile(drawn, "competitors").ShouldBeLessThan(Percentile(stayed, "competitors"));
        Percentile(drawn, "price").ShouldBeLessThan(Percentile(stayed, "price"));
        Percentile(often, "repeat").ShouldBeGreaterThan(Percentile(seldom, "repeat"));
        Percentile(seldom, "share").ShouldBeGreaterThan(Percentile(often, "share"));
        (await Of("unknown")).ShouldSatisfyAllConditions(l => l.Attachment.ShouldBeNull(), l => l.Measures.Single(m => m.Code == "competitors").Percentile.ShouldBeNull("nobody learned why it would leave"));
    }

    [Fact]
    public async Task Each_customers_page_says_its_type_why_and_what_is_advised()
    {
        await firm.Ran();
        using var owner = await Visitor.SignedIn(firm.App);
        var texts = firm.App.Services.GetRequiredService<Texts>();

        foreach (var (group, customers) in firm.Customers)
        {
            var page = WebUtility.HtmlDecode(await owner.Read($"/customers/{customers[0]}"));
            var type = (await Of(group)).Type;
            page.ShouldContain("href=\"/value/loyalty\"", customMessage: group);
            In("zh-CN", () => page.ShouldContain(texts[$"value.loyalty_type.{type}.strategy"], customMessage: group));
        }
        (await owner.Read("/value/loyalty")).ShouldContain("/value/customers?loyalty=superior");
    }

    [Fact]
    public async Task Types_add_up_and_open_their_customers()
    {
        await firm.Ran();

        var view = (await firm.App.Run(new LoyaltyFigures())).Value;

        view.Customers.ShouldBe(9 * LoyaltyFirm.OfEach);
        view.Types.Sum(t => t.Customers).ShouldBe(view.Customers);
        foreach (var type in view.Types)
        {
            type.Customers.ShouldBe(type.Code == "price" ? 2 * LoyaltyFirm.OfEach : LoyaltyFirm.OfEach, type.Code);
            var rows = (await firm.App.Run(new StandingCustomers { LoyaltyType = type.Code, Take = 200 })).Value.Customers;
            rows.Count.ShouldBe(type.Customers);
            rows.Sum(r => r.TotalMinor).ShouldBe(type.ValueMinor);
        }
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task Who_sees_none_of_the_customers_counts_none()
    {
        await firm.Ran();

        (await firm.App.Run(new LoyaltyFigures(), GuanxiApp.Someone(Scope.Own, ValueRights.Read))).Value.Types.ShouldAllBe(t => t.Customers == 0);
        (await firm.App.Run(new LoyaltyFigures(), GuanxiApp.Someone(Scope.All, CustomersRights.Read))).Refusal.ShouldBe("kernel.right.missing");
    }

    [Fact]
    public async Task Settings_out_of_bounds_are_refused_with_what_to_do()
    {
        (await Change(new() { RepeatWeight = 101 })).Refusal.ShouldBe("value.loyalty.out_of_range");
        (await Change(new() { RepeatWeight = 0, TimeToChooseWeight = 0, PriceWeight = 0, CompetitorsWeight = 0, ToleranceWeight = 0, ShareWeight = 0 })).Refusal.ShouldBe("value.loyalty.no_weight");
        (await Change(new() { Campaigns = [new("618", LoyaltyFirm.Today, LoyaltyFirm.Today.AddDays(-1))] })).Refusal.ShouldBe("value.loyalty.campaign_ends_before");
        (await Change(new() { Campaigns = [new(" ", LoyaltyFirm.Today, LoyaltyFirm.Today)] })).Refusal.ShouldBe("value.loyalty.campaign_needs_name");
        (await Change(new() { Campaigns = [.. Enumerable.Repeat(new CampaignPeriod("618", LoyaltyFirm.Today, LoyaltyFirm.Today), 91)] })).Refusal.ShouldBe("value.loyalty.too_many_campaigns");

        Task<Outcome<LoyaltySettings>> Change(LoyaltySettings settings) => firm.App.Run(new ChangeLoyaltySettings { Settings = settings });
    }

    private static void In(string language, Action check)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try { check(); }
        finally { CultureInfo.CurrentUICulture = before; }
    }

    private async Task<RelationshipCard> Card(Id<Customer> customer) => (await firm.App.Run(new CustomerRelationship { CustomerId = customer })).Value;

    private async Task<LoyaltyCard> Of(string group) => (await Card(firm.Customers[group][0])).Loyalty.ShouldNotBeNull();

    private static int Percentile(LoyaltyCard card, string measure) => card.Measures.Single(m => m.Code == measure).Percentile.ShouldNotBeNull(measure);
}
