using Guanxi.Insight;
using Guanxi.Value.Runs;

namespace Guanxi.Value.Loyalty;

/// <summary>The six measures of loyalty, the index out of them and the type of loyalty of each customer, column by column. Percentiles lie among customers of the same tenure; NaN is unknown.</summary>
internal sealed class LoyaltyColumns
{
    // Customers are compared with those who have been there about as long.
    private static readonly int[] TenureDays = [90, 180, 365, 730];

    /// <summary>With fewer lines a share of offers says nothing.</summary>
    private const int LeastLines = 3;

    private readonly PurchaseHistories h;
    private readonly CampaignDays campaigns;
    private readonly HashSet<int> priceBySlope = [];
    private readonly byte[] band;

    private LoyaltyColumns(PurchaseHistories histories, LoyaltySigns signs, CampaignDays campaigns)
    {
        (h, Signs, this.campaigns, band) = (histories, signs, campaigns, new byte[histories.Count]);
        (Index, Known, Type, Elasticity) = (new double[h.Count], new double[h.Count], new LoyaltyTypeDecision[h.Count], []);
        for (var i = 0; i < h.Count; i++)
            while (band[i] < TenureDays.Length && h.Observed[i] >= TenureDays[band[i]]) band[i]++;
    }

    public LoyaltySigns Signs { get; }
    public double[] Repeat { get; private set; } = [];
    public double[] TimeToChoose { get; private set; } = [];
    public double[] Price { get; private set; } = [];
    public double[] Competitors { get; private set; } = [];
    public double[] Tolerance { get; private set; } = [];
    public double[] Share { get; private set; } = [];

    /// <summary>Loyalty index in [0, 100], and the share of its weights that is known; NaN and 0 without.</summary>
    public double[] Index { get; }
    public double[] Known { get; }

    /// <summary>How far the customer is attached to the firm, in [0, 100]; NaN where only purchases are known.</summary>
    public double[] Attachment { get; private set; } = [];
    public LoyaltyTypeDecision[] Type { get; }

    /// <summary>Of those whose prices moved enough: by how many per cent the quantity went with one per cent of price.</summary>
    public Dictionary<int, Interval> Elasticity { get; }

    public static async Task<LoyaltyColumns> Of(Warehouse.DataWarehouse warehouse, PurchaseHistories h, Scores s, LoyaltySettings settings, ValueSettings values, PreviousLabels? previous, CancellationToken ct)
    {
        var campaigns = CampaignDays.Of(settings.Campaigns, LoyaltySigns.Start(h.AsOf), h.AsOf);
        var signs = await LoyaltySigns.Read(warehouse, h, campaigns, ct);
        return await Task.Run(() =>
        {
            var made = new LoyaltyColumns(h, signs, campaigns);
            made.Measure(s);
            made.Attach();
            made.Decide(s, settings, values, previous);
            return made;
        }, ct);
    }

    /// <summary>Whether the price decides: offers taken far more often than they are on, or a quantity that falls by more than the price rises.</summary>
    public bool IsPriceDriven(int i) => Offers(i).IsMarked || IsElastic(i);

    /// <summary>Whether the quantity falls by more than the price rises, for certain.</summary>
    public bool IsElastic(int i) => Elasticity.TryGetValue(i, out var slope) && slope.High < -1;

    /// <summary>Whether the percentile of price comes from the slope, and not from offers.</summary>
    public bool IsPriceBySlope(int i) => priceBySlope.Contains(i);

    /// <summary>Purchase days within campaigns beside the share of its time in which campaigns ran.</summary>
    public Gathering Rewards(int i) => new(Signs.CampaignDays[i], Signs.Days[i], campaigns.ShareOfLast(h.Observed[i] + 1));

    /// <summary>Lines bought on offer beside those that would be by what is usual for the products.</summary>
    public Gathering Offers(int i) => Signs.Lines[i] < LeastLines ? default : new(Signs.Offers[i], Signs.Lines[i], Signs.UsualOffers[i] / Signs.Lines[i]);

