using System.Text.Json.Serialization;
using Guanxi.Insight;

namespace Guanxi.Value.Loyalty;

/// <summary>What decided a customer's loyalty, as the standing's row keeps it. Measures and attachment are percentiles among customers of the same tenure; null is unknown.</summary>
internal sealed record LoyaltyEvidence
{
    [JsonPropertyName("r")] public int? Repeat { get; init; }
    [JsonPropertyName("c")] public int? TimeToChoose { get; init; }
    [JsonPropertyName("p")] public int? Price { get; init; }
    [JsonPropertyName("k")] public int? Competitors { get; init; }
    [JsonPropertyName("t")] public int? Tolerance { get; init; }
    [JsonPropertyName("s")] public int? Share { get; init; }
    [JsonPropertyName("a")] public int? Attachment { get; init; }

    /// <summary>Contacts in two years, and those that the customer began.</summary>
    [JsonPropertyName("n")] public int Contacts { get; init; }
    [JsonPropertyName("o")] public int OwnAccord { get; init; }
    [JsonPropertyName("g")] public int Categories { get; init; }

    /// <summary>Mean days from the first enquiry to the purchase, and the purchases behind it.</summary>
    [JsonPropertyName("d")] public double ChoiceDays { get; init; }
    [JsonPropertyName("dn")] public int Choices { get; init; }

    /// <summary>Lines whose price can be compared, those of them on offer, and how many would be by what is usual.</summary>
    [JsonPropertyName("l")] public int Lines { get; init; }
    [JsonPropertyName("f")] public int Offers { get; init; }
    [JsonPropertyName("u")] public double UsualOffers { get; init; }

    /// <summary>By how many per cent the quantity went with one per cent of price; null where prices hardly moved.</summary>
    [JsonPropertyName("e")] public double? Elasticity { get; init; }

    /// <summary>Purchase days, those within campaigns, and the share of the time in which campaigns ran; only where they gather there.</summary>
    [JsonPropertyName("pd")] public int Days { get; init; }
    [JsonPropertyName("cd")] public int CampaignDays { get; init; }
    [JsonPropertyName("cs")] public double CampaignShare { get; init; }

    /// <summary>Held by contract or technically; price decides; drawn by a competitor.</summary>
    [JsonPropertyName("b")] public bool IsBound { get; init; }
    [JsonPropertyName("pr")] public bool IsPriceDriven { get; init; }

    /// <summary>It is the quantity that falls by more than the price rises; else the offers. And whether the percentile of price comes from the slope.</summary>
    [JsonPropertyName("pe")] public bool IsElastic { get; init; }
    [JsonPropertyName("ps")] public bool IsPriceBySlope { get; init; }
    [JsonPropertyName("x")] public bool IsDrawn { get; init; }

    /// <summary>Days since the contract ended with which the relationship did; 0 where it did not.</summary>
    [JsonPropertyName("ce")] public int LapsedDays { get; init; }

    /// <summary>The newest answers to surveys: satisfaction 1–5, likelihood to recommend 0–10, and whether the firm was named unaided (2 first, 1, 0 not).</summary>
    [JsonPropertyName("q")] public int? Csat { get; init; }
    [JsonPropertyName("w")] public int? Nps { get; init; }
    [JsonPropertyName("m")] public int? Mention { get; init; }

    /// <returns>Null where nothing is known.</returns>
    public static LoyaltyEvidence? Of(LoyaltyColumns c, int i, bool lapsed)
    {
        var (signs, offers) = (c.Signs, c.Offers(i));
        var rewards = c.Rewards(i);
        var made = new LoyaltyEvidence
        {
            Repeat = Whole(c.Repeat[i]), TimeToChoose = Whole(c.TimeToChoose[i]), Price = Whole(c.Price[i]), Competitors = Whole(c.Competitors[i]), Tolerance = Whole(c.Tolerance[i]), Share = Whole(c.Share[i]),
            Attachment = Whole(c.Attachment[i]), Contacts = signs.Contacts[i], OwnAccord = signs.OwnAccord[i], Categories = double.IsNaN(c.Share[i]) ? 0 : signs.Categories[i],
            ChoiceDays = signs.Choices[i] == 0 ? 0 : Math.Round((double)signs.ChoiceDays[i] / signs.Choices[i], 1), Choices = signs.Choices[i],
            Lines = offers.Trials, Offers = offers.Count, UsualOffers = offers.Trials == 0 ? 0 : Math.Round(signs.UsualOffers[i], 1), Elasticity = c.Elasticity.TryGetValue(i, out var slope) ? Math.Round(slope.Value, 2) : null,
            Days = rewards.IsMarked ? rewards.Trials : 0, CampaignDays = rewards.IsMarked ? rewards.Count : 0, CampaignShare = rewards.IsMarked ? Math.Round(rewards.Share, 3) : 0,
            IsBound = signs.IsBound[i], IsPriceDriven = c.IsPriceDriven(i), IsElastic = c.IsElastic(i), IsPriceBySlope = c.IsPriceBySlope(i), IsDrawn = signs.Drawn[i] > 0, LapsedDays = lapsed ? signs.LapsedDays[i] : 0,
            Csat = Asked(signs.Csat[i]), Nps = Asked(signs.Nps[i]), Mention = Asked(signs.Mention[i]),
        };
        return made == Nothing ? null : made;
    }

    private static readonly LoyaltyEvidence Nothing = new();

    private static int? Asked(sbyte answer) => answer < 0 ? null : answer;

    private static int? Whole(double percentile) => double.IsNaN(percentile) ? null : (int)Math.Round(percentile);
}
