using System.Globalization;

namespace Guanxi.Service.Clocks;

/// <summary>Working time in words.</summary>
internal static class Spans
{
    /// <summary>Minutes below an hour, else hours: of working time nobody counts days, because they differ.</summary>
    public static string Of(double minutes, Texts texts) => minutes < 60
        ? texts["service.span.minutes", ((int)minutes).ToString(CultureInfo.CurrentCulture)]
        : texts["service.span.hours", (minutes / 60).ToString(minutes < 600 ? "0.#" : "N0", CultureInfo.CurrentCulture)];
}
