using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Retention.Bonds;
using Guanxi.Tests.Customers;
using Guanxi.Tests.Sales;
using Guanxi.Value;
using Guanxi.Value.States;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Value;

[Trait("Row", "CUS-3")]
public sealed class StatesTests(RunTests.Firm firm) : IClassFixture<RunTests.Firm>
{
    [Fact]
    [Trait("Row", "LOY-1")]
    public async Task A_run_tells_what_each_customer_is_and_by_which_measures_it_is_loyal()
    {
        await firm.Ran();

        (await Card(RunTests.Firm.New)).ShouldSatisfyAllConditions(c => c.State.ShouldBe("first_time"), c => c.Rule.ShouldBe("first_time"), c => c.PurchaseDays.ShouldBe(1));
        (await Card(RunTests.Firm.Stopped)).State.ShouldBe("lost");
        var regular = await Card(RunTests.Firm.Regular);
        regular.State.ShouldBe("loyal");
        regular.Loyalty!.Index!.Value.ShouldBeGreaterThanOrEqualTo(70);
        regular.Loyalty.Known.ShouldBe(1, "nothing went wrong with this one: of six measures the repeat purchases alone are known");
        regular.Loyalty.Measures.Single(m => m.Percentile is not null).Code.ShouldBe("repeat");
    }

    [Fact]
    public async Task States_can_be_filtered_by_and_add_up()
    {
        await firm.Ran();

        var counted = new Dictionary<string, int>();
        foreach (var state in new[] { "first_time", "repeat", "loyal", "lost" })
        {
            counted[state] = (int)(await firm.App.Run(new CustomerList { State = state, Count = 1 })).Value.Total!.Count;
            var rows = (await firm.App.Run(new CustomerList { State = state, Count = 200 })).Value.Rows;
            rows.ShouldAllBe(r => r.State == state);
            (await firm.App.Run(new StandingCustomers { State = state, Take = 200 })).Value.Customers.Count.ShouldBe(Math.Min(200, counted[state]));
        }
        counted.Values.Sum().ShouldBe(600);
        counted.Values.ShouldAllBe(n => n > 0);
    }

