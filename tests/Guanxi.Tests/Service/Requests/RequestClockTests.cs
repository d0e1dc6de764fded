using System.Globalization;
using Guanxi.Service.Requests;
using Guanxi.Service.Requests.Limits;
using Guanxi.Staff;

namespace Guanxi.Tests.Service.Requests;

/// <summary>The limits of a request over nights, holidays, made-up days, time zones and pauses.</summary>
[Trait("Row", "SVC-1"), Trait("Suite", "once")]
public sealed class RequestClockTests
{
    private static readonly Id<Person> By = Id<Person>.New();

    private static WorkCalendar InChina(string zone = "Asia/Shanghai") => new WorkCalendars(new() { Days = WorkTimes.ChinasHolidays }, TimeZoneInfo.FindSystemTimeZoneById(zone)).Firm;

    private static DateTimeOffset At(string local, string zone = "Asia/Shanghai")
    {
        var time = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(time)).ToUniversalTime();
    }

    [Fact]
    public void Limits_run_in_working_hours_over_the_national_holiday_and_its_made_up_day()
    {
        // On the last afternoon before seven days off; Saturday the 10th is worked in their place.
        var (request, _) = RequestGiven.Receive(RequestGiven.Clock(At("2026-09-30 16:00"), InChina()));

        request.RespondBy.ShouldBe(At("2026-10-08 11:00"), "two hours on the 30th, two on the 8th");
        request.SolveBy.ShouldBe(At("2026-10-10 13:00"), "2 on the 30th, 9 on the 8th, 9 on the 9th, 4 on the Saturday");
        request.DueAt.ShouldBe(request.RespondBy);
    }

    [Fact]
    public void The_same_moment_is_due_elsewhere_by_the_clocks_of_another_zone()
    {
        var received = At("2026-03-02 16:00");
        RequestGiven.Receive(RequestGiven.Clock(received, InChina())).Request.RespondBy.ShouldBe(At("2026-03-03 11:00"));
        // Nine in the morning in Berlin: four hours later.
        RequestGiven.Receive(RequestGiven.Clock(received, InChina("Europe/Berlin"))).Request.RespondBy.ShouldBe(At("2026-03-02 13:00", "Europe/Berlin"));
    }

    [Fact]
    public void Where_none_is_closed_by_itself_a_solved_one_waits_without_end()
    {
        var (request, _) = RequestGiven.Receive(RequestGiven.Clock(At("2026-03-02 09:00")));

        request.Solve("A new seal", null, By, RequestGiven.Clock(At("2026-03-02 10:00")), quietDays: 0);

        (request.State, request.QuietUntil).ShouldBe((RequestState.Solved, null));
    }

    [Fact]
    public void A_pause_moves_the_solution_by_the_working_time_that_it_took_and_no_more()
    {
        var (request, _) = RequestGiven.Receive(RequestGiven.Clock(At("2026-03-02 09:00"), InChina()));
        request.Respond("We look into it", By, RequestGiven.Clock(At("2026-03-02 10:00"), InChina()));
        request.SolveBy.ShouldBe(At("2026-03-04 15:00"), "9 + 9 + 6 hours");

        request.Pause("The customer sends the kettle", By, RequestGiven.Clock(At("2026-03-02 17:00"), InChina()));
        request.DueAt.ShouldBeNull();
        // Over night and one whole day: 1 + 9 working hours, till ten on Wednesday one more.
        request.Resume(null, By, RequestGiven.Clock(At("2026-03-04 10:00"), InChina()));

        request.PausedMinutes.ShouldBe(11 * 60);
        request.DueAt.ShouldBe(At("2026-03-05 17:00"), "35 working hours after Monday nine o'clock");
        request.Solve("A new seal", null, By, RequestGiven.Clock(At("2026-03-05 17:00"), InChina()), 3);
        request.ShouldSatisfyAllConditions(r => r.SolveMinutes.ShouldBe(24 * 60), r => r.SolvedLate.ShouldBeFalse(), r => r.QuietUntil.ShouldBe(RequestGiven.Clock(At("2026-03-05 17:00")).Firm.EndOf(new(2026, 3, 10))));
    }

    [Fact]
    public void What_was_late_before_a_pause_is_late_by_as_much_after_it_and_the_lead_is_told_once()
    {
        var (request, _) = RequestGiven.Receive(RequestGiven.Clock(At("2026-03-02 09:00"), InChina()));
        request.Respond("We look into it", By, RequestGiven.Clock(At("2026-03-02 10:00"), InChina()));
        request.Escalate(By, RequestGiven.Clock(At("2026-03-04 16:00"), InChina()));
        request.Pause("A part is on its way", By, RequestGiven.Clock(At("2026-03-04 17:00"), InChina()));

        request.Resume(null, By, RequestGiven.Clock(At("2026-03-06 12:00"), InChina()));

        InChina().Between(request.DueAt!.Value, At("2026-03-06 12:00")).ShouldBe(TimeSpan.FromHours(2));
        request.EscalatedFor.ShouldBe(request.DueAt);
    }

    [Fact]
    public void More_pressing_means_sooner_counted_from_when_it_came_in()
    {
        var settings = new RequestSettings();
        var (request, _) = RequestGiven.Receive(RequestGiven.Clock(At("2026-03-02 09:00"), InChina()));

        request.Prioritise(RequestPriority.Urgent, "The shop stands still", By, RequestGiven.Clock(At("2026-03-02 12:00"), InChina(), 4 * settings.ShareOf(RequestPriority.Urgent), 24 * settings.ShareOf(RequestPriority.Urgent)));

        request.ShouldSatisfyAllConditions(r => r.RespondBy.ShouldBe(At("2026-03-02 10:00")), r => r.SolveBy.ShouldBe(At("2026-03-02 15:00")), r => r.DueAt.ShouldBe(r.RespondBy, "it is late now"));
    }

    [Fact]
    public void A_grade_raises_a_priority_and_never_lowers_one()
    {
        var settings = new RequestSettings();
        settings.For(RequestPriority.Normal, "major").ShouldBe(RequestPriority.High);
        settings.For(RequestPriority.Urgent, "major").ShouldBe(RequestPriority.Urgent);
        foreach (var grade in (string?[])["ordinary", "small", null]) settings.For(RequestPriority.Normal, grade).ShouldBe(RequestPriority.Normal);
        (settings with { Minor = RequestPriority.Low }).For(RequestPriority.Normal, "minor").ShouldBe(RequestPriority.Normal);
    }
}
