namespace Guanxi.Value;

/// <summary>What all relationships within reach are worth, and how that moves.</summary>
public sealed record ValueDashboardView
{
    /// <summary>Null until there was a run.</summary>
    public DateOnly? AsOf { get; init; }
    public DateTimeOffset? RanAt { get; init; }

    /// <summary>ISO 4217; all minor units here are of it.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Customers with a purchase, within reach.</summary>
    public int Customers { get; init; }
    public ValueTotals Totals { get; init; } = new();

    /// <summary>The 80/20 curve over historic and current value; empty where there is nothing to share.</summary>
    public IReadOnlyList<CurvePoint> Curve { get; init; } = [];

    /// <summary>Share of customers that bring 80 % of value; null where it can't be told.</summary>
    public double? CustomersForEighty { get; init; }

    /// <summary>Best first.</summary>
    public IReadOnlyList<GroupFigure> Grades { get; init; } = [];

    /// <summary>In the order of a relationship's life.</summary>
    public IReadOnlyList<GroupFigure> Stages { get; init; } = [];

    /// <summary>The standing about a month before that movement is counted from; null where there is none.</summary>
    public DateOnly? ComparedWith { get; init; }
    public IReadOnlyList<Movement> GradeMoves { get; init; } = [];
    public IReadOnlyList<Movement> StageMoves { get; init; } = [];

    /// <summary>How many customers are on each work list: <c>rising</c>, <c>unprofitable</c>, <c>loss</c>, <c>falling</c>, <c>review</c>. They open by <see cref="StandingCustomers.List"/>.</summary>
    public IReadOnlyDictionary<string, int> Lists { get; init; } = new Dictionary<string, int>();

    /// <summary>Up to 36 months, the oldest first; empty for those who don't see the whole firm.</summary>
    public IReadOnlyList<MonthFigure> Months { get; init; } = [];

    /// <summary>What the potential and the churn come from; null until there was a run.</summary>
    public ModelLine? Model { get; init; }

    /// <summary>What was told of this day before it was computed again, the newest first.</summary>
    public IReadOnlyList<CorrectionView> Corrections { get; init; } = [];
}

/// <summary>Sums, minor units of the base currency.</summary>
public sealed record ValueTotals
{
    public long HistoricMinor { get; init; }
    public long CurrentMinor { get; init; }
    public long PotentialMinor { get; init; }

    /// <summary>Money at risk: Σ churn × (current + potential).</summary>
    public long RiskMinor { get; init; }
    public long TotalMinor => HistoricMinor + CurrentMinor + PotentialMinor;
}

/// <summary>One month of the whole firm, minor units of the base currency.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="NetMinor">Sales to customers less returns, with adjustments.</param>
/// <param name="MarginMinor">Contribution margin of that.</param>
/// <param name="AnonymousMinor">Sales to nobody in particular: in no customer's figures.</param>
/// <param name="Buyers">Customers who bought.</param>
/// <param name="NewBuyers">Those of them who bought for the first time.</param>
public sealed record MonthFigure(DateOnly Month, long NetMinor, long MarginMinor, long AnonymousMinor, int Buyers, int NewBuyers);

/// <summary>The best share of customers brings so much of value.</summary>
/// <param name="Customers">In [0, 1].</param>
/// <param name="Value">In [0, 1], or above where the last ones cost more than they bring.</param>
/// <param name="LeastMinor">Historic and current value of the last of them: who has as much belongs to them. Null before the first.</param>
public sealed record CurvePoint(double Customers, double Value, long? LeastMinor);

/// <summary>One grade or stage.</summary>
/// <param name="Code"><c>major</c> … <c>small</c>, or <c>acquisition</c> … <c>lost</c>. Its text: <c>value.grade.major</c>, <c>customers.stage.lost</c>, or by the firm's <see cref="Customers.StageVocabulary"/>.</param>
/// <param name="Customers">How many are in it.</param>
/// <param name="ValueMinor">Their total value.</param>
/// <param name="Before">How many were in it at <see cref="ValueDashboardView.ComparedWith"/>; null where there is nothing to compare.</param>
public sealed record GroupFigure(string Code, int Customers, long ValueMinor, int? Before);

/// <summary>So many customers went from one grade (or stage) to another. <c>From</c> is empty for those who are new.</summary>
public sealed record Movement(string From, string To, int Customers, long ValueMinor);

/// <summary>The model's sheet in one line.</summary>
public sealed record ModelLine
{
    /// <summary><c>mbg-nbd</c>, <c>bg-nbd</c>, <c>pareto-nbd</c>, <c>nbd</c>; empty where there is not enough data. Its text: <c>value.model.mbg_nbd</c>.</summary>
    public string Model { get; init; } = "";

    /// <summary>Days observed: from the first purchase of all to the day of the standing.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public int Customers { get; init; }
    public long RepeatPurchases { get; init; }

    /// <summary>Fewer than these are too few for a model: said instead of figures.</summary>
    public bool EnoughData { get; init; }

    /// <summary>Expected against actual purchases on the last quarters of the span, each held out; −0.12 is 12 % too few. Null where the span is too short.</summary>
    public double? Bias { get; init; }

    /// <summary>Models refused, with the reason: <c>mbg-nbd</c> → <c>no_dropout_seen</c>. Its text: <c>value.not_identified.no_dropout_seen</c>.</summary>
    public IReadOnlyDictionary<string, string> NotIdentified { get; init; } = new Dictionary<string, string>();

    /// <summary>Where spend comes from: <c>gamma-gamma</c>, or <c>pooled-mean</c> where that was not identified.</summary>
    public string Spend { get; init; } = "";

    /// <summary>Whose churn is shown: <c>model</c> for the purchase model's, <c>trees</c> where boosted trees foretold it better.</summary>
    public string Churn { get; init; } = "model";

    /// <summary>Days of the planning period for individuals, and for organisations.</summary>
    public int PlanningDays { get; init; }
    public int PlanningDaysOfOrganisations { get; init; }
    public int HorizonMonths { get; init; }
}
