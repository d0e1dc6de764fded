using System.Net;
using Guanxi.Insight;
using Guanxi.Tests.Start;
using Guanxi.Value;
using Guanxi.Value.Appeals;

namespace Guanxi.Tests.Value;

[Trait("Row", "VAL-3")]
public sealed class AppealTests
{
    private static readonly Actor Reader = GuanxiApp.Someone(Scope.All, ValueRights.Read);

    [Fact]
    public async Task An_appeal_keeps_what_the_label_said_and_waits_for_an_answer()
    {
        await using var firm = await Open();
        _ = (await Raise(firm, 99, AppealLabel.Grade)).Value;
        firm.Clock.Now = firm.Clock.Now.AddHours(1);
        _ = (await Raise(firm, 3, AppealLabel.Stage)).Value;

        var open = (await firm.App.Run(new AppealList())).Value.Appeals;

        open.Select(a => (a.CustomerId, a.Label, a.Said)).ShouldBe([(firm.Customers[99], AppealLabel.Grade, "small"), (firm.Customers[3], AppealLabel.Stage, "acquisition")]);
        (await Raise(firm, 99, AppealLabel.Grade)).Refusal.ShouldBe("value.appeal.open_already");
        (await Raise(firm, 99, AppealLabel.Risk)).Ok.ShouldBeTrue();
        (await firm.App.Run(new AppealList(), GuanxiApp.Someone(Scope.Own, ValueRights.Read) with { Id = GradedFirm.Seller })).Value.Appeals.ShouldBeEmpty("the seller has the others");
        var first = (await firm.App.Run(new AppealList { Take = 2 })).Value;
        (await firm.App.Run(new AppealList { Take = 2, After = first.Next })).Value.Appeals.Select(a => a.Label).ShouldBe([AppealLabel.Risk]);
    }

    [Fact]
    public async Task Accepted_it_sets_the_grade_by_hand_with_the_answer_as_the_reason()
    {
        await using var firm = await Open();
        var appeal = await Only(firm, 99, AppealLabel.Grade);
        (await firm.App.Run(new AnswerAppeal { CustomerId = firm.Customers[99], AppealId = appeal, Accepted = true, Answer = "True" })).Refusal.ShouldBe("value.appeal.needs_grade");
        (await firm.App.Run(new AnswerAppeal { CustomerId = firm.Customers[99], AppealId = appeal, Accepted = true, Answer = "True" }, Reader)).Refusal.ShouldBe("kernel.right.missing");

        _ = (await firm.App.Run(new AnswerAppeal { CustomerId = firm.Customers[99], AppealId = appeal, Accepted = true, Answer = "Opens ten shops", Grade = "minor", Until = GradedFirm.Today.AddDays(60) })).Value;

        (await firm.Standing(99)).Grade.ShouldBe("minor");
        (await firm.App.Run(new CustomerGradeCard { CustomerId = firm.Customers[99] })).Value.ByHand!.Reason.ShouldBe("Opens ten shops");
        (await firm.App.Run(new AppealList())).Value.Appeals.ShouldBeEmpty();
        (await firm.App.Run(new AppealList { CustomerId = firm.Customers[99] })).Value.Appeals.Single().ShouldSatisfyAllConditions(a => a.State.ShouldBe(AppealState.Accepted), a => a.Answer.ShouldBe("Opens ten shops"));
    }

    [Fact]
    public async Task Accepted_against_a_level_it_sets_the_level()
    {
        await using var firm = await Open();
        var appeal = await Only(firm, 1, AppealLabel.Level);

        (await firm.App.Run(new AnswerAppeal { CustomerId = firm.Customers[1], AppealId = appeal, Accepted = true, Answer = "Yes" })).Refusal.ShouldBe("value.appeal.needs_level");
        (await firm.App.Run(new AnswerAppeal { CustomerId = firm.Customers[1], AppealId = appeal, Accepted = true, Answer = "Yes", Level = RelationshipLevel.Proactive }, GuanxiApp.Someone(Scope.All, ValueRights.Edit))).Refusal.ShouldBe("kernel.right.missing");
        _ = (await firm.App.Run(new AnswerAppeal { CustomerId = firm.Customers[1], AppealId = appeal, Accepted = true, Answer = "Yes", Level = RelationshipLevel.Proactive })).Value;

        (await firm.App.Run(new CustomerLevelCard { CustomerId = firm.Customers[1] })).Value.Practised!.Level.ShouldBe(RelationshipLevel.Proactive);
    }

    [Fact]
    public async Task Rejected_it_says_why_and_never_changes_again()
    {
        await using var firm = await Open();
        var appeal = await Only(firm, 99, AppealLabel.Grade);
        (await firm.App.Run(new AnswerAppeal { CustomerId = firm.Customers[99], AppealId = appeal, Answer = " " })).Ok.ShouldBeFalse();

        _ = (await firm.App.Run(new AnswerAppeal { CustomerId = firm.Customers[99], AppealId = appeal, Answer = "Bought once" })).Value;

        (await firm.Standing(99)).Grade.ShouldBe("small");
        (await firm.App.Run(new AnswerAppeal { CustomerId = firm.Customers[99], AppealId = appeal, Answer = "Again" })).Refusal.ShouldBe("value.appeal.answered_already");
        (await firm.App.Run(new AnswerAppeal { CustomerId = firm.Customers[1], AppealId = appeal, Answer = "Other" })).Refusal.ShouldBe("value.appeal.not_found");
        (await Raise(firm, 99, AppealLabel.Grade)).Ok.ShouldBeTrue("a new one may come");
    }

    [Fact]
    public async Task Raised_on_the_customers_page_it_is_answered_on_the_list()
    {
        await using var firm = await Open();
        using var owner = await Visitor.SignedIn(firm.App);
        var page = $"/customers/{firm.Customers[99]}";

        (await owner.Submit(page, "appeal-grade", new() { ["Objection.Note"] = "Pays for a whole chain" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await owner.Read(page)).ShouldContain("Pays for a whole chain");
        var list = await owner.Read("/value/appeals");
        list.ShouldContain("Pays for a whole chain");
        var appeal = (await firm.App.Run(new AppealList())).Value.Appeals.Single();
        (await owner.Submit("/value/appeals", "answer-grade", new()
        {
            ["Form.CustomerId"] = firm.Customers[99].ToString(), ["Form.AppealId"] = appeal.Id.ToString(), ["Form.Accepted"] = "true", ["Form.Answer"] = "Indeed", ["Form.Grade"] = "ordinary", ["Form.Until"] = "2026-05-01",
        })).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await firm.Standing(99)).Grade.ShouldBe("ordinary");
    }

    private static async Task<GradedFirm> Open()
    {
        var firm = new GradedFirm();
        await firm.InitializeAsync();
        return firm;
    }

    private static Task<Outcome<Id<Guanxi.Customers.Customer>>> Raise(GradedFirm firm, int i, AppealLabel label) =>
        firm.App.Run(new RaiseAppeal { CustomerId = firm.Customers[i], Label = label, Note = "Wrong" }, Reader);

    private static async Task<Id<Appeal>> Only(GradedFirm firm, int i, AppealLabel label)
    {
        _ = (await Raise(firm, i, label)).Value;
        return (await firm.App.Run(new AppealList { CustomerId = firm.Customers[i] })).Value.Appeals.Single().Id;
    }
}
