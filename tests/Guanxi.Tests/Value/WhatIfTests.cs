using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Jobs;
using Guanxi.Staff;
using Guanxi.Staff.People;
using Guanxi.Tests.Start;
using Guanxi.Value;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Value;

[Trait("Row", "VAL-3")]
public sealed class WhatIfTests
{
    private static readonly GradeEdges Wider = new() { MajorShare = 0.05, MinorShare = 0.20, OrdinaryShare = 0.60 };
    private static readonly Actor Proposer = GuanxiApp.Someone(Scope.All, ValueRights.Read, ValueRights.Edit), Approver = GuanxiApp.Someone(Scope.All, ValueRights.Read, ValueRights.Approve);

    [Fact]
    public async Task Moving_an_edge_says_how_many_and_how_much_would_move()
    {
        await using var firm = await Open();

        var view = (await firm.App.Run(new GradeWhatIf { Edges = Wider })).Value;

        view.Moves.Select(m => (m.From, m.To, m.Customers)).ShouldBe([("major", "major", 1), ("minor", "major", 4), ("minor", "minor", 15), ("ordinary", "ordinary", 30), ("small", "ordinary", 10), ("small", "small", 40)]);
        view.Moves.Single(m => m is { From: "minor", To: "major" }).ValueMinor.ShouldBe(10_000L * (99 + 98 + 97 + 96));
        view.Moves.Single(m => m is { From: "small", To: "ordinary" }).ValueMinor.ShouldBe(10_000L * Enumerable.Range(41, 10).Sum());
        view.Moves.Sum(m => m.ValueMinor).ShouldBe(10_000L * 5050);
        view.Moved.ShouldBe(14);
        view.Grades.Select(g => (g.CustomersBefore, g.CustomersAfter)).ShouldBe([(1, 5), (19, 15), (30, 40), (50, 40)]);
    }

    [Fact]
    public async Task Who_sees_all_and_who_is_given_all_are_told_the_same()
    {
        await using var firm = new RunTests.Firm();
        await firm.InitializeAsync();
        await firm.Ran();
        var seller = GuanxiApp.Someone(Scope.Own, ValueRights.Read) with { Id = RunTests.Firm.Seller };
        var some = (await firm.App.Run(new GradeWhatIf { Edges = Wider }, seller)).Value;
        some.Customers.ShouldBe(200);
        await firm.App.Use(async db =>
        {
            await db.Set<Guanxi.Customers.Customer>().ExecuteUpdateAsync(c => c.SetProperty(x => x.OwnerId, RunTests.Firm.Seller));
        });

        var (counted, reckoned) = ((await firm.App.Run(new GradeWhatIf { Edges = Wider }, seller)).Value, (await firm.App.Run(new GradeWhatIf { Edges = Wider })).Value);

        reckoned.Customers.ShouldBe(600);
        counted.Moves.ShouldBe(reckoned.Moves);
        counted.Grades.ShouldBe(reckoned.Grades);
    }

    [Fact]
    public async Task A_number_of_the_matrix_opens_as_many_customers()
    {
        await using var firm = await Open();

        var first = (await firm.App.Run(new WhoMoves { Edges = Wider, From = "small", To = "ordinary", Take = 6 })).Value;
        var second = (await firm.App.Run(new WhoMoves { Edges = Wider, From = "small", To = "ordinary", Take = 6, AfterPlace = first.Next })).Value;

        first.Customers.Concat(second.Customers).Select(c => c.CustomerId).ShouldBe(firm.Customers[50..60]);
        second.Next.ShouldBeNull();
        (await firm.App.Run(new WhoMoves { Edges = Wider, From = "major", To = "small" })).Value.Customers.ShouldBeEmpty();
        (await firm.App.Run(new WhoMoves { Edges = Wider, From = "small", To = "ordinary" }, GuanxiApp.Someone(Scope.Own, ValueRights.Read) with { Id = GradedFirm.Seller })).Value.Customers.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData("by=share&major=5&minor=20&ordinary=60&move=small.ordinary&after=52", 50, 60)]
    [InlineData("major=5&minor=20&ordinary=60&move=minor.major", 1, 5)]
    [InlineData("by=value&major=9500&minor=5000&ordinary=2000&move=minor.major", 1, 6)]
    [InlineData("by=share&major=viel&minor=20&ordinary=60&move=small.ordinary", 0, 0)]
    [InlineData("by=share&major=5&minor=20&ordinary=60", 0, 0)]
    [InlineData("move=small.ordinary", 0, 0)]
    [Trait("Row", "INS-2")]
    public async Task The_customers_of_a_move_are_kept_as_the_page_shows_them(string words, int first, int end)
    {
        await using var firm = await Open();

        var list = await firm.App.Run(new KeepList { Name = "Would move", Source = "/value/what-if?" + words });

        if (first == end) list.Refusal.ShouldBe("customers.kept.nobody");
        else (await firm.App.Use(db => db.Set<KeptListEntry>().Where(e => e.ListId == list.Value).Select(e => e.CustomerId).ToListAsync())).ShouldBe(firm.Customers[first..end], ignoreOrder: true);
    }

