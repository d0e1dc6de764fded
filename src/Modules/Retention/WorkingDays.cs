namespace Guanxi.Retention;

/// <summary>Days from Monday to Friday. The firm's holidays are not known yet.</summary>
internal static class WorkingDays
{
    /// <summary>The day that is so many working days later; with 0 the day itself, or the Monday after it.</summary>
    public static DateOnly After(DateOnly day, int days)
    {
        while (true)
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && days-- == 0) return day;
            day = day.AddDays(1);
        }
    }
}
