using Guanxi.Customers;
using Guanxi.Retention.Bonds;
using Guanxi.Tests.Customers;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Value;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Retention;

[Trait("Row", "VAL-7")]
public sealed class BondTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 3, 31);
    private readonly GradedFirm.StandingClock clock = new(new(2026, 3, 31, 4, 0, 0, TimeSpan.Zero));
    private readonly GuanxiApp app;

    public BondTests() => app = new(builder => builder.Services.AddSingleton<TimeProvider>(clock));

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_barrier_is_recorded_put_right_and_ended_and_all_of_it_is_kept()
    {
        var customer = (await app.Given(SalesGiven.Customer())).Id;
        var seller = GuanxiApp.Someone();
        var id = (await app.Run(Contract(customer, Today.AddDays(-10), Today.AddDays(90)), seller)).Value;

        (await Now(customer)).Bonds.ShouldHaveSingleItem().ShouldSatisfyAllConditions(b => b.Barrier.ShouldBe(BarrierKind.Contractual), b => b.Level.ShouldBe(TieLevel.Financial), b => b.Strength.ShouldBe(Strength.Strong), b => b.Holds.ShouldBeTrue());
        (await app.Run(new ChangeBond { CustomerId = customer, BondId = id, Words = "FA-7, with terms of payment", Strength = Strength.Medium, FromOn = Today.AddDays(-10), ExpiresOn = Today.AddDays(120) })).Value.ShouldBeTrue();
        (await app.Run(new EndBond { CustomerId = customer, BondId = id })).Fields.ShouldContainKey("Reason");
        (await app.Run(new EndBond { CustomerId = customer, BondId = id, Reason = "Both agreed", EndedOn = Today.AddDays(1) })).Refusal.ShouldBe("retention.bond.ends_in_the_future");
        (await app.Run(new EndBond { CustomerId = customer, BondId = id, Reason = "Both agreed", EndedOn = Today.AddDays(-11) })).Refusal.ShouldBe("retention.bond.ends_before_it_begins");
        (await app.Run(new EndBond { CustomerId = customer, BondId = id, Reason = "Both agreed" })).Value.ShouldBeTrue();

        (await Now(customer)).Bonds.ShouldBeEmpty();
        var record = (await app.Run(new BondHistory { CustomerId = customer })).Value.ShouldHaveSingleItem();
        record.Bond.ShouldSatisfyAllConditions(b => b.EndedOn.ShouldBe(Today), b => b.EndReason.ShouldBe("Both agreed"), b => b.Holds.ShouldBeFalse());
        record.Changes.Select(c => (c.Field, c.From, c.To)).ShouldBe([("ExpiresOn", "2026-06-29", "2026-07-29"), ("Strength", "Strong", "Medium"), ("Words", "FA-7", "FA-7, with terms of payment")], ignoreOrder: true);
        (await app.Run(new EndBond { CustomerId = customer, BondId = id, Reason = "Again" })).Refusal.ShouldBe("retention.bond.ended_already");
        (await app.Run(new ChangeBond { CustomerId = customer, BondId = id, Words = "x", Strength = Strength.Weak, FromOn = Today })).Refusal.ShouldBe("retention.bond.ended_already");
    }

    [Fact]
    public async Task What_says_nothing_is_refused()
    {
        var customer = (await app.Given(SalesGiven.Customer())).Id;

        (await app.Run(Contract(customer, Today, Today.AddDays(9)) with { Words = " " })).Ok.ShouldBeFalse();
        (await app.Run(Contract(customer, Today, Today.AddDays(9)) with { Strength = null })).Refusal.ShouldBe("retention.bond.strength_missing");
        (await app.Run(Contract(customer, Today, Today.AddDays(-1)))).Refusal.ShouldBe("retention.bond.expires_before_it_begins");
        (await app.Run(Contract(customer, Today, null) with { RenewsId = Id<Bond>.New() })).Refusal.ShouldBe("retention.bond.not_found");
        (await app.Run(new ChangeBond { CustomerId = customer, BondId = Id<Bond>.New(), Words = "x", FromOn = Today })).Refusal.ShouldBe("retention.bond.not_found");
        _ = (await app.Run(new RecordBond { CustomerId = customer, Form = BondForm.Club, Words = "Tea circle", Strength = Strength.Strong })).Value;
        (await Now(customer)).Bonds.ShouldHaveSingleItem().ShouldSatisfyAllConditions(b => b.Barrier.ShouldBeNull(), b => b.Strength.ShouldBeNull("a club is no barrier"), b => b.FromOn.ShouldBe(Today));
    }

    [Fact]
    public async Task The_list_names_what_ends_and_nothing_that_goes_on()
    {
        var customers = new List<Id<Customer>>();
        for (var i = 0; i < 6; i++) customers.Add((await app.Given(SalesGiven.Customer())).Id);
        var soon = (await app.Run(Contract(customers[0], Today.AddYears(-1), Today.AddDays(60)))).Value;
        var link = (await app.Run(Contract(customers[1], Today.AddYears(-1), Today.AddDays(5)) with { Form = BondForm.SystemLink })).Value;
        // Later than the list reaches, without an end, gone by, renewed by name, renewed by a later one, ended, no barrier.
        _ = (await app.Run(Contract(customers[2], Today, Today.AddDays(61)))).Value;
        _ = (await app.Run(Contract(customers[2], Today, null) with { Form = BondForm.Exclusivity })).Value;
        _ = (await app.Run(Contract(customers[2], Today.AddDays(-90), Today.AddDays(-1)) with { Form = BondForm.ServiceContract })).Value;
        var old = (await app.Run(Contract(customers[3], Today.AddYears(-1), Today.AddDays(20)))).Value;
        var renewal = (await app.Run(Contract(customers[3], Today.AddDays(21), Today.AddDays(400)) with { RenewsId = old, Form = BondForm.ServiceContract })).Value;
        _ = (await app.Run(Contract(customers[4], Today.AddYears(-1), Today.AddDays(20)))).Value;
        _ = (await app.Run(Contract(customers[4], Today.AddDays(-3), Today.AddDays(400)))).Value;
        var ended = (await app.Run(Contract(customers[5], Today.AddYears(-1), Today.AddDays(20)))).Value;
        _ = (await app.Run(new EndBond { CustomerId = customers[5], BondId = ended, Reason = "Sold the house" })).Value;
        _ = (await app.Run(new RecordBond { CustomerId = customers[5], Form = BondForm.TierBenefit, Words = "Gold", ExpiresOn = Today.AddDays(3) })).Value;

        (await Ending()).ShouldBe([link, soon]);
        (await Ending(days: 59)).ShouldBe([link]);
        (await app.Run(new EndingBonds { Barrier = BarrierKind.Technical })).Value.Rows.Select(r => r.Bond.Id).ShouldBe([link]);
        _ = (await app.Run(new EndBond { CustomerId = customers[3], BondId = renewal, Reason = "They withdrew" })).Value;
        (await Ending()).ShouldBe([link, old, soon], "whose renewal was ended ends after all");

        var first = (await app.Run(new EndingBonds { Count = 2 })).Value;
        first.Total.ShouldBe(3);
        (await app.Run(new EndingBonds { Count = 2, After = first.Next })).Value.Rows.Select(r => r.Bond.Id).ShouldBe([soon]);

        async Task<IEnumerable<Id<Bond>>> Ending(int days = 60) => (await app.Run(new EndingBonds { Days = days })).Value.Rows.Select(r => r.Bond.Id);
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task Everyone_sees_and_records_barriers_of_their_own_customers_only()
    {
        var seller = GuanxiApp.Someone(Scope.Own, "customers.read", "retention.edit");
        var (own, other) = ((await app.Known(CustomersGiven.Customer("Own", owner: seller.Id))).Id, (await app.Known(CustomersGiven.Customer("Other"))).Id);
        foreach (var customer in new[] { own, other }) _ = (await app.Run(Contract(customer, Today, Today.AddDays(30)))).Value;

        (await app.Run(new EndingBonds(), seller)).Value.ShouldSatisfyAllConditions(b => b.Total.ShouldBe(1), b => b.Rows.ShouldHaveSingleItem().Customer.Id.ShouldBe(own));
        (await app.Run(new CustomerBonds { CustomerId = other }, seller)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new BondHistory { CustomerId = other }, seller)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(Contract(other, Today, null), seller)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(Contract(own, Today, null), seller)).Ok.ShouldBeTrue();
        (await app.Run(Contract(own, Today, null), GuanxiApp.Someone(Scope.All, "customers.read"))).Refusal.ShouldBe("kernel.right.missing");
    }

    private static RecordBond Contract(Id<Customer> customer, DateOnly from, DateOnly? until) =>
        new() { CustomerId = customer, Form = BondForm.FrameworkContract, Words = "FA-7", Strength = Strength.Strong, FromOn = from, ExpiresOn = until };

    private async Task<BondsOfCustomer> Now(Id<Customer> customer) => (await app.Run(new CustomerBonds { CustomerId = customer })).Value;
}
