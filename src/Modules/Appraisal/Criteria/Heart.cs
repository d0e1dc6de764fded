namespace Guanxi.Appraisal.Criteria;

/// <summary>The six hearts.</summary>
internal enum Heart
{
    /// <summary>Confidence: in the firm, its goods and oneself.</summary>
    Confidence,

    /// <summary>Warmth: goes towards customers unasked.</summary>
    Warmth,

    /// <summary>Diligence: puts thought and effort into the work.</summary>
    Diligence,

    /// <summary>Patience: with questions, complaints and slow decisions.</summary>
    Patience,

    /// <summary>Sincerity: says what is true, keeps what was promised.</summary>
    Sincerity,

    /// <summary>Care: sees details and makes few mistakes.</summary>
    Care,
}

/// <summary>What a score comes to.</summary>
internal enum Level { Excellent, Good, Sound, ToImprove }

/// <summary>What is suggested for somebody's position.</summary>
internal enum Suggestion { Promote, Keep, Develop, Review }

/// <summary>How much one heart weighs, and by what it is marked.</summary>
internal sealed record HeartCriterion
{
    public const int MostQuestions = 3;

    public Heart Heart { get; init; }

    /// <summary>Percent; the six add up to 100.</summary>
    public int Weight { get; init; }

    /// <summary>What the heart means; null for the product's own words, which every reader has in their language.</summary>
    public string? Description { get; init; }

    /// <summary>What earns the marks 1 to 5; null for the product's own words.</summary>
    public IReadOnlyList<string?> Anchors { get; init; } = [null, null, null, null, null];

    /// <summary>What the firm asks besides.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    public string Describe(Texts texts) => Description ?? texts[$"appraisal.describe.{Word}"];

    /// <param name="mark">1–5.</param>
    public string Anchor(Texts texts, int mark) => Anchors.ElementAtOrDefault(mark - 1) ?? texts[$"appraisal.anchor.{Word}.{mark}"];

    private string Word => Heart.ToString().ToLowerInvariant();
}
