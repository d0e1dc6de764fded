namespace Guanxi.Insight;

/// <summary>One measure within a <see cref="SatisfactionIndex"/>.</summary>
/// <param name="Value">As measured; null where it isn't known, and then it takes no part.</param>
/// <param name="Low">Lower bound of the value, ≤ <paramref name="Value"/>; null where nothing is said of it.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Weight">How much it counts, ≥ 0.</param>
/// <param name="Worst">The value that scores 0; smaller or larger than <paramref name="Best"/>, never the same.</param>
/// <param name="Best">The value that scores 100.</param>
public readonly record struct IndexPart(double? Value, double? Low, double? High, double Weight, double Worst, double Best)
{
    /// <summary>0 for the worst and anything beyond, 100 for the best and anything beyond.</summary>
    public double? Score => Value is { } value ? Scaled(value) : null;

    /// <summary>The score at whichever bound is worse; the score itself without bounds.</summary>
    public double? LowScore => Score is { } score ? Math.Min(score, Math.Min(Scaled(Low ?? Value!.Value), Scaled(High ?? Value!.Value))) : null;

    /// <summary>The score at whichever bound is better.</summary>
    public double? HighScore => Score is { } score ? Math.Max(score, Math.Max(Scaled(Low ?? Value!.Value), Scaled(High ?? Value!.Value))) : null;

    private double Scaled(double value)
    {
        if (Worst == Best)
            throw new ArgumentException("Worst and best must differ.");
        return 100 * Math.Clamp((value - Worst) / (Best - Worst), 0, 1);
    }
}

/// <summary>A weighted mean of measures that were each scaled to 0–100.</summary>
/// <param name="Value">In [0, 100]; NaN where nothing is known.</param>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Known">The share of the weights whose measures are known, in [0, 1].</param>
/// <remarks>
/// The bounds recover each part's variance from its own interval and add them as if the parts were independent (MOVER):
/// Zou &amp; Donner (2008), Statistics in Medicine 27, 1693–1702. Parts that move together make it a little narrower than it should be.
/// </remarks>
public readonly record struct SatisfactionIndex(double Value, double Low, double High, double Known)
{
    /// <summary>The index of these parts. What isn't known leaves its weight to the others.</summary>
    /// <exception cref="ArgumentException">A weight is negative, or a worst equals its best.</exception>
    public static SatisfactionIndex Of(IReadOnlyList<IndexPart> parts)
    {
        double all = 0, known = 0, sum = 0, below = 0, above = 0;
        foreach (var part in parts)
        {
            if (!(part.Weight >= 0))
                throw new ArgumentException("A weight must not be negative.", nameof(parts));
            all += part.Weight;
            if (part.Score is not { } score)
                continue;
            known += part.Weight;
            sum += part.Weight * score;
            var (down, up) = (part.Weight * (score - part.LowScore!.Value), part.Weight * (part.HighScore!.Value - score));
            (below, above) = (below + down * down, above + up * up);
        }
        if (known == 0)
            return new(double.NaN, 0, 100, 0);
        var value = sum / known;
        return new(value, Math.Max(0, value - Math.Sqrt(below) / known), Math.Min(100, value + Math.Sqrt(above) / known), known / all);
    }
}
