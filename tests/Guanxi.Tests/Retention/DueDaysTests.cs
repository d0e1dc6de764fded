using Guanxi.Retention.Warnings.Settings;
using Guanxi.Retention.Warnings.Signals;
using Guanxi.Staff;

namespace Guanxi.Tests.Retention;

[Trait("Row", "RET-1"), Trait("Suite", "once")]
public sealed class DueDaysTests
{
    private static readonly WorkCalendar China = new WorkCalendars(new() { Days = WorkTimes.ChinasHolidays }, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).Firm;

    [Theory]
    // A Friday; the eve of National Day, after which the Saturday of the 10th is worked.
    [InlineData("2026-03-06", nameof(Severity.Alarm), "2026-03-09"), InlineData("2026-03-06", nameof(Severity.Warning), "2026-03-11"), InlineData("2026-03-05", nameof(Severity.Notice), "2026-03-16")]
    [InlineData("2026-09-30", nameof(Severity.Alarm), "2026-10-08"), InlineData("2026-09-30", nameof(Severity.Warning), "2026-10-10")]
    public void Days_to_react_to_a_warning_are_the_firms_working_days(string from, string severity, string due) =>
        new WarningSettings().DueOn(Enum.Parse<Severity>(severity), DateOnly.Parse(from, null), China).ShouldBe(DateOnly.Parse(due, null));
}
