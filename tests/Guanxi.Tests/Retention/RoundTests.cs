using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Retention.WinBack.Cases;
using Guanxi.Retention.WinBack.Effects;
using Guanxi.Retention.WinBack.Rounds;
using Guanxi.Tests.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Retention;

[Trait("Row", "RET-4")]
public sealed class RoundTests : IAsyncLifetime
{
    private readonly GuanxiApp app = new();

    public ValueTask InitializeAsync() => app.InitializeAsync();
    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_round_sets_a_random_part_of_each_grade_aside_and_gives_the_others_their_steps()
    {
        foreach (var grade in (string[])["major", "minor"])
            for (var i = 0; i < 20; i++)
            {
                var customer = await app.Known(CustomersGiven.Customer($"{grade} {i}"));
                await app.Face(customer.Id, grade: grade, stage: i < 15 ? "lost" : "maturity", value: 1_000 + i);
                if (i == 0) _ = (await app.Run(new ListNever { CustomerId = customer.Id, Note = "x" })).Value;
                if (i == 1) _ = (await app.Run(new StartWinBack { CustomerId = customer.Id })).Value;
            }
        var asked = new StartRound { Name = "Spring", Grades = ["major", "minor"], Stages = ["lost"], ControlShare = 0.2, Seed = 5 };

        var preview = (await app.Run(new RoundPreview { Grades = asked.Grades, Stages = asked.Stages, ControlShare = 0.2 })).Value;
        preview.ShouldSatisfyAllConditions(p => p.Customers.ShouldBe(26), p => p.Never.ShouldBe(2), p => p.UnderWay.ShouldBe(2), p => p.Grades.Select(g => (g.Treated, g.Control)).ShouldBe([(10, 3), (10, 3)]));
        var id = (await app.Run(asked)).Value;

        var cases = await app.Use(db => db.Set<WinBackCase>().AsNoTracking().Where(w => w.RoundId == id).ToListAsync());
        cases.GroupBy(c => (c.Grade, c.State)).ToDictionary(g => g.Key, g => g.Count()).ShouldBe(new Dictionary<(string?, WinBackState), int>
        { [("major", WinBackState.Running)] = 10, [("major", WinBackState.SetAside)] = 3, [("minor", WinBackState.Running)] = 10, [("minor", WinBackState.SetAside)] = 3 }, ignoreOrder: true);
        cases.ShouldAllBe(c => Math.Abs(c.Probability - (c.Arm == WinBackArm.Control ? 3.0 / 13 : 10.0 / 13)) < 1e-12);
        var aside = cases.Where(c => c.State == WinBackState.SetAside).Select(c => c.CustomerId).ToList();
        (await app.Use(db => db.Set<FollowUp>().CountAsync(t => aside.Contains(t.CustomerId)))).ShouldBe(0, "nobody is asked to try with those set aside");
        (await app.Run(new RoundPreview { Grades = asked.Grades, Stages = asked.Stages })).Value.Customers.ShouldBe(0, "they are under way");
        (await app.Run(new StartRound { Name = "Again", Grades = asked.Grades, Stages = asked.Stages })).Refusal.ShouldBe("retention.round.nobody");
        (await app.Run(new RoundList())).Value.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Treated.ShouldBe(20), r => r.Control.ShouldBe(6), r => r.Seed.ShouldBe(5));
    }

    [Fact]
    public async Task Who_is_set_aside_is_tried_only_with_a_reason_that_is_kept_and_counted()
    {
        var customers = new List<Customer>();
        for (var i = 0; i < 4; i++)
        {
            customers.Add(await app.Known(CustomersGiven.Customer($"Lost {i}")));
            await app.Face(customers[^1].Id, grade: "minor", stage: "lost", value: 1_000);
        }
        var id = (await app.Run(new StartRound { Name = "Spring", Grades = ["minor"], Stages = ["lost"], ControlShare = 0.25 })).Value;
        var aside = await app.Use(db => db.Set<WinBackCase>().AsNoTracking().SingleAsync(w => w.State == WinBackState.SetAside));

        (await app.Run(new StartWinBack { CustomerId = aside.CustomerId })).Refusal.ShouldBe("retention.win_back.set_aside");
        (await app.Run(new StartWinBack { CustomerId = aside.CustomerId, Because = "He called himself" })).Value.ShouldBe(aside.Id);

        var tried = await app.Use(db => db.Set<WinBackCase>().AsNoTracking().SingleAsync(w => w.Id == aside.Id));
        tried.ShouldSatisfyAllConditions(t => t.State.ShouldBe(WinBackState.Running), t => t.Arm.ShouldBe(WinBackArm.Control), t => t.TriedBecause.ShouldBe("He called himself"));
        (await app.Run(new WinBackEffect { RoundId = id })).Value.All.Contaminated.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_finds_who_came_back_and_what_they_brought()
    {
        var firm = await WatchedFirm.Of(app);
        var start = WatchedFirm.Today.AddDays(-40);
        var round = await app.Given(WinBackRound.Start(Id<WinBackRound>.New(), "Winter", 1, 0.5, "{}", start, start.AddDays(30), 2, 2, Actor.System.Id, default));
        WinBackCase Drawn(int customer, bool control) => WinBackCase.Drawn(firm.Customers[customer], round.Id, control, 0.5, "minor", Actor.System.Id, Actor.System.Id, start, days: 30);
        // The regular buyer comes every 15 days; the one who paused and the one who is gone don't come.
        var (back, quiet, aside, asideQuiet) = (await app.Given(Drawn(WatchedFirm.Regular, false)), await app.Given(Drawn(WatchedFirm.Pausing, false)), await app.Given(Drawn(WatchedFirm.Saving, true)), await app.Given(Drawn(WatchedFirm.Gone, true)));
        var running = await app.Given(WinBackCase.Start(firm.Customers[4], null, Actor.System.Id, Actor.System.Id, WatchedFirm.Today, days: 30));
        var task = await app.Given(FollowUp.Plan(back.CustomerId, "Call", Actor.System.Id, start, $"retention.win_back.{back.Id}.1", Actor.System.Id, default));

        await firm.Run();

        (await State(back)).ShouldSatisfyAllConditions(w => w.State.ShouldBe(WinBackState.WonBack), w => w.ReturnedOn!.Value.ShouldBeGreaterThan(start), w => w.Purchases.ShouldBe(2), w => w.MarginMinor.ShouldBe(2 * 60_000));
        (await State(quiet)).ShouldSatisfyAllConditions(w => w.State.ShouldBe(WinBackState.Expired), w => w.MarginMinor.ShouldBe(0), w => w.MeasuredOn.ShouldBe(start.AddDays(30)));
        (await State(aside)).State.ShouldBe(WinBackState.WonBack, "came back by himself");
        (await State(asideQuiet)).State.ShouldBe(WinBackState.Expired);
        (await State(running)).State.ShouldBe(WinBackState.Running);
        (await app.Use(db => db.Set<FollowUp>().AsNoTracking().SingleAsync(t => t.Id == task.Id))).DoneAt.ShouldNotBeNull("nobody need win back who came");
        var effect = (await app.Run(new WinBackEffect { RoundId = round.Id })).Value;
        effect.All.ShouldSatisfyAllConditions(a => a.Treated.ShouldBe(2), a => a.Control.ShouldBe(2), a => a.TreatedShare.ShouldBe(0.5), a => a.Verdict.ShouldBe(EffectVerdict.TooFew));
        (await app.Run(new WinBackEffect())).Value.ShouldSatisfyAllConditions(e => e.ByHand.ShouldBe(1), e => e.ByHandReturned.ShouldBe(0));
    }

    private Task<WinBackCase> State(WinBackCase winBack) => app.Use(db => db.Set<WinBackCase>().AsNoTracking().SingleAsync(w => w.Id == winBack.Id));
}
