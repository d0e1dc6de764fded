using System.ComponentModel.DataAnnotations;
using Guanxi.Insight;

namespace Guanxi.Value.Loyalty;

/// <summary>How much each measure of loyalty counts, where the lines between the types are, and when campaigns ran. An administrator may change each.</summary>
internal sealed record LoyaltySettings
{
    [Range(0.0, 100.0)] public double RepeatWeight { get; init; } = 1;
    [Range(0.0, 100.0)] public double TimeToChooseWeight { get; init; } = 1;
    [Range(0.0, 100.0)] public double PriceWeight { get; init; } = 1;
    [Range(0.0, 100.0)] public double CompetitorsWeight { get; init; } = 1;
    [Range(0.0, 100.0)] public double ToleranceWeight { get; init; } = 1;
    [Range(0.0, 100.0)] public double ShareWeight { get; init; } = 1;

    /// <summary>Attachment from which a customer counts as attached.</summary>
    [Range(0.0, 100.0)] public double AttachedFrom { get; init; } = 55;

    /// <summary>Percentile of repeat purchases from which a customer buys often.</summary>
    [Range(0.0, 100.0)] public double RepeatFrom { get; init; } = 50;

    /// <summary>Whether who buys often can be loyal to the price: textbooks differ.</summary>
    public bool PriceNeedsLowRepeat { get; init; } = true;

    /// <summary>When rewards were to be had. Purchases that gather there tell loyalty to the reward.</summary>
    public IReadOnlyList<CampaignPeriod> Campaigns { get; init; } = [];

    public LoyaltyWeights Weights => new(RepeatWeight, TimeToChooseWeight, PriceWeight, CompetitorsWeight, ToleranceWeight, ShareWeight);
    public LoyaltyTypeRules Rules => new(AttachedFrom, RepeatFrom, PriceNeedsLowRepeat);
}

/// <summary>A time in which a reward was to be had, both days included.</summary>
internal sealed record CampaignPeriod([property: Required, StringLength(60)] string Name, DateOnly From, DateOnly To);

/// <summary>The days of a span on which a campaign ran.</summary>
internal sealed class CampaignDays
{
    private readonly int[] upTo;

    private CampaignDays(string marks, int[] upTo) => (Marks, this.upTo) = (marks, upTo);

    /// <summary>A letter for each day of the span, 1 where a campaign ran.</summary>
    public string Marks { get; }

    /// <param name="before">The day before the first.</param>
    /// <param name="last">The last day.</param>
    public static CampaignDays Of(IReadOnlyList<CampaignPeriod> periods, DateOnly before, DateOnly last)
    {
        var marks = new char[last.DayNumber - before.DayNumber];
        var upTo = new int[marks.Length + 1];
        for (var i = 0; i < marks.Length; i++)
        {
            var day = before.AddDays(i + 1);
            var ran = periods.Any(p => p.From <= day && day <= p.To);
            (marks[i], upTo[i + 1]) = (ran ? '1' : '0', upTo[i] + (ran ? 1 : 0));
        }
        return new(new(marks), upTo);
    }

    /// <summary>The share of the newest days on which a campaign ran.</summary>
    /// <param name="days">How many; more than the span are as many as it has.</param>
    public double ShareOfLast(int days)
    {
        var from = Math.Max(0, Marks.Length - days);
        return from == Marks.Length ? 0 : (double)(upTo[^1] - upTo[from]) / (Marks.Length - from);
    }
}
