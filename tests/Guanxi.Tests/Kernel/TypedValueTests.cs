using System.Globalization;
using Guanxi.Ui;

namespace Guanxi.Tests.Kernel;

public sealed class TypedValueTests
{
    [Theory]
    [InlineData("9.5", "9.5")]
    [InlineData("1,200", "1200")]
    [InlineData("12,345.60", "12345.60")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("1200", "1200")]
    [InlineData(" -88.5 ", "-88.5")]
    [InlineData(".5", "0.5")]
    [InlineData("１２．５", "12.5")]
    [InlineData("￥１，２００", "1200")]
    [InlineData("－３", "-3")]
    [InlineData("12。5", "12.5")]
    public void A_number_is_read_whatever_the_input_method_left(string typed, string number)
    {
        TypedValue.TryNumber(typed, out var read).ShouldBeTrue();
        read.ShouldBe(decimal.Parse(number, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("9,5")]
    [InlineData("88,5")]
    [InlineData("1,20")]
    [InlineData("1.200,5")]
    [InlineData("1,2345")]
    [InlineData("0,500")]
    [InlineData("12,34,567")]
    [InlineData("1 200")]
    [InlineData("1e5")]
    [InlineData("12斤")]
    [InlineData("-")]
    [InlineData("99999999999999999999999999999999")]
    public void What_two_people_read_differently_is_no_number(string typed) => TypedValue.TryNumber(typed, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2025-03-14")]
    [InlineData("2025/3/14")]
    [InlineData("20250314")]
    [InlineData("２０２５年３月１４日")]
    public void A_day_has_its_year_first(string typed)
    {
        TypedValue.TryDay(typed, out var day).ShouldBeTrue();
        day.ShouldBe(new DateOnly(2025, 3, 14));
    }

    [Theory]
    [InlineData("1990-13-45")]
    [InlineData("03/04/2025")]
    [InlineData("2025-02-29")]
    [InlineData("yesterday")]
    public void An_impossible_or_ambiguous_day_is_none(string typed) => TypedValue.TryDay(typed, out _).ShouldBeFalse();
}
