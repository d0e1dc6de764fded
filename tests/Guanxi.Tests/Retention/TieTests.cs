using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Retention.Bonds;
using Guanxi.Retention.Bonds.Ties;
using Guanxi.Tests.Customers;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Value;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Retention;

[Trait("Row", "LOY-5")]
public sealed class TieTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 3, 31);
    private readonly GradedFirm.StandingClock clock = new(new(2026, 3, 31, 4, 0, 0, TimeSpan.Zero));
    private readonly GuanxiApp app;

    public TieTests() => app = new(builder => builder.Services.AddSingleton<TimeProvider>(clock));

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_card_shows_which_ties_there_are_by_whom_and_which_to_add_next()
    {
        var seller = (await app.Run(new Guanxi.Staff.Hire { Name = "Lin", UserName = $"l{Ids.Next()}", Role = "owner" })).Value;
        var customer = (await app.Given(SalesGiven.Customer(seller))).Id;
        await app.Face(customer, grade: "major", value: 100);
        (await Card(customer)).ShouldSatisfyAllConditions(c => c.Ties.ShouldHaveSingleItem().Who.ShouldBe("Lin"), c => c.Advice.ShouldBe([TieLevel.Financial, TieLevel.Structural]), c => c.Grade.ShouldBe("major"));

        _ = (await app.Run(new RecordBond { CustomerId = customer, Form = BondForm.PriceAgreement, Words = "List B", Strength = Strength.Weak })).Value;
        _ = (await app.Run(new RecordBond { CustomerId = customer, Form = BondForm.SwitchingCost, Words = "New labels", Strength = Strength.Weak })).Value;
        _ = (await app.Run(new RecordBond { CustomerId = customer, Form = BondForm.Training, Words = "From May", Strength = Strength.Weak, FromOn = Today.AddDays(30) })).Value;
        (await app.Run(new LogContact { CustomerId = customer, Channel = ContactChannel.Gift, Purpose = "Birthday", HappenedAt = At(Today.AddDays(-200)) }, GuanxiApp.Someone() with { Id = seller })).Ok.ShouldBeTrue();

        var card = await Card(customer);
        card.Ties.Select(t => (t.Level, t.Form, t.What, t.Who, t.On)).ShouldBe(
        [
            (TieLevel.Financial, BondForm.PriceAgreement, "List B", null, Today), (TieLevel.Social, null, null, "Lin", null), (TieLevel.Social, null, "Birthday", "Lin", Today.AddDays(-200)),
        ], "a cost of changing over is a barrier and no tie; what begins in May is none yet");
        card.Advice.ShouldBe([TieLevel.Structural]);

        _ = (await app.Run(new ChangeTieRules { Rules = new() { Major = [TieLevel.Social, TieLevel.Financial, TieLevel.Social] } })).Value;
        (await Card(customer)).Advice.ShouldBeEmpty();
        (await app.Run(new TieRulesNow())).Value.Major.ShouldBe([TieLevel.Financial, TieLevel.Social]);
        (await app.Run(new ChangeTieRules { Rules = new() { Small = [(TieLevel)7] } })).Refusal.ShouldBe("retention.tie.level_unknown");
        (await app.Run(new ChangeTieRules(), GuanxiApp.Someone(Scope.All, "retention.edit"))).Refusal.ShouldBe("kernel.right.missing");
    }

    [Fact]
    public async Task An_event_counts_for_a_year_and_a_call_not_at_all()
    {
        var (event_, past, call) = ((await app.Given(SalesGiven.Customer())).Id, (await app.Given(SalesGiven.Customer())).Id, (await app.Given(SalesGiven.Customer())).Id);
        foreach (var (customer, channel, on) in new[] { (event_, ContactChannel.Event, Today.AddYears(-1).AddDays(1)), (past, ContactChannel.Event, Today.AddYears(-1)), (call, ContactChannel.Call, Today.AddDays(-1)) })
            (await app.Run(new LogContact { CustomerId = customer, Channel = channel, HappenedAt = At(on) })).Ok.ShouldBeTrue();

        (await Card(event_)).Ties.ShouldHaveSingleItem().Level.ShouldBe(TieLevel.Social);
        (await Card(past)).Ties.ShouldBeEmpty();
        (await Card(call)).Ties.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_brought_others_has_the_tie_of_a_referral()
    {
        var (referrer, nobody) = (await app.Registered("Referrer"), await app.Registered("Nobody"));
        foreach (var name in (string[])["First", "Second"])
        {
            var brought = await app.Registered(name);
            (await app.Run(new NameReferrer { CustomerId = brought, Referrer = (await app.Run(new CustomerDetails { CustomerId = referrer })).Value.Code })).Ok.ShouldBeTrue();
        }
        await app.Use(db => db.Set<Customer>().ExecuteUpdateAsync(c => c.SetProperty(x => x.OwnerId, (Id<Person>?)null)));

        (await Card(referrer)).Ties.ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.Level.ShouldBe(TieLevel.Social), t => t.What!.ShouldContain("2"));
        (await Card(nobody)).Ties.ShouldBeEmpty();
        (await app.Run(new TiedCustomers { Level = TieLevel.Social, Has = true })).Value.Rows.Select(r => r.Customer.Id).ShouldBe([referrer]);
    }

    [Fact]
    public async Task Coverage_counts_within_reach_and_each_figure_opens_its_customers()
    {
        var seller = GuanxiApp.Someone(Scope.Own, "value.read");
        var customers = new List<Id<Customer>>();
        for (var i = 0; i < 12; i++)
        {
            customers.Add((await app.Given(SalesGiven.Customer(i % 3 == 0 ? seller.Id : null))).Id);
            if (i < 10) await app.Face(customers[i], grade: i < 6 ? "major" : "small", value: 1000 - i);
        }
        foreach (var (i, form) in new[] { (0, BondForm.FrameworkContract), (1, BondForm.Rebate), (1, BondForm.PointsBalance), (2, BondForm.SystemLink), (6, BondForm.Club), (11, BondForm.JointProject) })
            _ = (await app.Run(new RecordBond { CustomerId = customers[i], Form = form, Words = "x", Strength = Strength.Medium, FromOn = Today.AddDays(-5), ExpiresOn = i == 2 ? Today.AddDays(-1) : null })).Value;
        _ = (await app.Run(new LogContact { CustomerId = customers[4], Channel = ContactChannel.Event, HappenedAt = At(Today.AddDays(-9)) })).Value;

        var covered = (await app.Run(new TieCoverage())).Value;

        covered.Grades.Select(g => (g.Grade, g.Customers, g.Financial, g.Social, g.Structural, g.None)).ShouldBe(
        [
            // 0 and 3 have a manager, 4 was at an event; the link of 2 has expired.
            ("major", 6, 2, 3, 0, 2), ("minor", 0, 0, 0, 0, 0), ("ordinary", 0, 0, 0, 0, 0), ("small", 4, 0, 2, 0, 2), (null, 2, 0, 0, 1, 1),
        ]);
        foreach (var of in covered.Grades)
        {
            foreach (var level in Enum.GetValues<TieLevel>())
            {
                (await Behind(of.Grade, level, true)).Count.ShouldBe(of.Of(level));
                (await Behind(of.Grade, level, false)).Count.ShouldBe(of.Customers - of.Of(level));
            }
            (await Behind(of.Grade, null, false)).Count.ShouldBe(of.None);
        }
        (await Behind("major", null, null)).Select(r => r.Customer.Id).ShouldBe(customers.Take(6), "the most valuable first, over pages");
        (await Behind("major", TieLevel.Financial, true))[0].ShouldSatisfyAllConditions(r => r.Levels.ShouldBe([TieLevel.Financial, TieLevel.Social]), r => r.Advice.ShouldBe([TieLevel.Structural]));

        (await app.Run(new TieCoverage(), seller)).Value.Grades[0].ShouldSatisfyAllConditions(g => g.Customers.ShouldBe(2), g => g.Financial.ShouldBe(1), g => g.Social.ShouldBe(2));
        (await app.Run(new TiedCustomers { Grade = "major" }, seller)).Value.Rows.Select(r => r.Customer.Id).ShouldBe([customers[0], customers[3]]);
    }

    private async Task<List<TiedRow>> Behind(string? grade, TieLevel? level, bool? has)
    {
        var rows = new List<TiedRow>();
        TiedPlace? after = null;
        do
        {
            var page = (await app.Run(new TiedCustomers { Grade = grade, Level = level, Has = has, Count = 2, After = after })).Value;
            rows.AddRange(page.Rows);
            after = page.Next;
        } while (after is not null);
        return rows;
    }

    private async Task<BondsOfCustomer> Card(Id<Customer> customer) => (await app.Run(new CustomerBonds { CustomerId = customer })).Value;

    private static DateTimeOffset At(DateOnly on) => new(on.ToDateTime(new(3, 0)), TimeSpan.Zero);
}
