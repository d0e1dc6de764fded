using CsCheck;
using Guanxi.Customers;
using Guanxi.Retention.WinBack.Cases;
using Guanxi.Retention.WinBack.Rounds;

namespace Guanxi.Tests.Retention;

[Trait("Row", "RET-3")]
public sealed class WinBackCaseTests
{
    private static readonly DateOnly Start = new(2026, 1, 5);
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 4, 0, 0, TimeSpan.Zero);
    private static readonly Id<Person> Someone = Id<Person>.New();

    private enum Act { GiveUp, LetGo, TryAnyway, Offer, Quiet, Bought, TakenBack }

    // Whatever people and runs do, in whatever order: who came back is known by a purchase alone, what a person ended stays ended, and the arm is that of the draw.
    [Fact]
    public void Whatever_happens_only_a_purchase_wins_back_and_what_a_person_ended_stays_ended() =>
        Gen.Select(Gen.Bool, Gen.Select(Gen.Int[0, 6], Gen.Int[0, 40]).Array[1, 25]).Sample((control, steps) =>
        {
            var winBack = WinBackCase.Drawn(Id<Customer>.New(), Id<WinBackRound>.New(), control, 0.1, "minor", Someone, Someone, Start, days: 30);
            var day = Start;
            foreach (var (act, later) in steps)
            {
                day = day.AddDays(later);
                var before = winBack.State;
                var refused = Do(winBack, (Act)act, day);
                winBack.Arm.ShouldBe(control ? WinBackArm.Control : WinBackArm.Treated);
                if (before is WinBackState.GivenUp or WinBackState.LetGo) winBack.State.ShouldBe(before);
                if (winBack.State == WinBackState.WonBack) winBack.ReturnedOn.ShouldNotBeNull();
                if (winBack.State == WinBackState.Expired && before != WinBackState.Expired) day.ShouldBeGreaterThan(winBack.UntilOn);
                if (winBack.State != before && (winBack.State is WinBackState.WonBack or WinBackState.Expired)) ((Act)act).ShouldBeOneOf(Act.Quiet, Act.Bought, Act.TakenBack);
                if (winBack.State is WinBackState.GivenUp or WinBackState.LetGo) (winBack.Reason is { Length: > 0 } && winBack.EndedBy is not null).ShouldBeTrue();
                if (control && winBack.State == WinBackState.Running) winBack.TriedBecause.ShouldNotBeNull();
                if (refused) winBack.State.ShouldBe(before);
                winBack.OfferMinor.ShouldBeInRange(0, 500);
            }
        });

    [Theory]
    [InlineData(WinBackState.Running, true), InlineData(WinBackState.SetAside, false), InlineData(WinBackState.WonBack, false), InlineData(WinBackState.Expired, false), InlineData(WinBackState.GivenUp, false), InlineData(WinBackState.LetGo, false)]
    internal void Only_what_runs_can_be_ended_by_a_person(WinBackState state, bool can)
    {
        var winBack = In(state);

        Refused(() => winBack.GiveUp("No use", Someone, Now)).ShouldBe(can ? null : "retention.win_back.ended_already");
    }

    [Fact]
    public void The_window_is_over_the_day_after_its_last()
    {
        var winBack = WinBackCase.Start(Id<Customer>.New(), "minor", Someone, Someone, Start, days: 30);
        winBack.Measure(default, Start.AddDays(30), Now);
        winBack.State.ShouldBe(WinBackState.Running);
        winBack.Measure(default, Start.AddDays(31), Now);
        winBack.State.ShouldBe(WinBackState.Expired);
        winBack.MeasuredOn.ShouldBe(Start.AddDays(30));
    }

    [Fact]
    public void An_order_that_came_in_late_still_counts_and_one_that_was_taken_back_no_longer_does()
    {
        var winBack = WinBackCase.Start(Id<Customer>.New(), "minor", Someone, Someone, Start, days: 30);
        winBack.Measure(new(Start.AddDays(4), 1, 900, 2), Start.AddDays(10), Now);
        winBack.State.ShouldBe(WinBackState.WonBack);
        winBack.Measure(default, Start.AddDays(11), Now);
        winBack.State.ShouldBe(WinBackState.Running, "the import that brought the order was taken back");
    }

    private static bool Do(WinBackCase winBack, Act act, DateOnly day) => Refused(() =>
    {
        switch (act)
        {
            case Act.GiveUp: winBack.GiveUp("No use", Someone, Now); break;
            case Act.LetGo: winBack.LetGo("Too small", Someone, Now); break;
            case Act.TryAnyway: winBack.TryAnyway("He called", Someone, Someone); break;
            case Act.Offer: winBack.Offer(day.DayNumber % 700, 500); break;
            case Act.Bought: winBack.Measure(new(Start.AddDays(3), 1, 100, 0), day, Now); break;
            default: winBack.Measure(default, day, Now); break;
        }
    }) is not null;

    private static WinBackCase In(WinBackState state)
    {
        var winBack = WinBackCase.Drawn(Id<Customer>.New(), Id<WinBackRound>.New(), state == WinBackState.SetAside, 0.5, null, Someone, Someone, Start, days: 30);
        if (state == WinBackState.WonBack) winBack.Measure(new(Start.AddDays(1), 1, 1, 0), Start.AddDays(2), Now);
        if (state == WinBackState.Expired) winBack.Measure(default, Start.AddDays(40), Now);
        if (state == WinBackState.GivenUp) winBack.GiveUp("x", Someone, Now);
        if (state == WinBackState.LetGo) winBack.LetGo("x", Someone, Now);
        winBack.State.ShouldBe(state);
        return winBack;
    }

    private static string? Refused(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (RefusedException refused)
        {
            return refused.Code;
        }
    }
}
