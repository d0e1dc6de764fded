namespace Guanxi.Value;

/// <summary>How recently, how often and for how much customers bought: scores, segments, and the form of eight cells.</summary>
public sealed record RfmView
{
    /// <summary>Null until there was a run.</summary>
    public DateOnly? AsOf { get; init; }
    public string Currency { get; init; } = "";
    public int Customers { get; init; }

    /// <summary>How values become scores: <c>Ranks</c>, <c>Quintiles</c>, <c>Quartiles</c>.</summary>
    public string Rule { get; init; } = "";

    /// <summary>Named segments, the best first; empty where scores are quartiles, for which no segments are defined.</summary>
    public IReadOnlyList<GroupFigure> Segments { get; init; } = [];

    /// <summary>Cells of recency and frequency, e.g. <c>54</c>.</summary>
    public IReadOnlyList<GroupFigure> Cells { get; init; } = [];

    /// <summary>The eight cells of high and low recency, frequency and money, <c>7</c> high on all, <c>0</c> on none.</summary>
    public IReadOnlyList<GroupFigure> Octants { get; init; } = [];

    /// <summary>What each score means.</summary>
    public RfmScales Scales { get; init; } = new();

    /// <summary>Cells that no segment's rule matches, of scores that were given: their customers are <c>other</c>.</summary>
    public IReadOnlyList<int> Unmatched { get; init; } = [];
}

/// <summary>The values behind the scores. Where many values are equal there are fewer scores than five: these are those that were given.</summary>
public sealed record RfmScales
{
    /// <summary>Days since the last purchase.</summary>
    public IReadOnlyList<RfmBinView> Recency { get; init; } = [];

    /// <summary>Purchase days in the last two years.</summary>
    public IReadOnlyList<RfmBinView> Frequency { get; init; } = [];

    /// <summary>Margin in the last two years, minor units.</summary>
    public IReadOnlyList<RfmBinView> Money { get; init; } = [];

    /// <summary>What counts as high in the form of eight cells: the means.</summary>
    public double MiddleDays { get; init; }
    public double MiddlePurchases { get; init; }
    public long MiddleMinor { get; init; }
}

/// <summary>Customers of one score.</summary>
public sealed record RfmBinView(int Score, long From, long To, int Customers);
