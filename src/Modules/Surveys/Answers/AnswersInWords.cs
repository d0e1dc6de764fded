using System.Globalization;
using Guanxi.Surveys.Questions;

namespace Guanxi.Surveys.Answers;

/// <summary>Answers as people read them.</summary>
internal static class AnswersInWords
{
    public static IReadOnlyList<SaidRow> Of(SurveyEdition edition, Given given, Texts texts)
    {
        var chinese = IsChinese;
        var said = given.Read();
        return [.. edition.Questions.Where(q => said.ContainsKey(q.Key)).Select(q => new SaidRow(q.In(chinese), Word(q, said[q.Key], chinese, texts)))];
    }

    /// <summary>The marks that are measured.</summary>
    public static string Marks(Given given, Texts texts) => string.Join(" · ", new[]
    {
        given.Csat is { } csat ? texts[$"surveys.csat.{csat}"] : null, given.Nps is { } nps ? texts["surveys.score.nps", nps] : null, given.Ces is { } ces ? texts["surveys.score.ces", ces] : null,
    }.OfType<string>());

    public static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>What a number stands for.</summary>
    public static string Word(Question question, string answer, bool chinese, Texts texts)
    {
        if (!int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !question.IsNumber) return answer;
        return question.Kind switch
        {
            QuestionKind.Choice => question.ChoicesIn(chinese) is var choices && number >= 1 && number <= choices.Count ? choices[number - 1] : answer,
            QuestionKind.Csat => texts[$"surveys.csat.{number}"],
            QuestionKind.Trouble => texts[$"surveys.trouble.{number}"],
            QuestionKind.Nps => texts["surveys.out_of", number, 10],
            _ => texts["surveys.out_of", number, 7],
        };
    }
}
