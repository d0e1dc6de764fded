using System.Globalization;

namespace Guanxi.Exchange.Reading;

/// <summary>Decides from the evidence of all rows how a file's dates and numbers are read, or asks.</summary>
/// <param name="Dates">Null while it has to be asked.</param>
/// <param name="Decimals">Null while it has to be asked.</param>
internal sealed record ReadingDecision(DateOrder? Dates, DecimalSign? Decimals, IReadOnlyList<ReadingQuestion> Questions)
{
    private static readonly ColumnRole[] NumberRoles = [ColumnRole.Amount, ColumnRole.UnitPrice, ColumnRole.Quantity];

    public static ReadingDecision For(FileSurvey survey, ColumnMapping mapping) =>
        For(survey, mapping[ColumnRole.OrderedAt] is { } date ? [date] : [], [.. NumberRoles.Select(role => mapping[role]).OfType<int>()]);

    /// <summary>One order for all dates of a file, and one sign for all its numbers: one program wrote it.</summary>
    public static ReadingDecision For(FileSurvey survey, IReadOnlyList<int> dateColumns, IReadOnlyList<int> numberColumns)
    {
        var questions = new List<ReadingQuestion>();
        var dates = Order(survey, dateColumns, questions);
        var decimals = Sign(survey, numberColumns, questions);
        return new(dates, decimals, questions);
    }

    private static DateOrder? Order(FileSurvey survey, IReadOnlyList<int> columns, List<ReadingQuestion> questions)
    {
        var (ordered, dayFirst, monthFirst, yearFirst) = (Sum(dates => dates.OrderedDates), Sum(dates => dates.DayFirst), Sum(dates => dates.MonthFirst), Sum(dates => dates.YearFirst));
        if (ordered == 0) return null;
        var orders = new List<(DateOrder Order, int Reads)> { (DateOrder.DayFirst, dayFirst), (DateOrder.MonthFirst, monthFirst) };
        // 14/03/24 could be 2014 too, but nobody means that while an everyday order reads every row.
        if (Math.Max(dayFirst, monthFirst) < ordered) orders.Add((DateOrder.YearFirst, yearFirst));
        var complete = orders.Where(order => order.Reads == ordered).ToList();
        // Where every date is the same in both orders (5/5/2024), either will do.
        if (complete.Count == 1 || (complete.Count > 1 && Sum(dates => dates.DifferingDates) == 0)) return complete[0].Order;
        var asked = columns.MaxBy(column => (survey.Columns[column].DifferingDates, survey.Columns[column].OrderedDates));
        var examples = survey.Columns[asked] is { AmbiguousDates: { Count: > 0 } ambiguous } ? ambiguous : survey.Columns[asked].Examples;
        var answers = orders.Where(order => order.Reads > 0).OrderByDescending(order => order.Reads)
            .Select(order => new PossibleAnswer(order.Order.ToString(), order.Reads, [.. examples.Select(example => Shown(example, order.Order))])).ToList();
        questions.Add(new(QuestionKind.DateOrder, asked, ordered, [.. examples], answers));
        return null;

        int Sum(Func<ColumnFacts, int> of) => columns.Sum(column => of(survey.Columns[column]));
    }

    private static DecimalSign? Sign(FileSurvey survey, IReadOnlyList<int> columns, List<ReadingQuestion> questions)
    {
        var (dot, comma) = (columns.Sum(column => survey.Columns[column].DotOnly), columns.Sum(column => survey.Columns[column].CommaOnly));
        var differing = columns.Sum(column => survey.Columns[column].DifferingNumbers);
        if (dot > 0 && comma == 0) return DecimalSign.Dot;
        if (comma > 0 && dot == 0) return DecimalSign.Comma;
        if (dot + comma + differing == 0) return DecimalSign.Dot;
        var asked = columns.MaxBy(column => survey.Columns[column].DifferingNumbers + survey.Columns[column].CommaOnly);
        var numbers = survey.Columns[asked];
        var examples = numbers.AmbiguousNumbers.Count > 0 ? numbers.AmbiguousNumbers : numbers.Examples;
        questions.Add(new(QuestionKind.DecimalSign, asked, numbers.Values, [.. examples],
        [
            new(nameof(DecimalSign.Dot), numbers.DotNumbers, [.. examples.Select(example => Shown(example, DecimalSign.Dot))]),
            new(nameof(DecimalSign.Comma), numbers.CommaNumbers, [.. examples.Select(example => Shown(example, DecimalSign.Comma))]),
        ]));
        return null;
    }

    private static string Shown(string example, DateOrder order) =>
        DateText.TryRead(example, order, out var moment) ? moment.Wall.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";

    private static string Shown(string example, DecimalSign sign) =>
        NumberText.TryRead(example, sign, out var number) ? number.ToString(CultureInfo.InvariantCulture) : "";
}
