using System.Globalization;
using CsCheck;
using Guanxi.Staff;
using Guanxi.Staff.Calendars;

namespace Guanxi.Tests.Staff;

[Trait("Row", "SVC-2"), Trait("Suite", "once")]
public sealed class WorkCalendarTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly WorkWeek Split = new() { Hours = ["09:00-12:00 13:30-18:00", "09:00-12:00 13:30-18:00", "09:00-12:00 13:30-18:00", "09:00-12:00 13:30-18:00", "09:00-12:00 13:30-18:00", "", ""] };

    private static WorkCalendar InChina(WorkWeek? week = null) => new WorkCalendars(new() { Weeks = [week ?? new()], Days = WorkTimes.ChinasHolidays }, Shanghai).Firm;

    private static DateTimeOffset At(string local, string zone = "Asia/Shanghai")
    {
        var time = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        return new(time, TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(time));
    }

    [Theory]
    // A Monday, within the day; at its very end, not the next morning; over the end.
    [InlineData("2026-03-02 10:00", 2, "2026-03-02 12:00")]
    [InlineData("2026-03-02 10:00", 8, "2026-03-02 18:00")]
    [InlineData("2026-03-02 17:00", 2, "2026-03-03 10:00")]
    // Before it opens, after it closed, on a Saturday.
    [InlineData("2026-03-02 06:00", 1, "2026-03-02 10:00")]
    [InlineData("2026-03-02 22:00", 1, "2026-03-03 10:00")]
    [InlineData("2026-03-07 12:00", 1, "2026-03-09 10:00")]
    // National Day: off from 1 to 7 October, the Saturday of the 10th is worked.
    [InlineData("2026-09-30 17:00", 2, "2026-10-08 10:00")]
    [InlineData("2026-10-09 17:00", 2, "2026-10-10 10:00")]
    // The Spring Festival of nine days, the Saturday before it worked.
    [InlineData("2026-02-14 17:00", 10, "2026-02-24 18:00")]
    public void A_limit_counts_working_hours_over_nights_weekends_holidays_and_made_up_days(string from, double hours, string due) =>
        InChina().After(At(from), TimeSpan.FromHours(hours)).ShouldBe(At(due));

    [Fact]
    public void A_noon_break_is_not_counted()
    {
        InChina(Split).After(At("2026-03-02 11:00"), TimeSpan.FromHours(2)).ShouldBe(At("2026-03-02 14:30"));
        InChina(Split).Between(At("2026-03-02 08:00"), At("2026-03-02 20:00")).ShouldBe(TimeSpan.FromHours(7.5));
    }

    [Fact]
    public void A_shop_that_keeps_no_holidays_works_on_them()
    {
        var shop = new WorkWeek { Hours = [.. Enumerable.Repeat("10:00-22:00", 7)], KeepsHolidays = false };
        InChina(shop).After(At("2026-10-01 10:00"), TimeSpan.FromHours(12)).ShouldBe(At("2026-10-01 22:00"));
    }

    [Fact]
    public void An_hour_that_the_clock_jumps_over_is_not_worked_and_one_that_comes_twice_is_worked_twice()
    {
        var nights = new WorkCalendars(new() { Weeks = [new() { Hours = [.. Enumerable.Repeat("00:00-06:00", 7)] }] }, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).Firm;

        nights.Between(At("2026-03-29 00:00", "Europe/Berlin"), At("2026-03-29 12:00", "Europe/Berlin")).ShouldBe(TimeSpan.FromHours(5));
        nights.Between(At("2026-10-25 00:00", "Europe/Berlin"), At("2026-10-25 12:00", "Europe/Berlin")).ShouldBe(TimeSpan.FromHours(7));
    }

    [Fact]
    public void What_lies_between_a_moment_and_its_limit_is_the_limit()
    {
        WorkCalendar[] calendars = [InChina(), InChina(Split), InChina(new() { Hours = ["", "22:00-24:00", "", "00:00-08:00", "", "13:00-13:01", ""] })];
        var moments = Gen.Long[At("2023-06-01 00:00").UtcTicks / TimeSpan.TicksPerMinute, At("2026-06-01 00:00").UtcTicks / TimeSpan.TicksPerMinute];
        Gen.Select(Gen.Int[0, calendars.Length - 1], moments, Gen.Int[0, 6_000]).Sample((which, minute, work) =>
        {
            var (calendar, from) = (calendars[which], new DateTimeOffset(minute * TimeSpan.TicksPerMinute, TimeSpan.Zero));
            var due = calendar.After(from, TimeSpan.FromMinutes(work));
            due.ShouldBeGreaterThanOrEqualTo(from);
            calendar.Between(from, due).ShouldBe(TimeSpan.FromMinutes(work));
        }, iter: 2_000);
    }

    [Fact]
    public void Days_are_counted_by_whether_anybody_works()
    {
        InChina().DayAfter(new(2026, 10, 1), 0).ShouldBe(new DateOnly(2026, 10, 8));
        InChina().DayAfter(new(2026, 10, 9), 1).ShouldBe(new DateOnly(2026, 10, 10));
        InChina().IsWorkingDay(new(2026, 2, 28)).ShouldBeTrue("a Saturday worked for the Spring Festival");
    }

    [Theory]
    [InlineData("9:00-18:00", 1)]
    [InlineData("09：00—12：00、13:30~18:00", 2)]
    [InlineData("", 0)]
    public void Hours_are_read_as_people_write_them(string hours, int spans) => WorkWeek.Read(hours)!.Count.ShouldBe(spans);

    [Theory]
    [InlineData("nine to five")]
    [InlineData("18:00-09:00")]
    [InlineData("09:00-12:00 11:00-13:00")]
    [InlineData("09:00-25:00")]
    [InlineData("09:00")]
    public void Hours_that_make_no_sense_are_refused(string hours) => WorkWeek.Read(hours).ShouldBeNull();

    [Theory]
    [InlineData("2026-10-31", null)]
    [InlineData("2026-11-01", 2027)]
    [InlineData("2027-01-01", 2027)]
    [InlineData("2028-03-01", 2028)]
    public void From_November_on_the_holidays_of_the_next_year_are_missed(string today, int? missing)
    {
        var times = new WorkTimes { Days = [new() { Day = new(2025, 10, 1) }, new() { Day = new(2026, 10, 1) }] };

        times.YearMissing(DateOnly.Parse(today, CultureInfo.InvariantCulture)).ShouldBe(missing);
        new WorkTimes().YearMissing(DateOnly.Parse(today, CultureInfo.InvariantCulture)).ShouldBeNull("a firm that enters none wants none");
    }

    [Fact]
    public void Holidays_are_read_line_by_line_and_the_first_wrong_line_is_named()
    {
        var (days, wrong) = SpecialDays.Read("# 2027\n2027-01-01,休,元旦\n2027/1/2\t班\t调休\n\n20270103;off;x");
        wrong.ShouldBe(0);
        days.Select(d => (d.Day, d.Works)).ShouldBe([(new DateOnly(2027, 1, 1), false), (new DateOnly(2027, 1, 2), true), (new DateOnly(2027, 1, 3), false)]);
        foreach (var language in Texts.Languages) SpecialDays.Read(SpecialDays.Write(days, System.Globalization.CultureInfo.GetCultureInfo(language))).Days.ShouldBe(days);
        SpecialDays.Write(days, System.Globalization.CultureInfo.GetCultureInfo("zh-CN")).ShouldStartWith("2027-01-01,休,元旦\n2027-01-02,班,调休");
        SpecialDays.Read("2027-01-01,off\n2027-02-30,off").Wrong.ShouldBe(2);
        SpecialDays.Read("2027-01-01,maybe").Wrong.ShouldBe(1);
    }

    [Fact]
    public void Every_work_day_made_up_in_china_is_a_weekend_and_every_year_has_its_festivals()
    {
        WorkTimes.ChinasHolidays.Where(d => d.Works).ShouldAllBe(d => d.Day.DayOfWeek == DayOfWeek.Saturday || d.Day.DayOfWeek == DayOfWeek.Sunday);
        // Days off by the notices: for 2026 three of New Year, nine of the Spring Festival, three, five, three, three, and seven of National Day.
        foreach (var (year, off) in new[] { (2023, 26), (2024, 28), (2025, 28), (2026, 33) })
            WorkTimes.ChinasHolidays.Count(d => d.Day.Year == year && !d.Works).ShouldBe(off, $"{year}");
    }
}
