using System.Globalization;

namespace Guanxi.Exchange.Reading;

/// <summary>Decides from the evidence of all rows how a file's dates and numbers are read, or asks.</summary>
/// <param name="Dates">Null while it has to be asked.</param>
/// <param name="Decimals">Null while it has to be asked.</param>
internal sealed record ReadingDecision(DateOrder? Dates, DecimalSign? Decimals, IReadOnlyList<ReadingQuestion> Questions)
{
    private static readonly ColumnRole[] NumberRoles = [ColumnRole.Amount, ColumnRole.UnitPrice, ColumnRole.Quantity];

    public static ReadingDecision For(FileSurvey survey, ColumnMapping mapping)
    {
        var questions = new List<ReadingQuestion>();
        var dates = Order(survey, mapping, questions);
        var decimals = Sign(survey, mapping, questions);
        return new(dates, decimals, questions);
    }

    private static DateOrder? Order(FileSurvey survey, ColumnMapping mapping, List<ReadingQuestion> questions)
    {
        if (mapping[ColumnRole.OrderedAt] is not { } column) return null;
        var dates = survey.Columns[column];
        if (dates.OrderedDates == 0) return null;
        var orders = new List<(DateOrder Order, int Reads)> { (DateOrder.DayFirst, dates.DayFirst), (DateOrder.MonthFirst, dates.MonthFirst) };
        // 14/03/24 could be 2014 too, but nobody means that while an everyday order reads every row.
        if (Math.Max(dates.DayFirst, dates.MonthFirst) < dates.OrderedDates) orders.Add((DateOrder.YearFirst, dates.YearFirst));
        var complete = orders.Where(order => order.Reads == dates.OrderedDates).ToList();
        // Where every date is the same in both orders (5/5/2024), either will do.
        if (complete.Count == 1 || (complete.Count > 1 && dates.DifferingDates == 0)) return complete[0].Order;
        var examples = dates.AmbiguousDates.Count > 0 ? dates.AmbiguousDates : dates.Examples;
        var answers = orders.Where(order => order.Reads > 0).OrderByDescending(order => order.Reads)
            .Select(order => new PossibleAnswer(order.Order.ToString(), order.Reads, [.. examples.Select(example => Shown(example, order.Order))])).ToList();
        questions.Add(new(QuestionKind.DateOrder, column, dates.OrderedDates, [.. examples], answers));
        return null;
    }

    private static DecimalSign? Sign(FileSurvey survey, ColumnMapping mapping, List<ReadingQuestion> questions)
    {
        var columns = NumberRoles.Select(role => mapping[role]).OfType<int>().ToList();
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
