using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guanxi.Surveys.Questions;

/// <summary>The questions of one edition: their rules, and how they are kept.</summary>
internal static class QuestionList
{
    /// <summary>More than these nobody answers to the end.</summary>
    public const int Most = 20;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyList<Question> questions) => JsonSerializer.Serialize(questions, Json);

    public static IReadOnlyList<Question> Read(string json) => JsonSerializer.Deserialize<List<Question>>(json, Json) ?? [];

    /// <summary>Questions without a text are left out, and each has a key of its own.</summary>
    /// <exception cref="RefusedException">A question can't be asked as it stands.</exception>
    public static IReadOnlyList<Question> Checked(IEnumerable<Question> wanted)
    {
        var questions = wanted.Where(q => q.In(true).Length > 0).Select(q => q with { }).ToList();
        Refuse.If(questions.Count == 0, "surveys.question.none");
        Refuse.If(questions.Count > Most, "surveys.question.too_many", Most);
        var next = 1 + questions.Select(q => q.Key.StartsWith('q') && int.TryParse(q.Key.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).DefaultIfEmpty().Max();
        HashSet<string> keys = [];
        Dictionary<string, Question> before = [];
        for (var i = 0; i < questions.Count; i++)
        {
            var question = questions[i];
            if (question.Key.Length == 0 || !keys.Add(question.Key))
            {
                question.Key = string.Create(CultureInfo.InvariantCulture, $"q{next++}");
                keys.Add(question.Key);
            }
            Check(question, i + 1, before);
            before[question.Key] = question;
        }
        return questions;
    }

    private static void Check(Question question, int number, Dictionary<string, Question> before)
    {
        if (question.Kind == QuestionKind.Choice)
        {
            var (chinese, english) = (Question.LinesOf(question.ChineseChoices), Question.LinesOf(question.EnglishChoices));
            Refuse.If(question.ChoicesIn(true).Count < 2, "surveys.question.choices_missing", number);
            Refuse.If(chinese.Count > Question.MostChoices || english.Count > Question.MostChoices, "surveys.question.too_many_choices", number, Question.MostChoices);
            // The number of an answer means the same in both languages.
            Refuse.If(chinese.Count > 0 && english.Count > 0 && chinese.Count != english.Count, "surveys.question.choices_differ", number, chinese.Count, english.Count);
        }
        else
        {
            (question.ChineseChoices, question.EnglishChoices) = (null, null);
        }
        if (string.IsNullOrEmpty(question.IfKey))
        {
            (question.IfKey, question.IfFrom, question.IfUntil) = (null, null, null);
            return;
        }
        Refuse.If(!before.TryGetValue(question.IfKey, out var asked) || !asked.IsNumber, "surveys.question.depends_on_later", number);
        var (from, until) = asked.Bounds;
        (question.IfFrom, question.IfUntil) = (question.IfFrom ?? from, question.IfUntil ?? until);
        Refuse.If(question.IfFrom > question.IfUntil || question.IfUntil < from || question.IfFrom > until, "surveys.question.never_asked", number, from, until);
    }
}
