using System.Globalization;
using Guanxi.Backups;

namespace Guanxi.Tests.Backups;

/// <summary>When backups are due, and which of them are needed no longer.</summary>
[Trait("Row", "PLT-10")]
[Trait("Suite", "once")]
public sealed class KeepingTests
{
    [Fact]
    public void The_newest_of_each_of_the_last_days_weeks_and_months_is_kept()
    {
        // Two a day from 1 January to 31 March 2026, newest first.
        List<Taken> backups = [.. Enumerable.Range(0, 180).Select(i => new Taken(new DateOnly(2026, 3, 31).AddDays(-(i / 2)), i % 2 == 0 ? "evening" : "morning"))];

        var old = Keeping.Old(backups, b => b.On, new() { KeepDays = 3, KeepWeeks = 2, KeepMonths = 3 });

        backups.Except(old).Select(b => $"{b.On:yyyy-MM-dd} {b.At}").ShouldBe(
        [
            "2026-03-31 evening", "2026-03-30 evening", "2026-03-29 evening",
            // The Sunday of the week before is the 29th; the last days of February and January.
            "2026-02-28 evening", "2026-01-31 evening",
        ]);
    }

    [Fact]
    public void The_only_backup_of_a_time_long_past_stays()
    {
        Keeping.Old([new Taken(new(2020, 1, 1), "")], b => b.On, new() { KeepDays = 1, KeepWeeks = 0, KeepMonths = 0 }).ShouldBeEmpty();
        Keeping.Old([new Taken(new(2020, 1, 2), ""), new(new(2020, 1, 1), "")], b => b.On, new() { KeepDays = 1, KeepWeeks = 0, KeepMonths = 0 }).ShouldHaveSingleItem().On.Day.ShouldBe(1);
    }

    [Theory]
    [InlineData("2026-03-10T19:30:00Z", "Asia/Shanghai", "2026-03-10T19:00:00Z")]
    [InlineData("2026-03-10T18:59:00Z", "Asia/Shanghai", "2026-03-09T19:00:00Z")]
    // The clocks jump from two to three; the day has no half past two, and 3:00 is one hour after 1:59.
    [InlineData("2026-03-29T05:00:00Z", "Europe/Berlin", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-25T05:00:00Z", "Europe/Berlin", "2026-10-25T02:00:00Z")]
    public void One_is_due_every_day_at_the_hour_of_the_firms_zone(string now, string zone, string due) =>
        new BackupSettings { Hour = 3 }.LastDue(Moment(now), TimeZoneInfo.FindSystemTimeZoneById(zone)).ShouldBe(Moment(due));

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Taken(DateOnly On, string At);
}
