using Guanxi.Customers;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Causes;
using Guanxi.Service.Complaints.Corrective;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Service.Complaints.View;
using Guanxi.Staff;
using Guanxi.Tests.Sales;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Service;

[Trait("Row", "SVC-3")]
public sealed class CauseTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(8).UtcDateTime);

    [Fact]
    public async Task Who_chose_a_leaf_of_the_tree_chose_its_branch()
    {
        var leaf = (await app.Run(new EditCause { Origin = ComplaintOrigin.ThirdParty, Cause = ComplaintCause.Price, Name = "Carrier" })).Value;
        (await app.Run(new EditCause { Origin = ComplaintOrigin.ThirdParty, Name = "Carrier" })).Refusal.ShouldBe("service.cause.name_taken");
        var customer = await app.Given(SalesGiven.Customer());
        var id = (await app.Run(new RecordComplaint { CustomerId = customer.Id, Summary = "Late", Heard = true }, GuanxiApp.Someone())).Value;

        _ = (await app.Run(new JudgeComplaint { CustomerId = customer.Id, ComplaintId = id, KeyPoints = "x", Origin = ComplaintOrigin.Own, Cause = ComplaintCause.Service, CauseCodeId = leaf }, GuanxiApp.Someone())).Value;

        (await Get(id)).ShouldSatisfyAllConditions(c => c.Origin.ShouldBe(ComplaintOrigin.ThirdParty), c => c.Cause.ShouldBe(ComplaintCause.Other), c => c.CauseCodeId.ShouldBe(leaf));
        _ = (await app.Run(new AmendCause { CustomerId = customer.Id, ComplaintId = id, Origin = ComplaintOrigin.Own, Cause = ComplaintCause.Service, RootCause = "Packed too late" }, GuanxiApp.Someone())).Value;
        (await Get(id)).ShouldSatisfyAllConditions(c => c.Origin.ShouldBe(ComplaintOrigin.Own), c => c.CauseCodeId.ShouldBeNull(), c => c.RootCause.ShouldBe("Packed too late"));
    }

    [Fact]
    public async Task Many_complaints_of_one_cause_against_one_unit_are_a_cluster_until_something_is_done()
    {
        var (shop, other) = (await Shop(), await Shop());
        var customer = await app.Given(SalesGiven.Customer());
        for (var i = 0; i < 5; i++) await Complain(customer, ComplaintCause.Attitude, shop, Today.AddDays(-i));
        for (var i = 0; i < 4; i++) await Complain(customer, ComplaintCause.Attitude, other, Today.AddDays(-i));
        for (var i = 0; i < 9; i++) await Complain(customer, ComplaintCause.Price, shop, Today.AddDays(-40 - i));

        var cluster = (await app.Run(new Clusters())).Value.Where(c => c.UnitId == shop || c.UnitId == other).ShouldHaveSingleItem();
        cluster.ShouldSatisfyAllConditions(c => c.Cause.ShouldBe(ComplaintCause.Attitude), c => c.UnitId.ShouldBe(shop), c => c.Complaints.ShouldBe(5));
        (await app.Run(new Clusters(), SalesGiven.Seller())).Value.ShouldBeEmpty("none of one's own customers");

        _ = (await app.Run(new RaiseCorrective { Title = "Training", Cause = ComplaintCause.Attitude, UnitId = shop, Plan = "Role play every Monday" })).Value;
        (await app.Run(new Clusters())).Value.ShouldNotContain(c => c.UnitId == shop);
    }

    [Fact]
    public async Task It_is_counted_how_often_a_cause_has_come_back()
    {
        var shop = await Shop();
        var (mine, another) = (await app.Given(SalesGiven.Customer()), await app.Given(SalesGiven.Customer()));
        await Complain(mine, ComplaintCause.Product, shop, Today.AddDays(-10));
        await Complain(mine, ComplaintCause.Price, shop, Today.AddDays(-9));
        await Complain(mine, ComplaintCause.Product, shop, Today.AddDays(-400));
        await Complain(another, ComplaintCause.Product, shop, Today.AddDays(-3));
        var last = await Complain(mine, ComplaintCause.Product, shop, Today);

        (await app.Run(new ComplaintCard { CustomerId = mine.Id, ComplaintId = last.Id })).Value.Recurrence
            .ShouldSatisfyAllConditions(r => r.OfCustomer.ShouldBe(2), r => r.OfCustomerSameCause.ShouldBe(1), r => r.OfUnitSameCause.ShouldBe(2));
    }

    [Fact]
    public async Task Whether_an_action_helped_is_looked_at_later_by_somebody_else_with_the_counts_of_that_day()
    {
        var shop = await Shop();
        var (owner, checker) = (await Person(), await Person());
        var id = (await app.Run(new RaiseCorrective { Title = "New boxes", Cause = ComplaintCause.Product, UnitId = shop, Plan = "Boxes with corners", OwnerId = owner.Id }, checker)).Value;
        (await app.Run(new CheckCorrective { ActionId = id, Effective = true, Finding = "x" }, checker)).Refusal.ShouldBe("service.corrective.not_done");
        (await app.Run(new FinishCorrective { ActionId = id, Done = "In use", CheckAfterDays = 30 }, owner)).Ok.ShouldBeTrue();
        (await app.Run(new CheckCorrective { ActionId = id, Effective = true, Finding = "x" }, checker)).Refusal.ShouldBe("service.corrective.too_early");

        await app.Use(async db =>
        {
            await db.Database.ExecuteSqlAsync($"UPDATE service_corrective_action SET done_on = {Today.AddDays(-40)}, check_on = {Today.AddDays(-10)} WHERE id = {id.Value}");
        });
        var customer = await app.Given(SalesGiven.Customer());
        for (var i = 0; i < 9; i++) await Complain(customer, ComplaintCause.Product, shop, Today.AddDays(-41 - i));
        await Complain(customer, ComplaintCause.Product, shop, Today.AddDays(-2));
        (await app.Run(new CheckCorrective { ActionId = id, Effective = true, Finding = "x" }, owner)).Refusal.ShouldBe("service.corrective.own");
        (await app.Run(new CheckCorrective { ActionId = id, Effective = true, Finding = "Fell from nine to one" }, checker)).Ok.ShouldBeTrue();

        (await app.Run(new CorrectiveList { ActionId = id })).Value.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            r => r.State.ShouldBe(CorrectiveState.Effective), r => (r.Effect!.Before, r.Effect.After, r.Effect.Days).ShouldBe((9, 1, 40)), r => r.Effect!.Fell.ShouldBeTrue());
    }

    [Theory]
    // By hand: P(X ≤ k) of a binomial with one half: (before, after) → chance.
    [InlineData(9, 1, 11.0 / 1024, true, false)]
    [InlineData(4, 0, 1.0 / 16, false, true)]
    [InlineData(5, 0, 1.0 / 32, true, false)]
    [InlineData(6, 5, 0.5, false, false)]
    [InlineData(0, 0, 1.0, false, true)]
    public void A_fall_counts_only_where_it_can_hardly_be_an_accident(int before, int after, double chance, bool fell, bool tooFew) =>
        CorrectiveEffect.Of(before, after, 30).ShouldSatisfyAllConditions(e => e.Chance.ShouldBe(chance, 1e-12), e => e.Fell.ShouldBe(fell), e => e.TooFew.ShouldBe(tooFew));

    private async Task<Id<Unit>> Shop() => (await app.Run(new OpenUnit { Name = $"Shop {Ids.Next()}", Kind = UnitKind.Shop })).Value;

    private async Task<Actor> Person()
    {
        var name = $"p{Ids.Next()}";
        return GuanxiApp.Someone() with { Id = (await app.Run(new Hire { Name = name, UserName = name, Role = "manager", Password = "tea-in-the-rain" })).Value };
    }

    private async Task<Complaint> Complain(Customer customer, ComplaintCause cause, Id<Unit> unit, DateOnly on)
    {
        var at = new DateTimeOffset(on.ToDateTime(new(4, 0)), TimeSpan.Zero);
        var complaint = ComplaintGiven.Open(customer.Id, at, cause);
        await app.GivenAll<object>([complaint, complaint.Start(new() { UnitId = unit }, null, ComplaintGiven.Clock(at))]);
        return complaint;
    }

    private Task<Complaint> Get(Id<Complaint> id) => app.Use(db => db.Set<Complaint>().SingleAsync(c => c.Id == id));
}