    [Fact]
    public async Task Edges_may_be_least_values_too()
    {
        await using var firm = await Open();
        var edges = new GradeEdges { MajorShare = 0.01, MinorShare = 0.2, OrdinaryShare = 0.5, Thresholds = new(950_000, 500_000, 200_000) };

        var view = (await firm.App.Run(new GradeWhatIf { Edges = edges })).Value;

        view.Grades.Select(g => g.CustomersAfter).ShouldBe([6, 45, 30, 19], "who has just as much belongs to it");
        (await firm.App.Run(new GradeWhatIf { Edges = edges with { Thresholds = new(1, 2, 3) } })).Refusal.ShouldBe("value.settings.thresholds_out_of_order");
        (await firm.App.Run(new GradeWhatIf { Edges = Wider with { OrdinaryShare = 0.1 } })).Refusal.ShouldBe("value.settings.shares_out_of_order");
    }

    [Fact]
    public async Task Who_has_a_grade_by_hand_stays()
    {
        await using var firm = await Open();
        _ = (await firm.App.Run(new OverrideGrade { CustomerId = firm.Customers[2], Grade = "small", Reason = "Asked for it", Until = GradedFirm.Today.AddDays(9) })).Value;

        var view = (await firm.App.Run(new GradeWhatIf { Edges = Wider })).Value;

        view.ByHand.ShouldBe(1);
        view.Moves.Single(m => m is { From: "minor", To: "major" }).Customers.ShouldBe(3);
        view.Moves.Single(m => m is { From: "small", To: "small" }).Customers.ShouldBe(41);
        (await firm.App.Run(new WhoMoves { Edges = Wider, From = "minor", To = "major" })).Value.Customers.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Approved_by_somebody_else_the_edges_are_in_force_and_the_run_moves_the_customers()
    {
        await using var firm = await Open();
        var id = await Propose(firm);
        (await firm.App.Run(new ValueSettingsNow())).Value.OrdinaryShare.ShouldBe(0.5, "nothing changes before");

        var job = await firm.App.Run(new ApproveProposal { ProposalId = id }, Approver);

        (await firm.App.Run(new ValueSettingsNow())).Value.ShouldSatisfyAllConditions(s => s.MajorShare.ShouldBe(0.05), s => s.OrdinaryShare.ShouldBe(0.6));
        (await firm.App.Services.GetRequiredService<JobRunner>().Run(job.Value, default)).State.ShouldBe(JobState.Done);
        (await firm.App.Run(new ValueDashboard())).Value.Grades.Select(g => g.Customers).ShouldBe([5, 15, 40, 40]);
        var row = (await firm.App.Run(new GradeProposals(), Approver)).Value.Single();
        row.ShouldSatisfyAllConditions(r => r.State.ShouldBe(ProposalState.Approved), r => r.Moved.ShouldBe(14), r => r.MayApprove.ShouldBeFalse());
        (await firm.App.Use(db => db.Set<AuditEntry>().CountAsync(a => a.UseCase == nameof(ApproveProposal) && a.ActorId == Approver.Id))).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_decided_never_changes_again()
    {
        await using var firm = await Open();
        var (rejected, withdrawn) = (await Propose(firm), await Propose(firm));
        (await firm.App.Run(new RejectProposal { ProposalId = rejected }, Approver)).Ok.ShouldBeFalse("a rejection says why");
        (await firm.App.Run(new WithdrawProposal { ProposalId = withdrawn }, GuanxiApp.Someone(Scope.All, ValueRights.Edit))).Refusal.ShouldBe("value.proposal.not_yours");

        _ = (await firm.App.Run(new RejectProposal { ProposalId = rejected, Reason = "Too many" }, Approver)).Value;
        _ = (await firm.App.Run(new WithdrawProposal { ProposalId = withdrawn }, Proposer)).Value;

        foreach (var id in new[] { rejected, withdrawn })
        {
            (await firm.App.Run(new ApproveProposal { ProposalId = id }, Approver)).Refusal.ShouldBe("value.proposal.closed");
            (await firm.App.Run(new RejectProposal { ProposalId = id, Reason = "No" }, Approver)).Refusal.ShouldBe("value.proposal.closed");
            (await firm.App.Run(new WithdrawProposal { ProposalId = id }, Proposer)).Refusal.ShouldBe("value.proposal.closed");
        }
        (await firm.App.Run(new GradeProposals())).Value.Select(p => p.State).ShouldBe([ProposalState.Withdrawn, ProposalState.Rejected]);
        (await firm.App.Run(new ValueSettingsNow())).Value.ShouldBe(new ValueSettings());
        (await firm.App.Run(new ApproveProposal { ProposalId = Id<GradeProposal>.New() }, Approver)).Refusal.ShouldBe("value.proposal.not_found");
    }

    [Fact]
    public async Task Whoever_proposes_does_not_approve_unless_nobody_else_may()
    {
        await using var firm = await Open();
        var boss = await Hired(firm, "owner");
        var alone = (await firm.App.Run(new ProposeEdges { Name = "Wider", Reason = "Try", Edges = Wider }, boss)).Value;
        (await firm.App.Run(new GradeProposals(), boss)).Value.Single().ShouldSatisfyAllConditions(p => p.OnlyApprover.ShouldBeTrue(), p => p.MayApprove.ShouldBeTrue());

        await Hired(firm, "sales");
        var second = await Hired(firm, "manager");

        (await firm.App.Run(new GradeProposals(), boss)).Value.Single().MayApprove.ShouldBeFalse();
        (await firm.App.Run(new ApproveProposal { ProposalId = alone }, boss)).Refusal.ShouldBe("value.proposal.own");
        _ = (await firm.App.Run(new LetGo { PersonId = second.Id })).Value;
        (await firm.App.Run(new ApproveProposal { ProposalId = alone }, boss)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_proposal_against_edges_that_are_no_longer_there_is_refused()
    {
        await using var firm = await Open();
        var (first, second) = (await Propose(firm), await Propose(firm));
        _ = (await firm.App.Run(new ApproveProposal { ProposalId = first }, Approver)).Value;

        (await firm.App.Run(new ApproveProposal { ProposalId = second }, Approver)).Refusal.ShouldBe("value.proposal.edges_changed_meanwhile");
        (await firm.App.Run(new ProposeEdges { Name = "Same", Reason = "Same", Edges = Wider }, Proposer)).Refusal.ShouldBe("value.proposal.nothing_moved");
    }

    [Fact]
    public async Task There_is_no_second_door_to_the_edges()
    {
        await using var firm = await Open();

        (await firm.App.Run(new ChangeValueSettings { Settings = new() { MajorShare = 0.02 } }, Proposer)).Refusal.ShouldBe("value.settings.edges_need_approval");
        (await firm.App.Run(new ChangeValueSettings { Settings = new() { PlanningDays = 60 } }, Proposer)).Ok.ShouldBeTrue();
        (await firm.App.Run(new ApproveProposal { ProposalId = await Propose(firm) }, Proposer)).Refusal.ShouldBe("kernel.right.missing");
    }

    [Fact]
    public async Task The_page_shows_what_would_move_and_sends_the_proposal()
    {
        await using var firm = await Open();
        using var owner = await Visitor.SignedIn(firm.App);
        const string Asked = "/value/what-if?by=share&major=5&minor=20&ordinary=60";

        var page = await owner.Read(Asked);
        page.ShouldContain("move=small.ordinary");
        (await owner.Submit(Asked, "propose", new() { ["Form.Name"] = "More major", ["Form.Reason"] = "Two more managers" })).StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);

        var proposal = (await firm.App.Run(new GradeProposals())).Value.Single();
        proposal.Edges.ShouldBe(Wider);
        (await owner.Read("/value/what-if")).ShouldContain("More major");
        (await owner.Submit("/value/what-if", $"approve-{proposal.Id}", [])).StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        (await firm.App.Run(new GradeProposals())).Value.Single().State.ShouldBe(ProposalState.Approved);
        (await owner.Read("/value/what-if?by=value&major=9000&minor=5000&ordinary=2000")).ShouldContain("<table");
        (await owner.Read("/value/what-if?by=share&major=x&minor=5&ordinary=2")).ShouldContain("role=\"alert\"");
    }

    private static async Task<GradedFirm> Open()
    {
        var firm = new GradedFirm();
        await firm.InitializeAsync();
        return firm;
    }

    private static async Task<Actor> Hired(GradedFirm firm, string role)
    {
        var name = $"{role}{Ids.Next()}";
        var id = (await firm.App.Run(new Hire { Name = name, UserName = name, Role = role, Password = Visitor.Password })).Value;
        return (await firm.App.Use(_ => firm.App.Services.CreateScope().ServiceProvider.GetRequiredService<IActors>().Find(id, default)))!;
    }

    private static async Task<Id<GradeProposal>> Propose(GradedFirm firm) => (await firm.App.Run(new ProposeEdges { Name = "Wider", Reason = "Two more managers", Edges = Wider }, Proposer)).Value;
}
