using System.Text.Json;
using System.Text.Json.Serialization;
using Guanxi.Data;
using Guanxi.Value.Reasons;

namespace Guanxi.Value.Standings;

/// <summary>What decided a standing, as its row keeps it. Enough to explain each figure and to compute it again.</summary>
internal sealed record StandingEvidence
{
    /// <summary>x, and the days t_x and T, of the purchase history.</summary>
    public int Repeats { get; init; }
    public double LastAt { get; init; }
    public double Observed { get; init; }
    public DateOnly FirstOn { get; init; }
    public DateOnly LastOn { get; init; }

    /// <summary>Net sales and margin, minor units, over all and in the current year.</summary>
    public long NetMinor { get; init; }
    public long CurrentNetMinor { get; init; }
    public long ServiceCostMinor { get; init; }
    public long ReferralMinor { get; init; }
    public int PurchasesInYear { get; init; }

    /// <summary>Expected purchases over the horizon, discounted; margin expected of each, minor units.</summary>
    public double ExpectedPurchases { get; init; }
    public double ExpectedMarginMinor { get; init; }

    /// <summary>Within the model only: nothing that is shown as churn.</summary>
    public double Alive { get; init; }
    public int PlanningDays { get; init; }

    /// <summary>Days since the last purchase, days to expect, and how rarely a gap is this long by the own rhythm.</summary>
    public double Gap { get; init; }
    public double ExpectedGap { get; init; }
    public double GapTail { get; init; }

    /// <summary>Purchases in the recent window and in the one before, and how likely such a difference is by chance.</summary>
    public int Recent { get; init; }
    public int Before { get; init; }
    public double RecentDays { get; init; }
    public double BeforeDays { get; init; }
    public double ChangeP { get; init; }

    /// <summary>Measures of loyalty, percentiles among customers of the same tenure; null where unknown.</summary>
    public int? LoyaltyRepeat { get; init; }
    public int? LoyaltyTolerance { get; init; }

    /// <summary>Purchase days and margin of the last two years: what RFM scores.</summary>
    public int TwoYearPurchases { get; init; }
    public long TwoYearMarginMinor { get; init; }
    public IReadOnlyList<StoredReason> Reasons { get; init; } = [];

    // What is nought is left out: most of a firm's customers bought once, and there is one of these for each of them and each run.
    private static readonly JsonSerializerOptions Short = new(StoredJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public static StandingEvidence Of(Standing standing) => StoredJson.Read<StandingEvidence>(standing.Evidence) ?? new();

    /// <summary>As the standing's row keeps it.</summary>
    public string Stored() => JsonSerializer.Serialize(this, Short);

    /// <summary>The reasons in the reader's language.</summary>
    public IReadOnlyList<Reason> Say(Texts texts, string currency) => [.. Reasons.Select(r => r.Say(texts, currency))];
}
