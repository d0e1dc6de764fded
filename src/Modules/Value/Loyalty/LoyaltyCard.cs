using Guanxi.Value.Loyalty;
using Guanxi.Value.Standings;

namespace Guanxi.Value;

/// <summary>How loyal one customer is, by which measures, and of which type.</summary>
public sealed record LoyaltyCard
{
    /// <summary>0 to 100: the weighted mean of the measures that are known; null where none is.</summary>
    public int? Index { get; init; }

    /// <summary>The six measures; each a percentile among customers of the same tenure, null where unknown.</summary>
    public IReadOnlyList<LoyaltyMeasure> Measures { get; init; } = [];

    /// <summary><c>superior</c>, <c>latent</c>, <c>inertia</c>, <c>price</c>, <c>incentive</c>, <c>monopoly</c>, <c>none</c>; <c>unknown</c> where attachment has no data.</summary>
    public string Type { get; init; } = "";

    /// <summary>What the figures alone say now; the type follows when they say it twice.</summary>
    public string TypeByFigures { get; init; } = "";

    /// <summary>Out of what it answered in surveys, contacts of its own accord, full price and breadth; null where only purchases are known.</summary>
    public int? Attachment { get; init; }

    /// <summary>Contacts in two years, and those that the customer began.</summary>
    public int Contacts { get; init; }
    public int OwnAccord { get; init; }

    /// <summary>Categories bought in two years; 0 where the firm has one only.</summary>
    public int Categories { get; init; }

    /// <summary>Mean days from the first enquiry to the purchase, over so many purchases.</summary>
    public double ChoiceDays { get; init; }
    public int Choices { get; init; }

    /// <summary>Lines whose price can be compared, those on offer, and how many would be by what is usual for the products.</summary>
    public int Lines { get; init; }
    public int Offers { get; init; }
    public double UsualOffers { get; init; }

    /// <summary>By how many per cent the quantity went with one per cent of price: an association, no proof of a cause. Null where prices hardly moved.</summary>
    public double? Elasticity { get; init; }

    /// <summary>Purchase days within campaigns and the share of the time in which campaigns ran; 0 where purchases don't gather there.</summary>
    public int Days { get; init; }
    public int CampaignDays { get; init; }
    public double CampaignShare { get; init; }
    public bool IsBound { get; init; }
    public bool IsPriceDriven { get; init; }

    /// <summary>Price decides because the quantity falls by more than the price rises; else because of offers.</summary>
    public bool IsElastic { get; init; }

    /// <summary>The percentile of price comes from the own slope; else from offers.</summary>
    public bool IsPriceBySlope { get; init; }
    public bool IsDrawn { get; init; }

    /// <summary>Satisfaction 1–5 and likelihood to recommend 0–10 in the newest answer that rated the firm; null where it was not asked.</summary>
    public int? Csat { get; init; }
    public int? Nps { get; init; }

    /// <summary>Asked which firms come to mind: 2 named this one first, 1 named it, 0 did not; null where nobody asked.</summary>
    public int? Mention { get; init; }

    /// <summary>How many of the six measures are known.</summary>
    public int Known => Measures.Count(m => m.Percentile is not null);

    internal static LoyaltyCard? Of(Standing? standing)
    {
        if (standing is null) return null;
        var e = StandingEvidence.Of(standing).Loyalty ?? new();
        return new()
        {
            Index = standing.Loyalty, Type = standing.LoyaltyType, TypeByFigures = Labels.Loyalties[(int)Traits.LoyaltyByFigures(standing.Traits)],
            Measures = [new("repeat", e.Repeat), new("time_to_choose", e.TimeToChoose), new("price", e.Price), new("competitors", e.Competitors), new("tolerance", e.Tolerance), new("share", e.Share)],
            Attachment = e.Attachment, Contacts = e.Contacts, OwnAccord = e.OwnAccord, Categories = e.Categories, ChoiceDays = e.ChoiceDays, Choices = e.Choices, Lines = e.Lines, Offers = e.Offers,
            UsualOffers = e.UsualOffers, Elasticity = e.Elasticity, Days = e.Days, CampaignDays = e.CampaignDays, CampaignShare = e.CampaignShare, IsBound = e.IsBound, IsPriceDriven = e.IsPriceDriven, IsElastic = e.IsElastic, IsPriceBySlope = e.IsPriceBySlope, IsDrawn = e.IsDrawn, Csat = e.Csat, Nps = e.Nps, Mention = e.Mention,
        };
    }
}

/// <summary>One measure of loyalty.</summary>
/// <param name="Code">Its text: <c>value.loyalty.repeat</c>.</param>
public sealed record LoyaltyMeasure(string Code, int? Percentile);
