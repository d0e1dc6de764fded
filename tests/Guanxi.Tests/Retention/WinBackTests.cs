using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Retention.WinBack.Cases;
using Guanxi.Retention.WinBack.Effects;
using Guanxi.Retention.WinBack.PlayBooks;
using Guanxi.Retention.WinBack.Rounds;
using Guanxi.Tests.Customers;
using Guanxi.Tests.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Retention;

[Trait("Row", "RET-3")]
public sealed class WinBackTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private async Task<Customer> Lost(string grade = "minor", Id<Person>? owner = null)
    {
        var customer = await app.Known(CustomersGiven.Customer($"Lost {Ids.Next()}", owner: owner));
        await app.Face(customer.Id, grade: grade, stage: "lost", value: 10_000);
        return customer;
    }

    private async Task Ready()
    {
        if ((await app.Use(db => db.Setting<FirmSettings>(default))).BaseCurrency.Length == 0) await new Books(app).Of("CNY");
    }

    [Fact]
    public async Task Starting_makes_a_task_of_each_step_and_ending_does_them()
    {
        await Ready();
        var customer = await Lost("major");

        var id = (await app.Run(new StartWinBack { CustomerId = customer.Id })).Value;

        var steps = (await app.Run(new CustomerWinBack { CustomerId = customer.Id })).Value.Steps;
        steps.Count.ShouldBe(new PlayBooks().Major.Steps.Count);
        steps.ShouldAllBe(s => !s.Title.Contains('[') && s.DoneAt == null && s.DueOn.DayOfWeek != DayOfWeek.Saturday && s.DueOn.DayOfWeek != DayOfWeek.Sunday);
        (await app.Run(new StartWinBack { CustomerId = customer.Id })).Refusal.ShouldBe("retention.win_back.running_already");
        (await app.Run(new LetCustomerGo { CustomerId = customer.Id, Reason = "x" })).Refusal.ShouldBe("retention.win_back.running_already");
        (await app.Run(new EndWinBack { CustomerId = customer.Id, WinBackId = id, Reason = "Moved abroad" })).Value.ShouldBe(WinBackState.GivenUp);
        (await app.Run(new CustomerWinBack { CustomerId = customer.Id })).Value.Steps.ShouldAllBe(s => s.DoneAt != null && s.Result == "Moved abroad");
    }

    [Fact]
    public async Task An_offer_is_at_most_what_the_play_book_allows()
    {
        await Ready();
        (await app.Run(new ChangePlayBook { Grade = "ordinary", Stance = Stance.WithinReason, OfferUpTo = 80, Days = 45, Steps = [new() { Day = 5, Words = "Call" }, new() { Day = 1, Words = "Write" }, new() { Day = 9 }] })).Value
            .Steps.Select(s => s.Words).ShouldBe(["Write", "Call"]);
        var customer = await Lost("ordinary");
        var id = (await app.Run(new StartWinBack { CustomerId = customer.Id })).Value;

        (await app.Run(new MakeOffer { CustomerId = customer.Id, WinBackId = id, Offer = 80.01m })).Refusal.ShouldBe("retention.win_back.offer_too_high");
        (await app.Run(new MakeOffer { CustomerId = customer.Id, WinBackId = id, Offer = 80m })).Value.ShouldBeTrue();

        (await app.Run(new CustomerWinBack { CustomerId = customer.Id })).Value.Running!.OfferMinor.ShouldBe(8_000);
    }

    [Fact]
    public async Task A_step_that_nobody_worded_anew_stays_in_every_language()
    {
        await Ready();
        var before = (await app.Run(new PlayBooksNow())).Value.Minor;

        var saved = (await app.Run(new ChangePlayBook { Grade = "minor", Stance = before.Stance, Days = before.Days, Steps = [.. before.Steps.Select((s, i) => new StepEntry { Day = s.Day + 1, Words = i == 0 ? "Own words" : s.Words })] })).Value;

        saved.Steps.Select(s => s.Words).ShouldBe(["Own words", null, null, null]);
    }

    [Fact]
    public async Task Whom_the_firm_does_not_want_back_nobody_starts_with()
    {
        await Ready();
        var customer = await Lost();
        _ = (await app.Run(new ListNever { CustomerId = customer.Id, Reason = NeverReason.Fraudulent, Note = "Bought with a stolen card" })).Value;

        (await app.Run(new StartWinBack { CustomerId = customer.Id })).Refusal.ShouldBe("retention.never.listed");
        (await app.Run(new ListNever { CustomerId = customer.Id, Reason = NeverReason.Abusive, Note = "x" })).Refusal.ShouldBe("retention.never.listed_already");
        (await app.Run(new LiftNever { CustomerId = customer.Id })).Value.ShouldBeTrue();
        (await app.Run(new StartWinBack { CustomerId = customer.Id })).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Letting_go_is_a_decision_with_a_reason()
    {
        await Ready();
        var customer = await Lost("small");

        (await app.Run(new LetCustomerGo { CustomerId = customer.Id, Reason = "" })).Ok.ShouldBeFalse();
        _ = (await app.Run(new LetCustomerGo { CustomerId = customer.Id, Reason = "Costs more than it brings" })).Value;

        (await app.Run(new CustomerWinBack { CustomerId = customer.Id })).Value.Cases.ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.State.ShouldBe(WinBackState.LetGo), c => c.Reason.ShouldBe("Costs more than it brings"));
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task Of_customers_out_of_reach_nothing_is_shown_and_nothing_done()
    {
        await Ready();
        var customer = await Lost(owner: Id<Person>.New());
        var id = (await app.Run(new StartWinBack { CustomerId = customer.Id })).Value;
        var seller = GuanxiApp.Someone(Scope.Own, "value.read", "retention.edit", "retention.plan");

        (await app.Run(new CustomerWinBack { CustomerId = customer.Id }, seller)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new EndWinBack { CustomerId = customer.Id, WinBackId = id, Reason = "x" }, seller)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new WinBackList { AnyState = true }, seller)).Value.Total.ShouldBe(0);
        (await app.Run(new RoundPreview { Grades = ["minor"], Stages = ["lost"] }, seller)).Value.Customers.ShouldBe(0);
        (await app.Run(new StartWinBack { CustomerId = customer.Id }, GuanxiApp.Someone(Scope.All, "value.read"))).Refusal.ShouldBe("kernel.right.missing");
    }
}
