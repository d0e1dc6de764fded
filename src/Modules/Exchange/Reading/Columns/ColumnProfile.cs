namespace Guanxi.Exchange.Reading;

/// <summary>What all values of one column say about how they are to be read.</summary>
internal sealed class ColumnProfile
{
    private const int MostExamples = 3;

    // A column that fits nothing in its first values is text; it need not be tried a million times.
    private const int Trial = 200;

    private readonly List<string> examples = [];
    private readonly List<string> ambiguousDates = [];
    private readonly List<string> ambiguousNumbers = [];
    private string last = "";
    private NumberFit lastFit;
    private DateLook lastLook;

    public int Values { get; private set; }
    public int SelfDescribingDates { get; private set; }
    public int SerialDates { get; private set; }

    /// <summary>Dates that need an order, and how many of them each order can read.</summary>
    public int OrderedDates { get; private set; }
    public int DayFirst { get; private set; }
    public int MonthFirst { get; private set; }
    public int YearFirst { get; private set; }

    /// <summary>Dates that both orders can read, and read differently.</summary>
    public int DifferingDates { get; private set; }

    public int DotNumbers { get; private set; }
    public int CommaNumbers { get; private set; }

    /// <summary>Numbers that the two signs read differently, and those that only one of them reads.</summary>
    public int DifferingNumbers { get; private set; }
    public int DotOnly { get; private set; }
    public int CommaOnly { get; private set; }

    public IReadOnlyList<string> Examples => examples;

    /// <summary>Values that show why a person must choose.</summary>
    public IReadOnlyList<string> AmbiguousDates => ambiguousDates;
    public IReadOnlyList<string> AmbiguousNumbers => ambiguousNumbers;

    public bool TriesDates => Values < Trial || Dates * 5 > Values;
    public bool TriesNumbers => Values < Trial || Numbers * 5 > Values;
    public int Dates => SelfDescribingDates + SerialDates + OrderedDates;
    public int Numbers => Math.Max(DotNumbers, CommaNumbers);
    public double DateShare => Values == 0 ? 0 : (double)(SelfDescribingDates + OrderedDates) / Values;
    public double NumberShare => Values == 0 ? 0 : (double)Numbers / Values;

    public void Take(ReadOnlySpan<char> value)
    {
        if (value.IsWhiteSpace()) return;
        var (tryDate, tryNumber) = (TriesDates, TriesNumbers);
        Values++;
        // Lines of one order repeat its date, customer and country.
        if (!value.SequenceEqual(last))
        {
            last = value.ToString();
            (lastFit, lastLook) = (tryNumber ? NumberText.Fits(value) : default, tryDate ? DateText.Look(value) : default);
            Example(examples, last);
        }

        if (lastFit != NumberFit.None) TakeNumber(lastFit);
        if (lastLook.Shape != DateShape.None) TakeDate(lastLook);
    }

    private void TakeDate(DateLook look)
    {
        if (look.Shape == DateShape.SelfDescribing) SelfDescribingDates++;
        if (look.Shape == DateShape.Serial) SerialDates++;
        if (look.Shape != DateShape.OrderNeeded) return;
        OrderedDates++;
        if (look.DayFirst) DayFirst++;
        if (look.MonthFirst) MonthFirst++;
        if (look.YearFirst) YearFirst++;
        if (!look.Differs) return;
        DifferingDates++;
        Example(ambiguousDates, last);
    }

    private void TakeNumber(NumberFit fit)
    {
        if (fit.HasFlag(NumberFit.Dot)) DotNumbers++;
        if (fit.HasFlag(NumberFit.Comma)) CommaNumbers++;
        if (fit == NumberFit.Dot) DotOnly++;
        if (fit == NumberFit.Comma) CommaOnly++;
        if (fit != NumberFit.Differ) return;
        DifferingNumbers++;
        Example(ambiguousNumbers, last);
    }

    private static void Example(List<string> into, ReadOnlySpan<char> value)
    {
        if (into.Count == MostExamples) return;
        var text = FieldText.Bare(value).ToString();
        if (text.Length is > 0 and <= 60 && !into.Contains(text)) into.Add(text);
    }
}
