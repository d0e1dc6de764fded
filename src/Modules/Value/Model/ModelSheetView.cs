namespace Guanxi.Value;

/// <summary>All that a run knows of its own model: what it rests on, how it was chosen, how well it foretold what it had not seen, and what it can't see.</summary>
public sealed record ModelSheetView
{
    /// <summary>Null until there was a run.</summary>
    public DateOnly? AsOf { get; init; }
    public DateTimeOffset? RanAt { get; init; }

    /// <summary>ISO 4217 of the minor units here.</summary>
    public string Currency { get; init; } = "";
    public ModelLine? Model { get; init; }

    /// <summary>Days as the unit of time, by the names of the literature.</summary>
    public IReadOnlyList<SheetParameter> Parameters { get; init; } = [];

    /// <summary>No candidate is identified on these data: the parameters are those of the last run where one was.</summary>
    public bool Remembered { get; init; }
    public SpendSheet? Spend { get; init; }

    /// <summary>One customer in so many was looked at for the choice and the backtest: more tell no more.</summary>
    public int OneIn { get; init; } = 1;

    /// <summary>The candidates over all origins, the chosen one first.</summary>
    public IReadOnlyList<CandidateSheet> Candidates { get; init; } = [];

    /// <summary>Days on which the candidates stood without what came after, the newest first. Empty where the time is too short for one.</summary>
    public IReadOnlyList<OriginSheet> Origins { get; init; } = [];

    /// <summary>Null where there is nothing to judge by.</summary>
    public BacktestSheet? Backtest { get; init; }

    /// <summary>Whether boosted trees foretell churn better; null in runs of before there were any.</summary>
    public ChurnTrialSheet? Trees { get; init; }

    /// <summary>Null without a backtest, and for those who don't see the whole firm.</summary>
    public TrackingSheet? Tracking { get; init; }

    /// <summary>For those who see some customers only: without what is counted over all.</summary>
    internal ModelSheetView WithoutSums() => this with { Tracking = null, Backtest = Backtest is null ? null : Backtest with { Money = null } };
}

/// <summary>A fitted parameter.</summary>
/// <param name="Name">As in the literature.</param>
/// <param name="Value">Time in days, money in major units.</param>
/// <param name="StandardError">Null where it is not known.</param>
public sealed record SheetParameter(string Name, double Value, double? StandardError);

/// <summary>What a purchase is expected to bring.</summary>
public sealed record SpendSheet
{
    /// <summary><c>gamma-gamma</c> or <c>pooled-mean</c>.</summary>
    public string Model { get; init; } = "";
    public IReadOnlyList<SheetParameter> Parameters { get; init; } = [];

    /// <summary>Customers with repeat purchases that brought money, and those left out.</summary>
    public int Customers { get; init; }
    public int LeftOut { get; init; }

    /// <summary>Of the number of repeat purchases and what they brought on average; the model takes it as 0. Null where it can't be told.</summary>
    public double? Correlation { get; init; }

    /// <summary>Mean net sales expected of a purchase of an unknown customer, major units.</summary>
    public double? Mean { get; init; }

    /// <summary>Why Gamma-Gamma is not used; its text: <c>value.not_identified.not_converged</c>.</summary>
    public string? NotIdentified { get; init; }
}

/// <summary>A candidate on held-out time.</summary>
public sealed record CandidateSheet
{
    /// <summary><c>mbg-nbd</c>, <c>bg-nbd</c>, <c>pareto-nbd</c>, <c>nbd</c>.</summary>
    public string Model { get; init; } = "";

    /// <summary>ln L of what happened; nearer to 0 is better. Null where it was not identified.</summary>
    public double? HeldOut { get; init; }

    /// <summary>Expected against actual purchases, less one.</summary>
    public double? Bias { get; init; }

    /// <summary>Its text: <c>value.not_identified.no_dropout_seen</c>.</summary>
    public string? NotIdentified { get; init; }
    public bool Chosen { get; init; }
}

/// <summary>A day on which the candidates knew only what came before, and what they were judged by.</summary>
public sealed record OriginSheet
{
    public DateOnly Origin { get; init; }
    public DateOnly Until { get; init; }

    /// <summary>Customers looked at, and the purchases they made after the origin.</summary>
    public int Customers { get; init; }
    public long Purchases { get; init; }
    public IReadOnlyList<CandidateSheet> Candidates { get; init; } = [];
}

/// <summary>How a model that knew nothing after the origin foretold the time after it.</summary>
public sealed record BacktestSheet
{
    public string Model { get; init; } = "";
    public DateOnly Origin { get; init; }
    public DateOnly Until { get; init; }
    public int Days { get; init; }
    public int Customers { get; init; }

    /// <summary>Of staying away for the whole held-out time.</summary>
    public ChurnScore Churn { get; init; } = new();
    public PurchaseScore Purchases { get; init; } = new();

    /// <summary>By repeat purchases before the origin.</summary>
    public IReadOnlyList<ClassScore> Classes { get; init; } = [];

    /// <summary>Null for those who don't see the whole firm.</summary>
    public MoneyScore? Money { get; init; }
}

