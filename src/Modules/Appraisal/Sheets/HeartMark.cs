using Guanxi.Appraisal.Criteria;

namespace Guanxi.Appraisal.Sheets;

/// <summary>What the rater gave for one heart, and what became of it.</summary>
internal sealed record HeartMark
{
    public Heart Heart { get; init; }

    /// <summary>1–5 by the rater; null while the sheet is a draft. Stays as it is, whatever is adjusted.</summary>
    public int? Mark { get; init; }

    /// <summary>What was seen that earns it. Needed for 1, 2 and 5.</summary>
    public string? Reason { get; init; }

    /// <summary>Answers to the firm's own questions, in their order.</summary>
    public IReadOnlyList<string?> Answers { get; init; } = [];

    /// <summary>Another mark by who finalises; null where the rater's stands.</summary>
    public int? Adjusted { get; init; }
    public string? AdjustedBecause { get; init; }

    /// <summary>The mark that counts.</summary>
    public int? Counts => Adjusted ?? Mark;

    /// <summary>Marks at the edges say more, and so have to be shown to be true.</summary>
    public static bool NeedsReason(int? mark) => mark is 1 or 2 or 5;
}
