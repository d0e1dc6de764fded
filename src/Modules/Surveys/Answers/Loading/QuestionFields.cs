using System.Globalization;
using Guanxi.Customers;
using Guanxi.Surveys.Questions;

namespace Guanxi.Surveys.Answers.Loading;

/// <summary>The questions of an edition as fields of a file: a column each, called as the question is in either language, or by its key.</summary>
internal static class QuestionFields
{
    // Stands in no answer.
    private const char Sign = '\n';

    public static RecordField Of(Question question, Texts texts)
    {
        var field = new RecordField
        {
            Key = question.Key, Label = question.In(AnswersInWords.IsChinese), Headers = [.. new[] { question.In(true), question.In(false), question.Key }.Distinct()],
            // One that depends on an earlier answer is asked of some only.
            Required = question.Required && question.IfKey is null, Longest = Given.MostLetters,
        };
        var (from, until) = question.Bounds;
        return question.Kind switch
        {
            QuestionKind.Nps or QuestionKind.Ces => field with { Kind = RecordFieldKind.Number, Least = from, Most = until, Whole = true, Samples = [Digits(until), Digits(until - 2)] },
            QuestionKind.Csat or QuestionKind.Trouble or QuestionKind.Choice => field with { Kind = RecordFieldKind.Choice, Choices = [.. Enumerable.Range(from, until - from + 1).Select(number => Choice(question, number, texts))] },
            _ => field,
        };
    }

    private static RecordChoice Choice(Question question, int number, Texts texts) =>
        new(Digits(number), AnswersInWords.Word(question, Digits(number), AnswersInWords.IsChinese, texts),
            [Digits(number), .. Texts.Languages.SelectMany(language => texts.In(CultureInfo.GetCultureInfo(language), () => string.Join(Sign, Words(question, number, language == Texts.Languages[0], texts))).Split(Sign))]);

    private static IEnumerable<string> Words(Question question, int number, bool chinese, Texts texts) =>
        [AnswersInWords.Word(question, Digits(number), chinese, texts), .. question.Kind == QuestionKind.Csat ? texts.Find($"surveys.load.csat.{number}.words")?.Split(',', StringSplitOptions.TrimEntries) ?? [] : []];

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
