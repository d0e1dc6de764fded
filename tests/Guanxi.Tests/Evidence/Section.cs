using System.Globalization;
using System.Text;

namespace Guanxi.Tests.Evidence;

/// <summary>Words in both languages of the page.</summary>
internal readonly record struct Said(string English, string Chinese)
{
    public static implicit operator Said((string English, string Chinese) both) => new(both.English, both.Chinese);

    /// <summary>Names and numbers are the same in both.</summary>
    public static implicit operator Said(string same) => new(same, same);

    public string In(bool chinese) => chinese ? Chinese : English;
}

/// <summary>One section of the page of evidence: words and tables, each line twice. Figures are rounded to what a reader compares, so that the page is the same on every machine.</summary>
internal sealed class Section(string key, Said title)
{
    private static readonly Said[] Compared = [("figure", "数字"), ("computed", "算得"), ("reference", "参考值"), ("tolerance", "容差"), ("holds", "相符"), ("source", "出处")];

    private readonly StringBuilder english = new(), chinese = new();
    private readonly List<string> misses = [];
    private bool inTable;

    public string Key => key;
    public string Title(bool inChinese) => title.In(inChinese);
    public string Body(bool inChinese) => (inChinese ? chinese : english).ToString().Trim();

    /// <summary>What did not hold.</summary>
    public IReadOnlyList<string> Misses => misses;

    public Section Text(Said words)
    {
        inTable = false;
        return Line(new("\n" + words.English + "\n", "\n" + words.Chinese + "\n"));
    }

    public Section Table(params Said[] columns)
    {
        Line("");
        Cells(columns);
        Line("|" + string.Concat(columns.Select((_, i) => i == 0 ? "---|" : "--:|")));
        inTable = true;
        return this;
    }

    public Section Cells(params Said[] cells) => Line(new($"| {string.Join(" | ", cells.Select(c => c.English))} |", $"| {string.Join(" | ", cells.Select(c => c.Chinese))} |"));

    /// <summary>A figure beside its reference; all that follow each other are one table.</summary>
    /// <param name="digits">After the point.</param>
    public Section Check(Said what, double computed, double reference, double tolerance, string source, int digits = 4)
    {
        var holds = Math.Abs(computed - reference) <= tolerance;
        if (!inTable) Table(Compared);
        if (!holds) misses.Add($"{what.English}: {computed} against {reference} ± {tolerance}");
        return Cells(what, Number(computed, digits), Number(reference, digits), tolerance == 0 ? ("exact", "精确") : tolerance.ToString("0.######", CultureInfo.InvariantCulture), holds ? ("yes", "是") : ("**no**", "**否**"), source);
    }

    /// <summary>A figure that must lie between two others.</summary>
    public Section Within(Said what, double computed, double low, double high, Said why, int digits = 3)
    {
        var holds = computed >= low && computed <= high;
        if (!holds) misses.Add($"{what.English}: {computed} not in [{low}, {high}]");
        return Cells(what, Number(computed, digits), $"{Number(low, digits)} … {Number(high, digits)}", holds ? ("yes", "是") : ("**no**", "**否**"), why);
    }

    public static string Number(double value, int digits)
    {
        // A rounded −0 would read like a difference.
        var rounded = Math.Round(value, digits) + 0.0;
        return rounded.ToString($"N{digits}", CultureInfo.InvariantCulture);
    }

    public static string Percent(double share, int digits = 1) => Number(100 * share, digits) + " %";

    private Section Line(Said line)
    {
        english.AppendLine(line.English);
        chinese.AppendLine(line.Chinese);
        return this;
    }
}