/// <summary>How good the probabilities of staying away were, beside what is known without a model.</summary>
public sealed record ChurnScore
{
    /// <summary>Share of customers who stayed away.</summary>
    public double BaseRate { get; init; }

    /// <summary>Mean squared error; that of saying the base rate to all; 1 − their ratio.</summary>
    public double Brier { get; init; }
    public double BaseBrier { get; init; }
    public double? Skill { get; init; }
    public double LogLoss { get; init; }

    /// <summary>Probability that of two customers the one who stayed away was ranked higher; by days since the last purchase alone, by number of purchases alone, and by the model's “not alive”.</summary>
    public double? Auc { get; init; }
    public double? RecencyAuc { get; init; }
    public double? FrequencyAuc { get; init; }
    public double? AliveAuc { get; init; }

    /// <summary>Mean distance of foretold and actual shares over the bins.</summary>
    public double CalibrationError { get; init; }
    public double? TopDecileLift { get; init; }

    /// <summary>Tenths of customers from the lowest probability to the highest; fewer where many are equal.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; init; } = [];
}

/// <summary>Customers of similar probability.</summary>
/// <param name="From">The smallest probability among them.</param>
/// <param name="To">The largest.</param>
/// <param name="Customers">How many.</param>
/// <param name="Foretold">Their mean probability.</param>
/// <param name="Actual">The share who stayed away.</param>
public sealed record CalibrationBin(double From, double To, int Customers, double Foretold, double Actual);

/// <summary>How good the expected numbers of purchases were.</summary>
public sealed record PurchaseScore
{
    public double Expected { get; init; }
    public long Actual { get; init; }

    /// <summary>Expected over actual, less one; null where nobody bought.</summary>
    public double? Bias { get; init; }
    public double MeanAbsoluteError { get; init; }
    public double RootMeanSquareError { get; init; }
    public double? Correlation { get; init; }
}

/// <summary>Customers with so many repeat purchases before the origin.</summary>
/// <param name="Repeats">How many; the last class takes more, too.</param>
/// <param name="AndMore">Whether it does.</param>
/// <param name="Customers">Customers in it.</param>
/// <param name="Expected">Purchases expected of each afterwards.</param>
/// <param name="Actual">Purchases made by each.</param>
public sealed record ClassScore(int Repeats, bool AndMore, int Customers, double Expected, double Actual);

/// <summary>How much of the money came from whom the model put first. Minor units, net sales.</summary>
public sealed record MoneyScore
{
    public long ExpectedMinor { get; init; }
    public long ActualMinor { get; init; }

    /// <summary>Expected over actual, less one; null where nothing was spent.</summary>
    public double? Bias { get; init; }

    /// <summary>Share of the money that the tenth put first brought.</summary>
    public double? TopTenth { get; init; }

    /// <summary>1 is a perfect order, 0 is chance.</summary>
    public double? Gini { get; init; }
    public IReadOnlyList<MoneyTenthScore> Tenths { get; init; } = [];
}

/// <summary>One tenth of the customers by expected money, the highest first.</summary>
/// <param name="Tenth">1 to 10.</param>
/// <param name="ExpectedMinor">Money expected of them.</param>
/// <param name="ActualMinor">Money they brought.</param>
/// <param name="CumulativeShare">Share of all money brought by this tenth and those before.</param>
public sealed record MoneyTenthScore(int Tenth, long ExpectedMinor, long ActualMinor, double CumulativeShare);

/// <summary>Repeat purchases over time against the model that knew nothing after the origin, on the backtest's customers.</summary>
public sealed record TrackingSheet
{
    /// <summary>Up to here it had learnt.</summary>
    public DateOnly Origin { get; init; }

    /// <summary>7 for weeks; more where the time is long.</summary>
    public int PeriodDays { get; init; } = 7;
    public IReadOnlyList<TrackedWeek> Weeks { get; init; } = [];

    /// <summary>Months of the year that went the same way every year: what a model without seasons gets wrong each time.</summary>
    public IReadOnlyList<SeasonalMiss> Seasons { get; init; } = [];

    /// <summary>Single months that were far off, the farthest first: a season, a campaign or an event, which one year can't tell.</summary>
    public IReadOnlyList<MonthMiss> Months { get; init; } = [];

    /// <summary>Whether any month of the year was seen twice: else nothing can be said of seasons.</summary>
    public bool SeenTwoYears { get; init; }
}

/// <summary>One week (or longer period).</summary>
/// <param name="Until">Its last day.</param>
/// <param name="Expected">Purchases expected in it.</param>
/// <param name="Actual">Purchases made.</param>
/// <param name="CumulativeExpected">From the start.</param>
/// <param name="CumulativeActual">From the start.</param>
public sealed record TrackedWeek(DateOnly Until, double Expected, int Actual, double CumulativeExpected, int CumulativeActual);

/// <summary>A month of the year that is over or under the model each year.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Deviation">Actual over expected, less one, against the months around it.</param>
/// <param name="Years">In how many years.</param>
public sealed record SeasonalMiss(int Month, double Deviation, int Years);

/// <summary>A month that was far off.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Deviation">Actual over expected, less one, against the months around it.</param>
public sealed record MonthMiss(DateOnly Month, double Deviation);
