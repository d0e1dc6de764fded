namespace Guanxi.Appraisal.Criteria;

/// <summary>How staff are rated, and what comes of it. A period keeps the rules that it was opened with: nobody is measured by what was changed afterwards.</summary>
internal sealed record AppraisalSettings
{
    public IReadOnlyList<HeartCriterion> Hearts { get; init; } =
    [
        new() { Heart = Heart.Confidence, Weight = 15 }, new() { Heart = Heart.Warmth, Weight = 20 }, new() { Heart = Heart.Diligence, Weight = 20 },
        new() { Heart = Heart.Patience, Weight = 15 }, new() { Heart = Heart.Sincerity, Weight = 15 }, new() { Heart = Heart.Care, Weight = 15 },
    ];

    /// <summary>Working days from submission within which the person rated may appeal.</summary>
    public int AppealDays { get; init; } = 5;

    /// <summary>Scores from which on a level is reached.</summary>
    public int ExcellentFrom { get; init; } = 90;
    public int GoodFrom { get; init; } = 75;
    public int SoundFrom { get; init; } = 60;

    /// <summary>Pay coefficients in hundredths, best level first.</summary>
    public IReadOnlyList<int> PayHundredths { get; init; } = [120, 110, 100, 90];

    /// <summary>What is suggested, by level and by that of the period before. A combination that isn't named keeps the position.</summary>
    public IReadOnlyList<PositionRule> Positions { get; init; } =
    [
        new(Level.Excellent, Level.Excellent, Suggestion.Promote), new(Level.Excellent, Level.Good, Suggestion.Promote),
        new(Level.Sound, Level.Sound, Suggestion.Develop), new(Level.Sound, Level.ToImprove, Suggestion.Develop),
        new(Level.ToImprove, null, Suggestion.Develop), new(Level.ToImprove, Level.Excellent, Suggestion.Develop), new(Level.ToImprove, Level.Good, Suggestion.Develop),
        new(Level.ToImprove, Level.Sound, Suggestion.Develop), new(Level.ToImprove, Level.ToImprove, Suggestion.Review),
    ];

    public HeartCriterion Of(Heart heart) => Hearts.First(h => h.Heart == heart);

    public Level LevelOf(double score) => score >= ExcellentFrom ? Level.Excellent : score >= GoodFrom ? Level.Good : score >= SoundFrom ? Level.Sound : Level.ToImprove;

    public int PayOf(Level level) => PayHundredths[(int)level];

    public Suggestion Suggest(Level level, Level? before) => Positions.FirstOrDefault(r => r.Level == level && r.Before == before)?.Suggestion ?? Suggestion.Keep;

    /// <summary>What the marks come to, up to 100: five everywhere is 100, three is 60. NaN while a heart has no mark.</summary>
    public double Score(Func<Heart, int?> mark)
    {
        var sum = 0;
        foreach (var heart in Hearts)
        {
            if (mark(heart.Heart) is not { } given) return double.NaN;
            sum += heart.Weight * given;
        }
        // In whole numbers up to here: 89.99… would miss a level that was reached.
        return sum / 5.0;
    }
}

/// <summary>One combination.</summary>
/// <param name="Before">The level of the period before; null for who had none.</param>
internal sealed record PositionRule(Level Level, Level? Before, Suggestion Suggestion);
