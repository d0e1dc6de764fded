namespace Guanxi.Insight;

/// <summary>Names for parts of the cube of scores.</summary>
public enum RfmSegment
{
    /// <summary>No rule matches.</summary>
    Other,

    /// <summary>Bought lately, often and for much.</summary>
    Champion,

    /// <summary>Buy often and for much.</summary>
    Loyal,

    /// <summary>Bought lately, not yet often.</summary>
    PotentialLoyalist,

    /// <summary>Bought just now for the first time.</summary>
    New,

    /// <summary>Bought once, not long ago.</summary>
    Promising,

    /// <summary>In the middle on all counts.</summary>
    NeedsAttention,

    /// <summary>In the middle on recency, low on the rest.</summary>
    AboutToSleep,

    /// <summary>Bought often or for much, long ago.</summary>
    AtRisk,

    /// <summary>Were among the best and stay away.</summary>
    CannotLose,

    /// <summary>Low on all counts.</summary>
    Lost,
}

/// <summary>Scores that make a segment, all bounds inclusive.</summary>
/// <param name="Segment">Its name.</param>
/// <param name="Recency">Scores of recency, 1–5.</param>
/// <param name="Frequency">Scores of frequency, 1–5.</param>
/// <param name="Money">Scores of money, 1–5.</param>
public sealed record RfmSegmentRule(RfmSegment Segment, (int From, int To) Recency, (int From, int To) Frequency, (int From, int To) Money)
{
    /// <summary>Of how many of the 125 cells the rule speaks: the fewer, the more specific.</summary>
    public int Cells => (Recency.To - Recency.From + 1) * (Frequency.To - Frequency.From + 1) * (Money.To - Money.From + 1);

    internal bool Matches(int r, int f, int m) =>
        r >= Recency.From && r <= Recency.To && f >= Frequency.From && f <= Frequency.To && m >= Money.From && m <= Money.To;
}

/// <summary>The cube of 5 × 5 × 5 scores with a segment in each cell.</summary>
public sealed class RfmSegments
{
    private static readonly RfmSegmentRule[] Rules =
    [
        new(RfmSegment.Champion, (4, 5), (4, 5), (4, 5)),
        new(RfmSegment.Loyal, (2, 5), (3, 5), (3, 5)),
        new(RfmSegment.PotentialLoyalist, (3, 5), (1, 3), (1, 3)),
        new(RfmSegment.New, (4, 5), (1, 1), (1, 1)),
        new(RfmSegment.Promising, (3, 4), (1, 1), (1, 1)),
        new(RfmSegment.NeedsAttention, (2, 3), (2, 3), (2, 3)),
        new(RfmSegment.AboutToSleep, (2, 3), (1, 2), (1, 2)),
        new(RfmSegment.AtRisk, (1, 2), (2, 5), (2, 5)),
        new(RfmSegment.CannotLose, (1, 1), (4, 5), (4, 5)),
        new(RfmSegment.Lost, (1, 2), (1, 2), (1, 2)),
    ];

    private readonly RfmSegment[] _cells = new RfmSegment[125];

    private RfmSegments(IReadOnlyList<RfmSegmentRule> rules)
    {
        var used = new HashSet<RfmSegmentRule>();
        List<int> unmatched = [];
        for (var cell = 0; cell < 125; cell++)
        {
            var (r, f, m) = (cell / 25 + 1, cell / 5 % 5 + 1, cell % 5 + 1);
            if (rules.FirstOrDefault(rule => rule.Matches(r, f, m)) is { } match)
            {
                _cells[cell] = match.Segment;
                used.Add(match);
            }
            else
                unmatched.Add(100 * r + 10 * f + m);
        }
        (Unmatched, Shadowed) = (unmatched, [.. rules.Where(rule => !used.Contains(rule))]);
    }

    /// <summary>The product's own: the published rules, most specific first, so that none is shadowed.</summary>
    public static RfmSegments Own { get; } = Specific(Rules);

    /// <summary>The published rules in their published order, of which three can never apply: for comparison with the R package rfm.</summary>
    public static RfmSegments Published { get; } = new(Rules);

    /// <summary>Cells that no rule matches, e.g. 115 for scores 1, 1 and 5: their customers are <see cref="RfmSegment.Other"/>.</summary>
    public IReadOnlyList<int> Unmatched { get; }

    /// <summary>Rules that can never apply because others take all their cells.</summary>
    public IReadOnlyList<RfmSegmentRule> Shadowed { get; }

    /// <summary>A cube of rules that were edited; the most specific one that matches wins, of equals the first.</summary>
    public static RfmSegments Specific(IEnumerable<RfmSegmentRule> rules) => new([.. rules.OrderBy(r => r.Cells)]);

    /// <summary>The segment of a cell.</summary>
    /// <param name="recency">1–5.</param>
    /// <param name="frequency">1–5.</param>
    /// <param name="money">1–5.</param>
    /// <exception cref="ArgumentOutOfRangeException">A score lies outside 1–5.</exception>
    public RfmSegment this[int recency, int frequency, int money] =>
        recency is >= 1 and <= 5 && frequency is >= 1 and <= 5 && money is >= 1 and <= 5 ? _cells[25 * recency + 5 * frequency + money - 31]
            : throw new ArgumentOutOfRangeException(nameof(recency), (recency, frequency, money), "Scores lie between 1 and 5.");

    /// <summary>The segments of all customers, in their order.</summary>
    public RfmSegment[] Of(RfmScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var segments = new RfmSegment[scores.Recency.Length];
        for (var i = 0; i < segments.Length; i++)
            segments[i] = this[scores.Recency[i], scores.Frequency[i], scores.Money[i]];
        return segments;
    }
}
