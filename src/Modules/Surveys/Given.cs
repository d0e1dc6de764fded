using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guanxi.Surveys.Questions;

namespace Guanxi.Surveys;

/// <summary>What somebody answered: all answers by question, and those that are measured, each by the first question of its kind that was asked.</summary>
public sealed record Given
{
    public const int MostLetters = 2_000;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>1–5; null where it was not asked or not answered. The others alike.</summary>
    public int? Csat { get; private init; }

    /// <summary>0–10.</summary>
    public int? Nps { get; private init; }

    /// <summary>1–7.</summary>
    public int? Ces { get; private init; }

    /// <summary>0: asked, but the firm was not named; 1: named, but not first; 2: named first.</summary>
    public int? Mention { get; private init; }

    /// <summary>1: nothing went wrong; 2: it did, and the firm was told; 3: it did, and the firm was not told.</summary>
    public int? Trouble { get; private init; }

    /// <summary>By the question's key; numbers as digits.</summary>
    public string AnswersJson { get; private init; } = "{}";

    /// <summary>Dissatisfied: CSAT 1–2, where it was not asked NPS 0–6, where neither was CES 1–2.</summary>
    public bool IsBad => Csat is { } csat ? csat <= 2 : Nps is { } nps ? nps <= 6 : Ces <= 2;

    public IReadOnlyDictionary<string, string> Read() => Read(AnswersJson);

    /// <summary>Answers as they are kept.</summary>
    public static IReadOnlyDictionary<string, string> Read(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json, Json) ?? [];

    /// <summary>Reads what was sent. Answers to questions that were not asked, because of an earlier answer, are left out.</summary>
    /// <param name="ownNames">What the firm is called; letters large or small and blanks make no difference.</param>
    /// <exception cref="RefusedException">A question that must be answered was not, or a number is none of those that answer it.</exception>
    public static Given Of(IReadOnlyList<Question> questions, IReadOnlyDictionary<string, string?> sent, IEnumerable<string> ownNames)
    {
        Dictionary<string, string> answers = [];
        var given = new Given();
        var seen = new HashSet<QuestionKind>();
        var names = ownNames.Select(Plain).Where(n => n.Length > 0).ToHashSet();
        foreach (var question in questions)
        {
            if (question.IfKey is { } key && !(answers.TryGetValue(key, out var earlier) && int.TryParse(earlier, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= question.IfFrom && number <= question.IfUntil)) continue;
            var text = sent.GetValueOrDefault(question.Key)?.Trim() ?? "";
            Refuse.Field(question.Key, question.Required && text.Length == 0, "surveys.answer.missing");
            Refuse.Field(question.Key, text.Length > MostLetters, "surveys.answer.too_long", MostLetters);
            int? value = null;
            if (question.IsNumber && text.Length > 0)
            {
                var (from, until) = question.Bounds;
                value = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= from && n <= until ? n : null;
                Refuse.Field(question.Key, value is null, "surveys.answer.not_one_of_these");
            }
            if (text.Length > 0) answers[question.Key] = text;
            if (!seen.Add(question.Kind)) continue;
            given = question.Kind switch
            {
                QuestionKind.Csat => given with { Csat = value },
                QuestionKind.Nps => given with { Nps = value },
                QuestionKind.Ces => given with { Ces = value },
                QuestionKind.Trouble => given with { Trouble = value },
                QuestionKind.Mention => given with { Mention = Named(text, names) },
                _ => given,
            };
        }
        Refuse.If(answers.Count == 0, "surveys.answer.nothing");
        return given with { AnswersJson = JsonSerializer.Serialize(answers, Json) };
    }

    // Whoever thinks of nobody was asked all the same.
    private static int Named(string text, HashSet<string> names)
    {
        var said = text.Split(['\n', ',', '，', '、', ';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Plain).ToList();
        return said.FindIndex(names.Contains) switch { 0 => 2, > 0 => 1, _ => 0 };
    }

    private static string Plain(string name) => string.Concat(name.Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
