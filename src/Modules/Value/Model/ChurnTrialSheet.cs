namespace Guanxi.Value;

/// <summary>Boosted trees against the purchase model: who foretells better who stays away for a planning period, on a day that neither has seen.</summary>
public sealed record ChurnTrialSheet
{
    /// <summary><c>used</c>: churn and money at risk are the trees'. Otherwise the purchase model's, because of <c>not_better</c>, <c>few</c> (customers), <c>too_short</c> (time), <c>not_identified</c> (the model on one of the days), <c>no_model</c>.</summary>
    public string Verdict { get; init; } = "";

    /// <summary>The purchase model, as in <see cref="CandidateSheet.Model"/>.</summary>
    public string Model { get; init; } = "";

    /// <summary>The time that staying away is told over, in days; organisations may have a longer one of their own.</summary>
    public int PlanningDays { get; init; }

    /// <summary>Days of business that it takes; null where there are so many.</summary>
    public int? NeedsDays { get; init; }

    /// <summary>One customer in so many was looked at.</summary>
    public int OneIn { get; init; } = 1;

    /// <summary>Days that the trees were grown on, put right on, and judged on; and the end of what happened after the last.</summary>
    public IReadOnlyList<DateOnly> LearntOn { get; init; } = [];
    public DateOnly? CalibratedOn { get; init; }
    public DateOnly? JudgedOn { get; init; }
    public DateOnly? Until { get; init; }

    /// <summary>Customers judged, and the share of them who stayed away.</summary>
    public int Customers { get; init; }
    public double BaseRate { get; init; }

    /// <summary>Brier score of saying that share to all.</summary>
    public double BaseBrier { get; init; }

    /// <summary>Trees kept: as many as foretold the later day best.</summary>
    public int Trees { get; init; }

    /// <summary>Null where nothing was judged.</summary>
    public RivalScore? OfTrees { get; init; }
    public RivalScore? OfModel { get; init; }

    /// <summary>Days since the last purchase alone, put right on the same later day.</summary>
    public RivalScore? OfRecency { get; init; }

    /// <summary>Trees less model, on the same customers; the trees are used where AUC lies wholly above 0 and Brier wholly below.</summary>
    public GainInterval? AucGain { get; init; }
    public GainInterval? BrierGain { get; init; }

    /// <summary>What the trees go by, the weightiest first.</summary>
    public IReadOnlyList<FeatureWeight> Features { get; init; } = [];
}

/// <summary>How good one forecast of staying away was.</summary>
public sealed record RivalScore
{
    public double Auc { get; init; }
    public double Brier { get; init; }

    /// <summary>1 − Brier over that of the base rate.</summary>
    public double Skill { get; init; }
    public double CalibrationError { get; init; }

    /// <summary>Share who stayed away among the tenth said to be most at risk, over the share among all.</summary>
    public double TopDecileLift { get; init; }

    /// <summary>From the lowest probability to the highest.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; init; } = [];
}

/// <summary>A difference with its 95 % interval.</summary>
public sealed record GainInterval(double Value, double Low, double High);

/// <summary>Something the trees know of a customer.</summary>
/// <param name="Feature">Its text: <c>value.signal.gap</c>.</param>
/// <param name="Weight">By how much it moves the log odds on average, either way.</param>
public sealed record FeatureWeight(string Feature, double Weight);
