namespace Guanxi.Exchange.Reading;

/// <summary>The numbers found in a date's text; whether they make a date is seen when they are put in order.</summary>
internal struct DateParts
{
    public DateShape Shape;
    public int Year, Month, Day, Hour, Minute, Second;
    public long FractionTicks;
    public int First, Middle, Third, ThirdDigits;
    public double Serial;
    public bool HasTime;
    public short? OffsetMinutes;

    public static int Century(int twoDigits) => twoDigits < 50 ? 2000 + twoDigits : 1900 + twoDigits;

    public readonly bool TryMoment(DateOrder? order, out SourceMoment moment)
    {
        moment = default;
        var (year, month, day) = (Year, Month, Day);
        if (Shape == DateShape.Serial)
        {
            // Excel keeps times as fractions of a day; to the second is all they hold reliably.
            var seconds = Math.Round(Serial * 86_400);
            moment = new(new DateTime(1899, 12, 30).AddSeconds(seconds), null, HasTime);
            return true;
        }

        if (Shape == DateShape.OrderNeeded)
        {
            if (order is null || (order == DateOrder.YearFirst && ThirdDigits == 4)) return false;
            (year, month, day) = order switch
            {
                DateOrder.DayFirst => (Third, Middle, First),
                DateOrder.MonthFirst => (Third, First, Middle),
                _ => (First, Middle, Third),
            };
            if (order == DateOrder.YearFirst || ThirdDigits == 2) year = Century(year);
        }

        if (!DateText.IsPlausible(year) || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (Hour > 23 || Minute > 59 || Second > 59) return false;
        moment = new(new DateTime(year, month, day, Hour, Minute, Second).AddTicks(FractionTicks), OffsetMinutes, HasTime);
        return true;
    }
}