    [Fact]
    public async Task Who_never_bought_is_a_target_once_its_owner_is_in_touch()
    {
        await using var app = new GuanxiApp();
        await app.InitializeAsync();
        var seller = SalesGiven.Seller();
        var (pursued, idle) = (await app.Given(SalesGiven.Customer(seller.Id)), await app.Given(SalesGiven.Customer(seller.Id)));
        await app.Run(new LogContact { CustomerId = pursued.Id, Channel = ContactChannel.Call, HappenedAt = RunTests.Firm.Today.AddDays(-5).ToDateTime(new(4, 0), DateTimeKind.Utc) }, seller);
        await Ledger.Write(app, [[(RunTests.Firm.Today, 100L)]]);

        await Insight.Run(app, RunTests.Firm.Today);

        (await app.Run(new CustomerList { State = "target", Sort = "-value" })).Value.Rows.ShouldHaveSingleItem().Id.ShouldBe(pursued.Id);
        (await app.Run(new CustomerList { State = "potential" })).Value.Rows.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Id.ShouldBe(idle.Id), r => r.ValueMinor.ShouldBeNull());
        (await app.Run(new CustomerRelationship { CustomerId = pursued.Id })).Value.ShouldSatisfyAllConditions(c => c.State.ShouldBe("target"), c => c.AsOf.ShouldBeNull());
    }

    [Fact]
    public async Task A_declaration_counts_at_once_outlasts_a_run_and_can_be_taken_back()
    {
        await using var app = new GuanxiApp();
        await app.InitializeAsync();
        var seller = GuanxiApp.Someone(Scope.Own, "customers.read", "customers.edit");
        var customer = (await Ledger.Write(app, [[(RunTests.Firm.Today.AddDays(-40), 900L)], [(RunTests.Firm.Today, 100L)]], owner: _ => seller.Id))[0];
        await Insight.Run(app, RunTests.Firm.Today);
        (await app.Run(new DeclareCustomer { CustomerId = customer, As = DeclaredAs.Unfit })).Fields.ShouldContainKey("Reason");

        var unfit = (await app.Run(new DeclareCustomer { CustomerId = customer, As = DeclaredAs.Unfit, Reason = "Sells our goods on" }, seller)).Value;
        (await app.Run(new DeclareCustomer { CustomerId = customer, As = DeclaredAs.Unfit, Reason = "Again" }, seller)).Refusal.ShouldBe("value.declaration.there_already");
        (await State()).ShouldBe("non_customer");
        var card = (await app.Run(new CustomerRelationship { CustomerId = customer }, seller)).Value;
        card.Rule.ShouldBe("declared");
        card.Declarations.ShouldHaveSingleItem().Reason.ShouldBe("Sells our goods on");

        (await app.Run(new DeclareCustomer { CustomerId = customer, As = DeclaredAs.Lost, Reason = "Moved away" }, seller)).Ok.ShouldBeTrue();
        (await State()).ShouldBe("non_customer", "unfit outweighs lost");
        (await app.Run(new LiftDeclaration { CustomerId = customer, DeclarationId = unfit }, seller)).Ok.ShouldBeTrue();
        (await State()).ShouldBe("lost");
        (await app.Run(new LiftDeclaration { CustomerId = customer, DeclarationId = unfit }, seller)).Refusal.ShouldBe("value.declaration.not_found");

        var said = (await app.Run(new CustomerRelationship { CustomerId = customer }, seller)).Value.Declarations.ShouldHaveSingleItem();
        await Insight.Run(app, said.On);
        (await app.Run(new CustomerValueCard { CustomerId = customer })).Value.ShouldSatisfyAllConditions(c => c.Stage.ShouldBe("lost"), c => c.StageRule.ShouldBe("ended"));
        (await app.Run(new LiftDeclaration { CustomerId = customer, DeclarationId = said.Id }, seller)).Ok.ShouldBeTrue();
        (await State()).ShouldBe("first_time", "what the figures say all along");

        Task<string?> State() => app.Use(db => db.Set<CustomerFace>().Where(f => f.CustomerId == customer).Select(f => f.State).SingleAsync());
    }

    [Fact]
    public async Task Who_has_not_bought_since_a_contract_ended_is_lost_until_something_goes_on_from_it()
    {
        await using var app = new GuanxiApp();
        await app.InitializeAsync();
        var today = RunTests.Firm.Today;
        var customer = (await Ledger.Write(app, [[(today.AddDays(-400), 900L), (today.AddDays(-45), 900L)], [(today, 100L)]]))[0];
        var contract = await app.Given(Bond.Record(customer, BondForm.FrameworkContract, new("FA-1", Strength.Strong, today.AddDays(-395), today.AddDays(-30)), null, Actor.System.Id, TimeProvider.System.GetUtcNow()));
        await Insight.Run(app, today.AddDays(-1));
        (await Now()).State.ShouldBe("repeat", "29 days are not 30");

        await Insight.Run(app, today);
        (await Now()).ShouldSatisfyAllConditions(c => c.State.ShouldBe("lost"), c => c.Rule.ShouldBe("lapsed"));
        (await app.Run(new CustomerValueCard { CustomerId = customer })).Value.ShouldSatisfyAllConditions(c => c.Stage.ShouldBe("lost"), c => c.StageRule.ShouldBe("ended"));

        await app.Given(Bond.Record(customer, BondForm.FrameworkContract, new("FA-2", Strength.Strong, today.AddDays(-29), today.AddDays(300)), contract, Actor.System.Id, TimeProvider.System.GetUtcNow()));
        await Insight.Run(app, today);
        (await Now()).State.ShouldBe("repeat");

        async Task<RelationshipCard> Now() => (await app.Run(new CustomerRelationship { CustomerId = customer })).Value;
    }

    [Fact]
    [Trait("Row", "CUS-13")]
    public async Task A_past_day_shows_what_held_then_and_the_timeline_when_it_changed()
    {
        await using var app = new GuanxiApp();
        await app.InitializeAsync();
        var customer = (await Ledger.Write(app, [[(RunTests.Firm.Today.AddDays(-40), 900L)], [(RunTests.Firm.Today, 100L)]]))[0];
        await Insight.Run(app, RunTests.Firm.Today);
        _ = (await app.Run(new DeclareCustomer { CustomerId = customer, As = DeclaredAs.Unfit, Reason = "Sells our goods on" })).Value;
        var said = (await app.Run(new CustomerRelationship { CustomerId = customer })).Value.Declarations.ShouldHaveSingleItem();
        await Insight.Run(app, said.On);

        (await app.Run(new CustomerRelationship { CustomerId = customer, AsOf = RunTests.Firm.Today })).Value.ShouldSatisfyAllConditions(c => c.Declarations.ShouldBeEmpty(), c => c.State.ShouldBe("first_time"));
        (await app.Run(new StandingOn { CustomerId = customer, Day = RunTests.Firm.Today })).Value.State.ShouldBe("first_time");
        (await app.Run(new StandingOn { CustomerId = customer, Day = said.On })).Value.State.ShouldBe("non_customer");
        (await app.Run(new StandingOn { CustomerId = customer, Day = RunTests.Firm.Today.AddDays(-1) })).Value.AsOf.ShouldBeNull();
        var moved = (await app.Run(new CustomerTimeline { CustomerId = customer, Kinds = "value.moved" })).Value.Entries.ShouldHaveSingleItem();
        moved.On.ShouldBe(said.On);
        moved.Title.ShouldContain("→");
        (await app.Run(new CustomerTimeline { CustomerId = customer, Kinds = "value.moved", Before = moved.Place.ToString() })).Value.Entries.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task Only_who_may_edit_a_customer_within_reach_declares()
    {
        var reader = GuanxiApp.Someone(Scope.All, "customers.read");
        var stranger = GuanxiApp.Someone(Scope.Own, "customers.read", "customers.edit");
        var customer = firm.Customers[10];

        (await firm.App.Run(new DeclareCustomer { CustomerId = customer, As = DeclaredAs.Lost, Reason = "x" }, reader)).Refusal.ShouldBe("kernel.right.missing");
        (await firm.App.Run(new DeclareCustomer { CustomerId = customer, As = DeclaredAs.Lost, Reason = "x" }, stranger)).Refusal.ShouldBe("customers.customer.not_found");
        (await firm.App.Run(new CustomerRelationship { CustomerId = customer }, stranger)).Refusal.ShouldBe("customers.customer.not_found");
        (await firm.App.Run(new CustomerRelationship { CustomerId = customer }, reader)).Value.Churn.ShouldBeNull("what money says is for who may see values");
    }

    private async Task<RelationshipCard> Card(int customer) => (await firm.App.Run(new CustomerRelationship { CustomerId = firm.Customers[customer] })).Value;
}
