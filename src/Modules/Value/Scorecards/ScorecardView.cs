namespace Guanxi.Value;

/// <summary>The ten figures of customer relationships within reach, each with its change.</summary>
public sealed record ScorecardView
{
    /// <summary>Null until there was a run.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The day with which the figures are compared: a year or a quarter earlier, or the evaluation at most a month before that.</summary>
    public DateOnly? ComparedWith { get; init; }
    public ScorecardPeriod Period { get; init; }

    /// <summary>ISO 4217; minor units here are of it.</summary>
    public string Currency { get; init; } = "";

    /// <summary>In the order of <see cref="TenC"/>.</summary>
    public IReadOnlyList<ScorecardFigure> Figures { get; init; } = [];
}

/// <summary>What a figure of the scorecard counts in.</summary>
public enum ScorecardMeasure
{
    /// <summary>From 0 to 1.</summary>
    Share,

    /// <summary>Minor units of the base currency.</summary>
    Money,
    Customers,

    /// <summary>From 0 to 100.</summary>
    Index,
}

/// <summary>Why a figure has no value.</summary>
public enum ScorecardGap
{
    /// <summary>Fewer observations than <see cref="ScorecardFigure.Least"/>; of satisfaction, less than half of the index's weights known.</summary>
    TooFew,

    /// <summary>No evaluation is kept of a day that it is told from.</summary>
    NoEvaluation,

    /// <summary>The firm's data begin within the period: who is new can't be told from who was there before.</summary>
    DataBegin,

    /// <summary>The firm records nothing of it yet.</summary>
    NotRecorded,
}

/// <summary>One of the ten figures.</summary>
public sealed record ScorecardFigure
{
    public TenC Figure { get; init; }
    public ScorecardMeasure Measure { get; init; }

    /// <summary>A share, minor units or customers; null where <see cref="Gap"/> says why.</summary>
    public double? Value { get; init; }

    /// <summary>95 % interval of a share; of the mean value, the means of the low and of the high ends of the customers' potentials.</summary>
    public double? Low { get; init; }
    public double? High { get; init; }

    /// <summary>Customers behind it, and how many it takes at least.</summary>
    public long Observations { get; init; }
    public int Least { get; init; }
    public ScorecardGap? Gap { get; init; }

    /// <summary>How many of the observations count for it; null where it is no share of customers.</summary>
    public long? Counted { get; init; }

    /// <summary>Of satisfaction: the share of the index's weights whose measures are known.</summary>
    public double? Known { get; init; }

    /// <summary>First day that it looks at; null where it is told of the day itself.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The same at <see cref="ScorecardView.ComparedWith"/>; null where it can't be told.</summary>
    public double? Before { get; init; }

    /// <summary>Of profitability: net sales of the period, so that the margin after cost can be told as a share of them.</summary>
    public long? NetMinor { get; init; }
}
