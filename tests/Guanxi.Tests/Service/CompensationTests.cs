using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Sales.Rates;
using Guanxi.Service;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Compensation;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Service.Complaints.View;
using Guanxi.Staff;
using Guanxi.Tests.Sales;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Service;

[Trait("Row", "SVC-4")]
public sealed class CompensationTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task What_costs_more_than_ones_own_limit_waits_for_somebody_else_who_may_give_as_much()
    {
        var (clerk, lead, boss) = await People();
        var (customer, id) = await Judged(clerk);

        (await Run(new ProposeSolution { Words = "Voucher", Money = 100 }, clerk)).ShouldBeNull();
        (await Card(clerk)).Running!.State.ShouldBe(ProposalState.Offered, "a hundred is within the limit");
        (await Run(new AnswerProposal { Accepted = false, Words = "Too little" }, clerk)).ShouldBeNull();

        (await Run(new ProposeSolution { Words = "Money back", Money = 100.01m }, clerk)).ShouldBeNull();
        (await Card(clerk)).ShouldSatisfyAllConditions(c => c.Running!.State.ShouldBe(ProposalState.AwaitsApproval), c => c.Row.AwaitsApproval.ShouldBeTrue());
        (await Run(new AnswerProposal { Accepted = true }, clerk)).ShouldBe("service.proposal.not_offered");
        (await Run(new DecideProposal { Agreed = true }, clerk)).ShouldBe("kernel.right.missing");
        (await Run(new DecideProposal { Agreed = false }, lead)).ShouldBe("service.complaint.reason_missing");
        (await Run(new DecideProposal { Agreed = true }, lead)).ShouldBeNull();
        (await Run(new AnswerProposal { Accepted = false, Words = "No" }, clerk)).ShouldBeNull();

        (await Run(new ProposeSolution { Words = "All of it", Money = 5_000 }, lead)).ShouldBeNull();
        (await Run(new DecideProposal { Agreed = true }, lead)).ShouldBe("service.proposal.own");
        (await Run(new DecideProposal { Agreed = true }, boss)).ShouldBeNull();
        (await Run(new AnswerProposal { Accepted = true }, lead)).ShouldBeNull();
        (await Run(new CarryOut { Evidence = "Transfer 4711" }, lead)).ShouldBeNull();
        (await Card(clerk)).Row.Compensation.ShouldBe(new Money(500_000, "CNY"));

        async Task<string?> Run<T>(T act, Actor by) where T : OnComplaint, IUseCase<bool>
        {
            (act.CustomerId, act.ComplaintId) = (customer.Id, id);
            return (await app.Run(act, by)).Refusal;
        }

        async Task<ComplaintDetail> Card(Actor by) => (await app.Run(new ComplaintCard { CustomerId = customer.Id, ComplaintId = id }, by)).Value;
    }

    [Fact]
    public async Task A_gift_counts_as_what_it_costs_together_with_the_money()
    {
        var (clerk, _, _) = await People();
        var (customer, id) = await Judged(clerk);
        var gift = (await app.Run(new EditGift { Name = "Tea set", Cost = 60 })).Value;

        _ = (await app.Run(new ProposeSolution { CustomerId = customer.Id, ComplaintId = id, Words = "Both", Money = 50, GiftId = gift }, clerk)).Value;

        (await app.Use(db => db.Set<Proposal>().SingleAsync(p => p.ComplaintId == id))).ShouldSatisfyAllConditions(p => p.TotalMinor.ShouldBe(11_000), p => p.State.ShouldBe(ProposalState.AwaitsApproval), p => p.GiftName.ShouldBe("Tea set"));
    }

    [Fact]
    public async Task What_comes_back_does_not_open_the_purse_again()
    {
        var (clerk, _, _) = await People();
        var (customer, id) = await Judged(clerk);
        await Give(100);
        _ = (await app.Run(new FollowUpComplaint { CustomerId = customer.Id, ComplaintId = id, Satisfaction = 1, Note = "Too little" }, clerk)).Value;

        await Offer(0.01m);
        (await State()).ShouldBe(ProposalState.AwaitsApproval, "a hundred was all that the clerk may give");
        _ = (await app.Run(new DecideProposal { CustomerId = customer.Id, ComplaintId = id, Agreed = false, Note = "No" }, GuanxiApp.Someone())).Value;
        await Offer(0);
        (await State()).ShouldBe(ProposalState.Offered, "an apology costs nothing");

        async Task Offer(decimal money) => _ = (await app.Run(new ProposeSolution { CustomerId = customer.Id, ComplaintId = id, Words = "Voucher", Money = money }, clerk)).Value;

        async Task Give(decimal money)
        {
            await Offer(money);
            _ = (await app.Run(new AnswerProposal { CustomerId = customer.Id, ComplaintId = id, Accepted = true }, clerk)).Value;
            _ = (await app.Run(new CarryOut { CustomerId = customer.Id, ComplaintId = id, Evidence = "Handed over" }, clerk)).Value;
        }

        Task<ProposalState> State() => app.Use(db => db.Set<Proposal>().Where(p => p.ComplaintId == id).OrderByDescending(p => p.Id).Select(p => p.State).FirstAsync());
    }

    [Fact]
    public async Task Nobody_gives_their_own_role_more()
    {
        var (_, lead, _) = await People();
        var role = (await app.Use(db => StaffNames.RoleOf(db, lead.Id, default))).ShouldNotBeNull();
        var planner = lead with { Rights = System.Collections.Frozen.FrozenSet.ToFrozenSet(lead.Rights.Append(ServiceRights.Plan)) };
        var now = (await app.Run(new AuthorityNow())).Value;

        (await app.Run(new ChangeAuthority { Settings = new() { Roles = [.. now.Roles.Where(r => r.RoleId != role), new() { RoleId = role, OrdinaryMinor = 99_999_900 }] } }, planner)).Refusal.ShouldBe("service.authority.own_role");
        (await app.Run(new ChangeAuthority { Settings = now with { Roles = [.. now.Roles.Where(r => r.RoleId == role)] } }, planner)).Ok.ShouldBeTrue("others' may be changed");
        _ = (await app.Run(new ChangeAuthority { Settings = now })).Value;
    }

    [Fact]
    public async Task Through_a_key_nobody_gives_more_than_the_persons_role_may()
    {
        var (_, _, boss) = await People();
        var (customer, id) = await Judged(boss);
        _ = (await app.Run(new ProposeSolution { CustomerId = customer.Id, ComplaintId = id, Words = "All", Money = 9_000 }, boss with { ByKey = true })).Value;
        (await app.Use(db => db.Set<Proposal>().SingleAsync(p => p.ComplaintId == id))).State.ShouldBe(ProposalState.AwaitsApproval);
    }

    private async Task<(Actor Clerk, Actor Lead, Actor Boss)> People()
    {
        _ = (await app.Run(new ChooseBaseCurrency { Currency = "CNY", DropRates = true })).Value;
        var roles = (await app.Run(new RoleList())).Value.ToDictionary(r => r.Name, r => r.Id);
        _ = (await app.Run(new ChangeAuthority { Settings = new() { Roles = [new() { RoleId = roles["service"], OrdinaryMinor = 10_000, SmallMinor = 5_000 }, new() { RoleId = roles["manager"], OrdinaryMinor = 200_000, SmallMinor = 100_000 }] } })).Value;
        return (await Person("service", ServiceRights.Read, ServiceRights.Edit), await Person("manager", ServiceRights.Read, ServiceRights.Edit, ServiceRights.Approve), await Person("owner", "*"));
    }

    private async Task<Actor> Person(string role, params string[] rights)
    {
        var name = $"{role}{Ids.Next()}";
        var id = (await app.Run(new Hire { Name = name, UserName = name, Role = role, Password = "tea-in-the-rain" })).Value;
        return GuanxiApp.Someone(Scope.All, rights) with { Id = id };
    }

    private async Task<(Customer Customer, Id<Complaint> Id)> Judged(Actor by)
    {
        var customer = await app.Given(SalesGiven.Customer());
        var id = (await app.Run(new RecordComplaint { CustomerId = customer.Id, Summary = "Broken", Heard = true }, by)).Value;
        _ = (await app.Run(new JudgeComplaint { CustomerId = customer.Id, ComplaintId = id, KeyPoints = "It is" }, by)).Value;
        return (customer, id);
    }
}
