using Guanxi.Customers;
using Guanxi.Insight;
using Guanxi.Value.Runs;

namespace Guanxi.Value;

/// <summary>Works on what a run of the newest day found, once its standings are written and before it is over. Modules above register theirs in their <c>Add</c>; a run does not end well without them.</summary>
/// <remarks>A run that died begins again, so what a watch did for a day may be done for that day once more: twice must do no harm.</remarks>
public interface IRunWatch
{
    Task Watch(RunReading run, Actor actor, CancellationToken ct);
}

/// <summary>All customers of a run while its columns are in memory: a million can be looked through in a tenth of a second, and nothing is made for those who are of no interest.</summary>
public sealed class RunReading
{
    private readonly PurchaseHistories histories;
    private readonly Scores scores;
    private readonly Assignments labels;
    private readonly PreviousLabels? compared;
    private readonly int[]? places;
    private readonly SpendChoice spend;
    private readonly ValueSettings settings;

    internal RunReading(PurchaseHistories histories, Scores scores, Assignments labels, PreviousLabels? compared, SpendChoice spend, IPurchaseModel? model, ValueSettings settings)
    {
        (this.histories, this.scores, this.labels, this.compared, this.spend, this.settings) = (histories, scores, labels, compared, spend, settings);
        places = compared?.Places(histories.CustomerId);
        Rhythm = model is null ? null : PurchaseRhythm.Of(model);
    }

    public DateOnly AsOf => histories.AsOf;

    /// <summary>How many customers; their places are 0 … Count − 1, in order of id.</summary>
    public int Count => histories.Count;

    /// <summary>Length of the recent window in days.</summary>
    public int RecentDays => settings.PlanningDays;

    /// <summary>What rhythm is usual among all; null where there were too few data for a model.</summary>
    public PurchaseRhythm? Rhythm { get; }

    /// <summary>Standard deviation of one purchase by the customer's own mean.</summary>
    public double SpendVariation => spend.Variation;

    /// <summary>The customer's place; negative where he is not among them.</summary>
    public int PlaceOf(Id<Customer> customer) => Array.BinarySearch(histories.CustomerId, customer.Value);

    /// <summary>Expected net sales of one purchase before the recent window, minor units: the own mean, pulled to everybody's.</summary>
    public double UsualSpend(int place)
    {
        var repeats = histories.Repeats(place) - histories.Recent[place];
        return spend.Spend(repeats, repeats > 0 ? (double)(histories.LaterNet[place] - histories.RecentNet[place]) / repeats / histories.MinorPerMajor : 0) * histories.MinorPerMajor;
    }

    /// <summary>What the run found of one customer.</summary>
    public CustomerInRun this[int i] => new()
    {
        CustomerId = new(histories.CustomerId[i]), Repeats = histories.Repeats(i), Recent = histories.Recent[i], Observed = histories.Observed[i], Gap = histories.Gap[i], HasBought = histories.PurchaseDays[i] > 0,
        ExpectedGap = scores.ExpectedGap[i], GapTail = scores.GapTail[i], RecentNetMinor = histories.RecentNet[i], ContactGap = histories.ContactGap[i], OpenComplaintDays = histories.OpenComplaintDays[i],
        UnhappyDays = histories.UnhappyDays[i], Churn = scores.Churn[i], PlanningDays = scores.PlanningDays[histories.Kind[i]], RiskMinor = scores.Risk[i], ValueMinor = scores.Total[i],
        Grade = labels.Grade[i], GradeBefore = places is null || places[i] < 0 ? null : compared!.Grade(places[i]), Class = labels.Class[i], Stage = labels.Stage[i].Stage,
    };
}

/// <summary>One customer as of a run.</summary>
public readonly record struct CustomerInRun
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>Repeat purchase days, of all time and in the recent window.</summary>
    public int Repeats { get; init; }
    public int Recent { get; init; }

    /// <summary>Days since the first purchase and since the last; where there was none, since the first document.</summary>
    public int Observed { get; init; }
    public int Gap { get; init; }

    /// <summary>False for who only brought back.</summary>
    public bool HasBought { get; init; }
    public double ExpectedGap { get; init; }

    /// <summary>P(a gap as long as the current one) by the own rhythm. Without a model it is 0 and says nothing.</summary>
    public double GapTail { get; init; }

    /// <summary>Net sales in the recent window, minor units.</summary>
    public long RecentNetMinor { get; init; }

    /// <summary>Days since the last contact; −1 without one.</summary>
    public int ContactGap { get; init; }

    /// <summary>Days since the oldest open complaint came in, and since one ended badly; −1 without one.</summary>
    public int OpenComplaintDays { get; init; }
    public int UnhappyDays { get; init; }

    /// <summary>NaN where it can't be told.</summary>
    public double Churn { get; init; }

    /// <summary>Days over which churn is told.</summary>
    public int PlanningDays { get; init; }

    /// <summary>Churn × (current + potential), and the total value, minor units.</summary>
    public long RiskMinor { get; init; }
    public long ValueMinor { get; init; }
    public CustomerGrade Grade { get; init; }

    /// <summary>About a month ago; null where there was no standing then.</summary>
    public CustomerGrade? GradeBefore { get; init; }
    public CustomerClass Class { get; init; }
    public LifecycleStage Stage { get; init; }
}
