using System.Text.Json;
using System.Text.Json.Serialization;
using Guanxi.Data;
using Guanxi.Value.Loyalty;
using Guanxi.Value.Reasons;

namespace Guanxi.Value.Standings;

/// <summary>What decided a standing, as its row keeps it. Enough to explain each figure and to compute it again.</summary>
internal sealed record StandingEvidence
{
    /// <summary>x, and the days t_x and T, of the purchase history.</summary>
    [JsonPropertyName("x")] public int Repeats { get; init; }
    [JsonPropertyName("tx")] public double LastAt { get; init; }
    [JsonPropertyName("o")] public double Observed { get; init; }

    /// <summary>Net sales and margin, minor units, over all and in the current year.</summary>
    [JsonPropertyName("n")] public long NetMinor { get; init; }
    [JsonPropertyName("cn")] public long CurrentNetMinor { get; init; }
    [JsonPropertyName("s")] public long ServiceCostMinor { get; init; }
    [JsonPropertyName("f")] public long ReferralMinor { get; init; }
    [JsonPropertyName("y")] public int PurchasesInYear { get; init; }

    /// <summary>Expected purchases over the horizon, discounted; margin expected of each, minor units.</summary>
    [JsonPropertyName("e")] public double ExpectedPurchases { get; init; }
    [JsonPropertyName("m")] public double ExpectedMarginMinor { get; init; }

    /// <summary>Within the model only: nothing that is shown as churn.</summary>
    [JsonPropertyName("a")] public double Alive { get; init; }
    [JsonPropertyName("p")] public int PlanningDays { get; init; }

    /// <summary>Days since the last purchase, days to expect, and how rarely a gap is this long by the own rhythm.</summary>
    [JsonPropertyName("g")] public double Gap { get; init; }
    [JsonPropertyName("eg")] public double ExpectedGap { get; init; }
    [JsonPropertyName("gt")] public double GapTail { get; init; }

    /// <summary>Purchases in the recent window and in the one before, and how likely such a difference is by chance.</summary>
    [JsonPropertyName("r")] public int Recent { get; init; }
    [JsonPropertyName("b")] public int Before { get; init; }
    [JsonPropertyName("rd")] public double RecentDays { get; init; }
    [JsonPropertyName("bd")] public double BeforeDays { get; init; }
    [JsonPropertyName("c")] public double ChangeP { get; init; }

    [JsonPropertyName("l")] public LoyaltyEvidence? Loyalty { get; init; }

    /// <summary>Purchase days and margin of the last two years: what RFM scores.</summary>
    [JsonPropertyName("y2")] public int TwoYearPurchases { get; init; }
    [JsonPropertyName("m2")] public long TwoYearMarginMinor { get; init; }
    [JsonPropertyName("w")] public IReadOnlyList<StoredReason> Reasons { get; init; } = [];

    // Names are short and what is nought is left out: most of a firm's customers bought once, and there is one of these for each of them and each run.
    private static readonly JsonSerializerOptions Short = new(StoredJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public static StandingEvidence Of(Standing standing) => StoredJson.Read<StandingEvidence>(standing.Evidence) ?? new();

    /// <summary>Days of the first and the last purchase of a customer who stood so on that day.</summary>
    public DateOnly FirstOn(Standing standing) => standing.AsOf.AddDays(-(int)Observed);

    /// <inheritdoc cref="FirstOn"/>
    public DateOnly LastOn(Standing standing) => standing.AsOf.AddDays(-(int)Gap);

    /// <summary>As the standing's row keeps it.</summary>
    public string Stored() => JsonSerializer.Serialize(this, Short);

    /// <summary>The reasons in the reader's language.</summary>
    public IReadOnlyList<Reason> Say(Texts texts, string currency) => [.. Reasons.Select(r => r.Say(texts, currency))];
}
