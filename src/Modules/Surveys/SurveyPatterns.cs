using System.Globalization;
using Guanxi.Surveys.Questions;

namespace Guanxi.Surveys;

/// <summary>What a new survey begins with.</summary>
public enum SurveyPattern
{
    /// <summary>After a purchase: satisfaction, what was wrong, recommending, own words.</summary>
    Purchase,

    /// <summary>The relationship as a whole: which firms come to mind, recommending, whether something went wrong, own words.</summary>
    Relationship,

    /// <summary>One question on how easy it was.</summary>
    Effort,
}

/// <summary>Surveys to begin with. Their words are texts of the product and belong to the firm from then on.</summary>
public static class SurveyPatterns
{
    public static (Survey Survey, IReadOnlyList<Question> Questions) Draft(string name, SurveyPattern pattern, string firm, Texts texts, Id<Person> by, DateTimeOffset at)
    {
        var (chinese, english) = (CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en"));
        // Whoever has not named the firm yet is asked about "us".
        var (us, ours) = firm.Length > 0 ? (firm, firm) : (texts.In(chinese, "surveys.pattern.us"), texts.In(english, "surveys.pattern.us"));
        var survey = Survey.Draft(name, by, at);
        var key = pattern.ToString().ToLowerInvariant();
        survey.Write(new(name, In(chinese, $"surveys.pattern.{key}.title", us), In(english, $"surveys.pattern.{key}.title", ours), In(chinese, $"surveys.pattern.{key}.introduction"), In(english, $"surveys.pattern.{key}.introduction")));
        survey.Set(new() { Occasions = pattern == SurveyPattern.Purchase ? [SurveyOccasion.Order] : [], SamplePercent = 100 });
        return (survey, pattern switch
        {
            SurveyPattern.Purchase =>
            [
                Ask("q1", QuestionKind.Csat, "csat") with { Required = true }, Ask("q2", QuestionKind.Choice, "wrong", "wrong_choices") with { IfKey = "q1", IfFrom = 1, IfUntil = 3 },
                Ask("q3", QuestionKind.Trouble, "trouble"), Ask("q4", QuestionKind.Nps, "nps"), Ask("q5", QuestionKind.Open, "open"),
            ],
            SurveyPattern.Relationship =>
            [
                Ask("q1", QuestionKind.Mention, "mention"), Ask("q2", QuestionKind.Nps, "nps") with { Required = true }, Ask("q3", QuestionKind.Open, "why_not") with { IfKey = "q2", IfFrom = 0, IfUntil = 6 },
                Ask("q4", QuestionKind.Trouble, "trouble"), Ask("q5", QuestionKind.Open, "open"),
            ],
            _ => [Ask("q1", QuestionKind.Ces, "ces") with { Required = true }, Ask("q2", QuestionKind.Open, "hard") with { IfKey = "q1", IfFrom = 1, IfUntil = 3 }],
        });

        string In(CultureInfo culture, string text, params object[] words) => texts.In(culture, text, words);

        Question Ask(string questionKey, QuestionKind kind, string words, string? choices = null) => new()
        {
            Key = questionKey, Kind = kind, Chinese = In(chinese, $"surveys.pattern.ask.{words}", us), English = In(english, $"surveys.pattern.ask.{words}", ours),
            ChineseChoices = choices is null ? null : In(chinese, $"surveys.pattern.ask.{choices}").Replace(" | ", "\n", StringComparison.Ordinal), EnglishChoices = choices is null ? null : In(english, $"surveys.pattern.ask.{choices}").Replace(" | ", "\n", StringComparison.Ordinal),
        };
    }
}
