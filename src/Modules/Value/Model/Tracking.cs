using Guanxi.Insight;
using Guanxi.Warehouse;

namespace Guanxi.Value.Model;

/// <summary>Repeat purchases week by week against the model: does the curve bend where the customers did?</summary>
internal static class Tracking
{
    // Three years of weeks; a longer time is told in longer steps, so that what a run keeps of itself stays small.
    private const int MostPeriods = 160;
    private static readonly WarehouseQuery Days = WarehouseQuery.Of(typeof(Tracking).Assembly, "repeat_days");

    public static async Task<TrackingSheet> Of(TrialWindow window, IPurchaseModel model, DataWarehouse warehouse, int oneIn, CancellationToken ct)
    {
        var days = await warehouse.Read(Days.Sql, [window.Origin, window.Until, (long)oneIn], row => (On: row.GetFieldValue<DateOnly>(0), Purchases: (int)row.GetInt64(1)), ct);
        var start = window.Origin.AddDays(-(int)window.Observed.Max());
        var length = window.Until.DayNumber - start.DayNumber;
        var step = 7 * ((length + 7 * MostPeriods - 1) / (7 * MostPeriods));
        var periods = length / step;
        var actual = new int[periods];
        // The day of the first purchase of all is the clock's 0, so that a period ends with its last day.
        foreach (var (on, purchases) in days)
            if ((on.DayNumber - start.DayNumber - 1) / step is var period && period < periods) actual[period] += purchases;
        var tracked = await Task.Run(() => PurchaseTracking.Of(model, window.Observed, step, periods, actual), ct);
        var weeks = tracked.Select((p, i) => new TrackedWeek(start.AddDays((i + 1) * step), Math.Round(p.Forecast, 3), p.Actual ?? 0, Math.Round(p.CumulativeForecast, 2), p.CumulativeActual ?? 0)).ToList();
        var (seasons, months, two) = Seasons.Of([.. weeks.Select(w => (w.Until.AddDays(-step / 2), w.Expected, (double)w.Actual))]);
        return new() { Origin = window.Origin, PeriodDays = step, Weeks = weeks, Seasons = seasons, Months = months, SeenTwoYears = two };
    }
}
