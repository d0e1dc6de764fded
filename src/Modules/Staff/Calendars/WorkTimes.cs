using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;

namespace Guanxi.Staff;

/// <summary>When the firm works. The first week is everybody's; a unit named in another one has that, with all units below it.</summary>
public sealed record WorkTimes
{
    /// <summary>More shops with hours of their own than these share a week.</summary>
    public const int MostWeeks = 40;

    /// <summary>China's public holidays and the work days made up for them, as far as they are known.</summary>
    public static IReadOnlyList<SpecialDay> ChinasHolidays => Calendars.SpecialDays.China;

    [MinLength(1), MaxLength(MostWeeks)] public IReadOnlyList<WorkWeek> Weeks { get; init; } = [new()];
    [MaxLength(4_000)] public IReadOnlyList<SpecialDay> Days { get; init; } = [];

    /// <summary>The year whose holidays should be entered by now: this one, and from November on, when they are announced, the next. Null where it is, or where the firm enters none at all.</summary>
    public int? YearMissing(DateOnly today)
    {
        if (Days.Count == 0) return null;
        return !Has(today.Year) ? today.Year : today.Month >= 11 && !Has(today.Year + 1) ? today.Year + 1 : null;

        bool Has(int year) => Days.Any(d => d.Day.Year == year);
    }
}

/// <summary>The hours of a week, as shops and offices post them.</summary>
public sealed record WorkWeek
{
    [StringLength(60)] public string Name { get; init; } = "";

    /// <summary>Monday first; <c>09:00-12:00 13:30-18:00</c>, empty for a day off.</summary>
    [MinLength(7), MaxLength(7)] public IReadOnlyList<string> Hours { get; init; } = ["09:00-18:00", "09:00-18:00", "09:00-18:00", "09:00-18:00", "09:00-18:00", "", ""];

    /// <summary>Whether the days that are otherwise hold here: shops often open on public holidays.</summary>
    public bool KeepsHolidays { get; init; } = true;

    /// <summary>Whose week it is; nobody's for the first one, which is everybody's.</summary>
    public IReadOnlyList<Id<Unit>> Units { get; init; } = [];

    /// <summary>Reads one day's hours.</summary>
    /// <returns>Spans in order; null where it can't be read, or spans overlap.</returns>
    public static IReadOnlyList<WorkSpan>? Read(string hours)
    {
        var spans = new List<WorkSpan>();
        // People write the dashes and colons that their keyboard has.
        foreach (var part in hours.Normalize(NormalizationForm.FormKC).Replace('–', '-').Replace('—', '-').Replace('~', '-').Split([' ', ',', '、', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('-') is not [var from, var to] || Minute(from) is not { } start || Minute(to) is not { } end || end <= start || (spans.Count > 0 && start < spans[^1].To)) return null;
            spans.Add(new(start, end));
        }
        return spans;
    }

    private static int? Minute(string clock) => clock.Split(':') is [var hour, var minute] && int.TryParse(hour, NumberStyles.None, CultureInfo.InvariantCulture, out var h)
        && minute.Length == 2 && int.TryParse(minute, NumberStyles.None, CultureInfo.InvariantCulture, out var m) && m < 60 && h * 60 + m <= 24 * 60 ? h * 60 + m : null;
}

/// <summary>A day that is otherwise than its day of the week: a public holiday, or a work day made up for one.</summary>
public sealed record SpecialDay
{
    public DateOnly Day { get; init; }

    /// <summary>True where it is worked although the week says otherwise.</summary>
    public bool Works { get; init; }
    [StringLength(60)] public string Name { get; init; } = "";
}
