using System.Globalization;

namespace Guanxi.Staff.Calendars;

/// <summary>Holidays as lines of text, the way they are handed round: <c>2026-10-01,off,国庆节</c>.</summary>
internal static class SpecialDays
{
    // Words for a day off and for a day worked, and the forms of dates, in both languages.
    private static readonly Dictionary<string, string[]> Words = Embedded("words").Split('\n').Where(l => l.Contains('\t')).Select(l => l.Trim().Split('\t')).ToDictionary(l => l[0], l => l[1].Split(' '));

    /// <summary>China's public holidays and the work days made up for them, as the State Council announced them; a year is known from the November before it.</summary>
    public static IReadOnlyList<SpecialDay> China { get; } = Read(Embedded("china")).Days;

    /// <summary>Reads lines; a later line about a day overrides an earlier one.</summary>
    /// <returns>Days in order, and the number of the first line that can't be read; 0 where all can.</returns>
    public static (IReadOnlyList<SpecialDay> Days, int Wrong) Read(string text)
    {
        var days = new SortedDictionary<DateOnly, SpecialDay>();
        var number = 0;
        foreach (var line in text.Split('\n').Select(l => l.Trim()))
        {
            number++;
            if (line.Length == 0 || line[0] == '#') continue;
            var cells = line.Split([',', '，', '\t', ';'], 3).Select(c => c.Trim()).ToList();
            if (cells.Count < 2 || !TryDay(cells[0], out var day)) return ([], number);
            var works = Words["work"].Contains(cells[1], StringComparer.OrdinalIgnoreCase);
            if (!works && !Words["off"].Contains(cells[1], StringComparer.OrdinalIgnoreCase)) return ([], number);
            days[day] = new() { Day = day, Works = works, Name = cells.Count > 2 ? cells[2][..Math.Min(cells[2].Length, 60)] : "" };
        }
        return ([.. days.Values], 0);
    }

    /// <param name="language">Whose words to write with; either language's are read.</param>
    public static string Write(IEnumerable<SpecialDay> days, CultureInfo language)
    {
        var nth = language.TwoLetterISOLanguageName == "zh" ? 2 : 0;
        return string.Join('\n', days.OrderBy(d => d.Day).Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Day:yyyy-MM-dd},{Words[d.Works ? "work" : "off"][nth]},{d.Name}")));
    }

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Words["day"], CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static string Embedded(string name)
    {
        using var stream = typeof(SpecialDays).Assembly.GetManifestResourceStream($"Guanxi.Staff.Calendars.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
