using System.ComponentModel.DataAnnotations;

namespace Guanxi.Surveys.Questions;

/// <summary>What a question asks for.</summary>
public enum QuestionKind
{
    /// <summary>How satisfied, 1–5.</summary>
    Csat,

    /// <summary>How likely to recommend, 0–10.</summary>
    Nps,

    /// <summary>How easy it was, 1–7; 7 is easiest.</summary>
    Ces,

    /// <summary>Which firms come to mind, unaided, one a line in the order in which they do.</summary>
    Mention,

    /// <summary>Whether something went wrong, and whether the firm was told: shows how many keep silent.</summary>
    Trouble,

    /// <summary>One of several given answers.</summary>
    Choice,

    /// <summary>Own words.</summary>
    Open,
}

/// <summary>One question of an edition of a survey, in both languages.</summary>
public sealed record Question
{
    public const int MostChoices = 12;

    /// <summary>Stays the same from edition to edition, so that answers can be told of over time.</summary>
    [StringLength(8)] public string Key { get; set; } = "";
    public QuestionKind Kind { get; set; }

    /// <summary>In Chinese; where one language is empty, the other is shown.</summary>
    [StringLength(300)] public string? Chinese { get; set; }

    /// <summary>In English.</summary>
    [StringLength(300)] public string? English { get; set; }

    /// <summary>Answers to choose from, one a line.</summary>
    [StringLength(1_500)] public string? ChineseChoices { get; set; }
    [StringLength(1_500)] public string? EnglishChoices { get; set; }
    public bool Required { get; set; }

    /// <summary>Asked only of those who answered this earlier question by a number from <see cref="IfFrom"/> to <see cref="IfUntil"/>; null asks everybody.</summary>
    [StringLength(8)] public string? IfKey { get; set; }
    public int? IfFrom { get; set; }
    public int? IfUntil { get; set; }

    public string In(bool chinese) => (chinese ? Said(Chinese) ?? Said(English) : Said(English) ?? Said(Chinese)) ?? "";

    public IReadOnlyList<string> ChoicesIn(bool chinese) => LinesOf(chinese ? Said(ChineseChoices) ?? EnglishChoices : Said(EnglishChoices) ?? ChineseChoices);

    /// <summary>Whether the answer is a number.</summary>
    public bool IsNumber => Kind is not (QuestionKind.Mention or QuestionKind.Open);

    /// <summary>The numbers that answer it, from and to.</summary>
    public (int From, int Until) Bounds => Kind switch { QuestionKind.Csat => (1, 5), QuestionKind.Nps => (0, 10), QuestionKind.Ces => (1, 7), QuestionKind.Trouble => (1, 3), _ => (1, Math.Max(1, ChoicesIn(true).Count)) };

    public static IReadOnlyList<string> LinesOf(string? text) => (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
