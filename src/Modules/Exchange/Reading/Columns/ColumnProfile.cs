namespace Guanxi.Exchange.Reading;

/// <summary>Gathers the facts of one column, value by value.</summary>
internal sealed class ColumnProfile
{
    private const int MostExamples = 3;

    // A column that fits nothing in its first values is text; it need not be tried a million times.
    private const int Trial = 200;

    private readonly char[] last = new char[128];
    private int lastLength;
    private NumberFit lastFit;
    private DateLook lastLook;

    public ColumnFacts Facts { get; } = new();

    private bool TriesDates => Facts.Values < Trial || Facts.Dates * 5 > Facts.Values;
    private bool TriesNumbers => Facts.Values < Trial || Facts.Numbers * 5 > Facts.Values;

    public void Take(ReadOnlySpan<char> value)
    {
        if (value.IsWhiteSpace()) return;
        var (tryDate, tryNumber) = (TriesDates, TriesNumbers);
        Facts.Values++;
        // Lines of one order repeat its date, customer and country.
        if (!value.SequenceEqual(last.AsSpan(0, lastLength)))
        {
            // A longer value is neither number nor date, and no example.
            value[..(lastLength = Math.Min(value.Length, last.Length))].CopyTo(last);
            (lastFit, lastLook) = (tryNumber ? NumberText.Fits(value) : default, tryDate ? DateText.Look(value) : default);
            Example(Facts.Examples);
        }

        if (lastFit != NumberFit.None) TakeNumber(lastFit);
        if (lastLook.Shape != DateShape.None) TakeDate(lastLook);
    }

    private void TakeDate(DateLook look)
    {
        if (look.Shape == DateShape.SelfDescribing) Facts.SelfDescribingDates++;
        if (look.Shape == DateShape.Serial) Facts.SerialDates++;
        if (look.Shape != DateShape.OrderNeeded) return;
        Facts.OrderedDates++;
        if (look.DayFirst) Facts.DayFirst++;
        if (look.MonthFirst) Facts.MonthFirst++;
        if (look.YearFirst) Facts.YearFirst++;
        if (!look.Differs) return;
        Facts.DifferingDates++;
        Example(Facts.AmbiguousDates);
    }

    private void TakeNumber(NumberFit fit)
    {
        if (fit.HasFlag(NumberFit.Dot)) Facts.DotNumbers++;
        if (fit.HasFlag(NumberFit.Comma)) Facts.CommaNumbers++;
        if (fit == NumberFit.Dot) Facts.DotOnly++;
        if (fit == NumberFit.Comma) Facts.CommaOnly++;
        if (fit != NumberFit.Differ) return;
        Facts.DifferingNumbers++;
        Example(Facts.AmbiguousNumbers);
    }

    private void Example(IList<string> into)
    {
        if (into.Count == MostExamples) return;
        var text = FieldText.Bare(last.AsSpan(0, lastLength)).ToString();
        if (text.Length is > 0 and <= 60 && !into.Contains(text)) into.Add(text);
    }
}
