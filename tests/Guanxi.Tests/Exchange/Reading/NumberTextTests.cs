using System.Globalization;
using CsCheck;
using Guanxi.Exchange.Reading;

namespace Guanxi.Tests.Exchange.Reading;

[Trait("Row", "PLT-2")]
public sealed class NumberTextTests
{
    [Theory]
    [InlineData("1,234.56", "1234.56"), InlineData("1234.56", "1234.56"), InlineData("-5", "-5"), InlineData("5-", "-5")]
    [InlineData("(1,234.50)", "-1234.50"), InlineData("$ 12.30", "12.30"), InlineData("￥１２．５０", "12.50"), InlineData("¥1,000", "1000")]
    [InlineData("12.5元", "12.5"), InlineData("-£3.10", "-3.10"), InlineData("£-3.10", "-3.10"), InlineData("GBP 7", "7"), InlineData("US$7.00", "7.00")]
    [InlineData("1 234 567.8", "1234567.8"), InlineData("1'234.00", "1234.00"), InlineData(".5", "0.5"), InlineData("007", "7"), InlineData(" 8 ", "8")]
    [InlineData("＋１，２３４", "1234"), InlineData("=\"12.5\"", "12.5"), InlineData("−4", "-4")]
    public void Numbers_with_a_decimal_point_are_read(string text, string expected)
    {
        NumberText.TryRead(text, DecimalSign.Dot, out var number).ShouldBeTrue();
        number.ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("1.234,56", "1234.56"), InlineData("9,5", "9.5"), InlineData("1.234", "1234"), InlineData("-0,5 €", "-0.5"), InlineData("1 234,5", "1234.5")]
    public void Numbers_with_a_decimal_comma_are_read(string text, string expected)
    {
        NumberText.TryRead(text, DecimalSign.Comma, out var number).ShouldBeTrue();
        number.ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("9,5"), InlineData("test"), InlineData(""), InlineData("-"), InlineData("1.2.3"), InlineData("12,34"), InlineData("1,2345"), InlineData("0,500")]
    [InlineData("1.2E+05"), InlineData("5 apples"), InlineData("--5"), InlineData("(-5)"), InlineData("1,234 567"), InlineData("5."), InlineData("N/A"), InlineData("$€5")]
    [InlineData("12345678901234567890123456"), InlineData("1,,000"), InlineData("3/4"), InlineData("50%")]
    public void What_does_not_fit_is_no_number_and_never_another(string text) => NumberText.TryRead(text, DecimalSign.Dot, out _).ShouldBeFalse();

    [Theory]
    [InlineData("9,5", "Comma"), InlineData("9.5", "Dot"), InlineData("9,500", "Differ"), InlineData("9.500", "Differ")]
    [InlineData("950", "Both"), InlineData("1.234.567", "Comma"), InlineData("0.001", "Dot"), InlineData("x", "None")]
    public void Each_number_says_which_signs_it_allows(string text, string fit) => NumberText.Fits(text).ToString().ShouldBe(fit);

    [Fact]
    public void A_number_names_its_currency_where_that_is_certain()
    {
        NumberText.TryRead("£5", DecimalSign.Dot, out _, out var pounds).ShouldBeTrue();
        NumberText.TryRead("¥5", DecimalSign.Dot, out _, out var yuanOrYen).ShouldBeTrue();

        (pounds, yuanOrYen).ShouldBe(("GBP", null));
    }

    [Fact]
    public void Every_number_is_read_back_in_every_way_it_can_be_written() =>
        Gen.Select(Gen.Long[-999_999_999_999, 999_999_999_999], Gen.Int[0, 4], Gen.Bool).Sample((mantissa, scale, grouped) =>
        {
            var number = new decimal(Math.Abs(mantissa) % 1_000_000_000_000) / (decimal)Math.Pow(10, scale) * Math.Sign(mantissa);
            var format = (grouped ? "N" : "F") + scale;
            foreach (var (culture, sign) in ((string, DecimalSign)[])[("en-US", DecimalSign.Dot), ("de-DE", DecimalSign.Comma), ("zh-CN", DecimalSign.Dot)])
            {
                NumberText.TryRead(number.ToString(format, CultureInfo.GetCultureInfo(culture)), sign, out var read).ShouldBeTrue();
                read.ShouldBe(number);
            }
        });
}