    private void Measure(Scores s)
    {
        Repeat = Percentile(i => h.PurchaseDays[i] == 0 ? double.NaN : h.Repeats(i));
        TimeToChoose = Percentile(i => Signs.Choices[i] == 0 ? double.NaN : -(double)Signs.ChoiceDays[i] / Signs.Choices[i]);
        Competitors = Percentile(i => MeanOfKnown(Signs.Drawn[i] < 0 ? double.NaN : 1 - Signs.Drawn[i], Signs.Mention[i] < 0 ? double.NaN : Signs.Mention[i] / 2.0));
        Tolerance = Percentile(i => BoughtAgain(s, i));
        // Where there is one category only, everybody buys all of them.
        var several = Array.Exists(Signs.Categories, c => c > 1);
        Share = Percentile(i => several && Signs.Categories[i] > 0 ? Signs.Categories[i] : double.NaN);
        MeasurePrice();
    }

    /// <summary>By the own price slope, drawn to that of its kind, where prices moved enough; else by how much of it was bought on offer, beside what is usual.</summary>
    private void MeasurePrice()
    {
        var slopes = new double[h.Count];
        Array.Fill(slopes, double.NaN);
        foreach (var kind in Signs.Slopes.GroupBy(s => h.Kind[s.Place]))
        {
            var own = kind.ToArray();
            var group = GroupElasticity.Of([.. own.Select(s => s.Slope)]);
            foreach (var (place, slope) in own) slopes[place] = (Elasticity[place] = group.Of(slope)).Value;
        }
        Price = Percentile(i => slopes[i]);
        var offers = FullPrice();
        foreach (var place in Elasticity.Keys)
            if (!double.IsNaN(Price[place])) priceBySlope.Add(place);
        for (var i = 0; i < h.Count; i++)
            if (double.IsNaN(Price[i])) Price[i] = offers[i];
    }

    private double[] FullPrice() => Percentile(i => Signs.Lines[i] < LeastLines || Signs.UsualOffers[i] <= 0 ? double.NaN : (Signs.UsualOffers[i] - Signs.Offers[i]) / Signs.Lines[i]);

    /// <summary>Attachment can't be read from purchases alone: who never had contact with the firm and never rated it is not judged.</summary>
    private void Attach()
    {
        var (ownAccord, rating, fullPrice) = (Percentile(i => Signs.Contacts[i] == 0 ? double.NaN : Signs.OwnAccord[i]), Percentile(Signs.Rating), FullPrice());
        Attachment = new double[h.Count];
        for (var i = 0; i < h.Count; i++) Attachment[i] = double.IsNaN(ownAccord[i]) && double.IsNaN(rating[i]) ? double.NaN : MeanOfKnown(rating[i], ownAccord[i], fullPrice[i], Share[i]);
    }

    private static double MeanOfKnown(params ReadOnlySpan<double> parts)
    {
        var (sum, known) = (0.0, 0);
        foreach (var part in parts)
            if (!double.IsNaN(part)) (sum, known) = (sum + part, known + 1);
        return sum / known;
    }

    private void Decide(Scores s, LoyaltySettings settings, ValueSettings values, PreviousLabels? previous)
    {
        var (weights, rules, before) = (settings.Weights, settings.Rules, previous?.Places(h.CustomerId));
        Parallel.For(0, (h.Count + 4095) / 4096, chunk =>
        {
            for (var i = chunk * 4096; i < Math.Min(h.Count, (chunk + 1) * 4096); i++)
            {
                (Index[i], Known[i]) = new LoyaltyMeasures(Repeat[i], TimeToChoose[i], Price[i], Competitors[i], Tolerance[i], Share[i]).Index(weights);
                var scores = new LoyaltyTypeScores(Attachment[i], Repeat[i], Active: !(s.Churn[i] >= values.DeclineChurn), Signs.IsBound[i],
                    Rewards(i), IsPriceDriven(i));
                Type[i] = LoyaltyTyping.Decide(scores, rules, before is null || before[i] < 0 ? null : previous!.Loyalty(before[i]));
            }
        });
    }

    /// <summary>1 who bought again after goods came back or a complaint, 0 who did not though it had time to; NaN where nothing went wrong, or only just.</summary>
    private double BoughtAgain(Scores s, int i)
    {
        var wrong = (h.ReturnGap[i], h.ComplaintGap[i]) switch { ( < 0, var complaint) => complaint, (var back, < 0) => back, var (back, complaint) => Math.Min(back, complaint) };
        return wrong < 0 ? double.NaN : h.Gap[i] < wrong ? 1 : wrong > s.TypicalGap[h.Kind[i]] ? 0 : double.NaN;
    }

    private double[] Percentile(Func<int, double> of)
    {
        var values = new double[h.Count];
        for (var i = 0; i < h.Count; i++) values[i] = of(i);
        return Percentiles.Within(values, band, TenureDays.Length + 1);
    }
}
