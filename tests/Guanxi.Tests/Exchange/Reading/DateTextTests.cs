using System.Globalization;
using Guanxi.Exchange.Reading;

namespace Guanxi.Tests.Exchange.Reading;

[Trait("Row", "PLT-2")]
public sealed class DateTextTests
{
    [Theory]
    [InlineData("20240305", "2024-03-05 00:00:00"), InlineData("20240305143059", "2024-03-05 14:30:59"), InlineData("202403051430", "2024-03-05 14:30:00")]
    [InlineData("2024-03-05", "2024-03-05 00:00:00"), InlineData("2024/3/5 9:05", "2024-03-05 09:05:00"), InlineData("2024.03.05", "2024-03-05 00:00:00")]
    [InlineData("2010-12-01T08:26:00Z", "2010-12-01 08:26:00"), InlineData("2024-03-05T14:30:00.123+08:00", "2024-03-05 14:30:00")]
    [InlineData("2024年3月5日", "2024-03-05 00:00:00"), InlineData("2024年03月05日 14:30", "2024-03-05 14:30:00"), InlineData("24年3月5号", "2024-03-05 00:00:00")]
    [InlineData("2024年3月5日下午2时30分", "2024-03-05 14:30:00"), InlineData("2024年3月5日 上午12点05分20秒", "2024-03-05 00:05:20")]
    [InlineData("2024/3/5 下午 2:30:01", "2024-03-05 14:30:01"), InlineData("２０２４－０３－０５", "2024-03-05 00:00:00")]
    [InlineData("5-Mar-2024", "2024-03-05 00:00:00"), InlineData("5 March 24", "2024-03-05 00:00:00"), InlineData("Mar 5, 2024 2:30 PM", "2024-03-05 14:30:00")]
    [InlineData("45356", "2024-03-05 00:00:00"), InlineData("45356.6041666667", "2024-03-05 14:30:00"), InlineData("2024-03-05 12:00 AM", "2024-03-05 00:00:00")]
    public void Dates_that_describe_themselves_need_no_choice(string text, string expected)
    {
        DateText.TryRead(text, null, out var moment).ShouldBeTrue();
        moment.Wall.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture).ShouldBe(expected);
    }

    [Theory]
    [InlineData("5/3/2024", "DayFirst", "2024-03-05"), InlineData("5/3/2024", "MonthFirst", "2024-05-03")]
    [InlineData("9/7/11", "MonthFirst", "2011-09-07"), InlineData("24-03-05", "YearFirst", "2024-03-05"), InlineData("5.3.98", "DayFirst", "1998-03-05")]
    public void The_others_are_read_in_the_order_chosen(string text, string order, string expected)
    {
        DateText.TryRead(text, Enum.Parse<DateOrder>(order), out var moment).ShouldBeTrue();
        moment.Wall.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).ShouldBe(expected);
        DateText.TryRead(text, null, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("07/30/2024", "DayFirst"), InlineData("2024-13-01", null), InlineData("2024-02-30", null), InlineData("20241301", null), InlineData("test", null)]
    [InlineData("5", null), InlineData("2024", null), InlineData("2024-03", null), InlineData("2024-03-05 25:00", null), InlineData("0000-00-00", null), InlineData("12345", null)]
    [InlineData("2024-03-05 x", null), InlineData("1/2/2024/3", "DayFirst"), InlineData("2024-03-05T10:00+99:00", null), InlineData("99999999999999", null)]
    [InlineData("2024-03-05 14:30 AM", null)]
    public void What_is_no_date_is_never_another(string text, string? order) =>
        DateText.TryRead(text, order is null ? null : Enum.Parse<DateOrder>(order), out _).ShouldBeFalse();

    [Fact]
    public void An_offset_makes_an_instant_and_no_offset_a_clock_on_the_wall()
    {
        var shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        DateText.TryRead("2024-03-05T10:00:00+01:00", null, out var zoned);
        DateText.TryRead("2024-03-05 10:00", null, out var local);

        zoned.ToUtc(shanghai).ShouldBe(new DateTimeOffset(2024, 3, 5, 9, 0, 0, TimeSpan.Zero));
        local.ToUtc(shanghai).ShouldBe(new DateTimeOffset(2024, 3, 5, 2, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void An_hour_that_the_clocks_skipped_is_read_with_the_offset_before()
    {
        var london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

        new SourceMoment(new(2011, 3, 27, 1, 30, 0), null, true).ToUtc(london).ShouldBe(new DateTimeOffset(2011, 3, 27, 1, 30, 0, TimeSpan.Zero));
    }

    [Fact]
    public void The_wall_clock_can_be_kept_against_the_zone_written()
    {
        new DateReading { KeepWallClock = true }.TryRead("2010-12-01T08:26:00Z", out var moment).ShouldBeTrue();

        moment.ShouldBe(new SourceMoment(new(2010, 12, 1, 8, 26, 0), null, true));
    }

    [Theory]
    [InlineData("yyyyMMdd", "19970118", true), InlineData("YYYY-MM-DD", "1997-01-18", true), InlineData("dd/mm/yyyy", "18/01/1997", true)]
    [InlineData("MM/dd/yy", "18/01/97", false), InlineData("yyyyMMdd", "1997-01-18", false)]
    public void A_format_given_is_followed_exactly(string format, string text, bool reads)
    {
        DateReading.Exactly(format).TryRead(text, out var moment).ShouldBe(reads);
        if (reads) moment.ShouldBe(new SourceMoment(new(1997, 1, 18), null, false));
    }

    [Theory]
    [InlineData("d"), InlineData("yyyy-MM"), InlineData("hello"), InlineData(""), InlineData("%"), InlineData("dddd, yyyy MM")]
    public void A_format_that_does_not_say_the_day_is_refused(string format) =>
        Should.Throw<UnreadableFile>(() => DateReading.Exactly(format)).Code.ShouldBe("exchange.date_format.unknown");
}
