using System.Globalization;
using Guanxi.Customers;
using Guanxi.Risk.Indicators;
using Guanxi.Ui;

namespace Guanxi.Risk.Register.View;

/// <summary>Figures of indicators in the reader's culture, and as they are typed.</summary>
internal static class IndicatorText
{
    public static string Of(Texts texts, IndicatorUnit unit, double? value) => value is not { } figure ? texts["kernel.figure.not_enough_data"] : unit switch
    {
        IndicatorUnit.Share => figure.ToString("P0", CultureInfo.CurrentCulture),
        IndicatorUnit.Multiple => texts["risk.indicator.multiple", figure.ToString("0.0", CultureInfo.CurrentCulture)],
        _ => figure.ToString("N0", CultureInfo.CurrentCulture),
    };

    /// <summary>A threshold as it stands in a form: shares in per cent.</summary>
    public static string Typed(IndicatorUnit unit, double value) => (unit == IndicatorUnit.Share ? value * 100 : value).ToString("0.##", CultureInfo.CurrentCulture);

    /// <returns>Not a number where none was typed.</returns>
    public static double Read(IndicatorUnit unit, string? typed) =>
        typed is not null && TypedValue.TryNumber(typed, out var number) ? (double)number / (unit == IndicatorUnit.Share ? 100 : 1) : double.NaN;

    public static string Colour(IndicatorState state) => state switch { IndicatorState.Alarm => "red", IndicatorState.Watch => "yellow", IndicatorState.Quiet => "green", _ => "grey" };
}
