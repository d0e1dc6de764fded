using Guanxi.Insight;
using Guanxi.Insight.Numerics;

namespace Guanxi.Value.Satisfaction;

/// <summary>From what customers did and said to the six measures and the index.</summary>
internal static class SixMeasures
{
    /// <summary>Below this share of known weights an index would be about something else.</summary>
    public const double LeastKnown = 0.5;

    /// <param name="sold">Shops that sold in both periods; customers of others don't count in the change of spend.</param>
    /// <param name="returnDays">The repurchase window.</param>
    public static SatisfactionOf Of(IReadOnlyList<AnswerFacts> answers, IReadOnlyList<BuyerFacts> buyers, IEnumerable<PriceFacts> prices, IReadOnlySet<long> sold, int returnDays, SatisfactionSettings settings)
    {
        List<MeasureFound> measures =
        [
            Share(SatisfactionMeasure.Reputation, answers.Sum(a => a.Praised), answers.Sum(a => a.Rated), settings),
            Share(SatisfactionMeasure.Mention, answers.Sum(a => a.NamedFirst), answers.Sum(a => a.Asked), settings),
            Return(buyers, returnDays, settings), Complaints(answers, buyers, settings), Amount(buyers, sold, settings), Price([.. prices], settings),
        ];
        var parts = measures.Select(m => Part(m, settings)).ToList();
        var index = SatisfactionIndex.Of(parts);
        var weights = parts.Sum(p => p.Weight);
        var known = index.Known >= LeastKnown;
        return new()
        {
            Index = known ? index.Value : null, Low = known ? index.Low : null, High = known ? index.High : null, Known = index.Known,
            Measures = [.. measures.Select((m, i) => m with { Score = parts[i].Score, Weight = weights > 0 ? parts[i].Weight / weights : 0 })],
        };
    }

    /// <summary>Shops whose customers bought in both periods.</summary>
    public static IReadOnlySet<long> SoldInBoth(IEnumerable<BuyerFacts> buyers)
    {
        HashSet<long> now = [], before = [];
        foreach (var buyer in buyers)
        {
            if (buyer.Purchases > 0) now.Add(buyer.UnitId);
            if (buyer.BeforePurchases > 0) before.Add(buyer.UnitId);
        }
        now.IntersectWith(before);
        return now;
    }

    private static IndexPart Part(MeasureFound measure, SatisfactionSettings settings)
    {
        var scale = settings.Of(measure.Measure);
        // A share bought on offer is no elasticity: none beyond what is usual is best, half of all more is worst.
        return measure.ByOffers ? new(measure.Value, measure.Low, measure.High, scale.Weight, 0.5, 0) : new(measure.Value, measure.Low, measure.High, scale.Weight, scale.Worst, scale.Best);
    }

    private static MeasureFound Share(SatisfactionMeasure measure, int counted, int all, SatisfactionSettings settings)
    {
        var found = new MeasureFound { Measure = measure, Observations = all, Counted = counted };
        if (all < settings.Least) return found;
        var share = Proportion.Wilson(counted, all);
        return found with { Value = share.Share, Low = share.Low, High = share.High };
    }

    // Who bought yesterday had no time to come back yet: they count for as long as they were watched.
    private static MeasureFound Return(IReadOnlyList<BuyerFacts> buyers, int window, SatisfactionSettings settings)
    {
        var bought = buyers.Where(b => b.Purchases > 0).ToList();
        var found = new MeasureFound { Measure = SatisfactionMeasure.Return, Observations = bought.Count, Counted = bought.Count(b => b.AgainDays >= 0 && b.AgainDays <= window) };
        if (bought.Count < settings.Least) return found;
        // Where nobody has been watched for the whole window, nobody knows who comes back in the rest of it.
        if (bought.Max(b => b.WatchedDays) < window) return found with { TooEarly = true };
        var (time, happened) = (new double[bought.Count], new bool[bought.Count]);
        for (var i = 0; i < bought.Count; i++)
        {
            happened[i] = bought[i].AgainDays >= 0 && bought[i].AgainDays <= window;
            time[i] = happened[i] ? bought[i].AgainDays : Math.Min(window, bought[i].WatchedDays);
        }
        var curve = SurvivalCurve.Of(time, happened);
        if (curve.Points.Count == 0) return found with { Value = 0, Low = 0, High = Proportion.Wilson(0, bought.Count).High };
        var last = curve.Points[^1];
        return found with { Value = 1 - last.Survival, Low = 1 - last.High, High = 1 - last.Low };
    }

    private static MeasureFound Complaints(IReadOnlyList<AnswerFacts> answers, IReadOnlyList<BuyerFacts> buyers, SatisfactionSettings settings)
    {
        var (orders, stood) = (buyers.Sum(b => b.Purchases), buyers.Sum(b => b.Stood));
        var found = new MeasureFound { Measure = SatisfactionMeasure.Complaints, Observations = orders, Counted = stood };
        if (orders < settings.Least) return found;
        var told = Proportion.Wilson(Math.Min(stood, orders), orders);
        var (troubled, silent) = (answers.Sum(a => a.Troubled), answers.Sum(a => a.Silent));
        found = found with { Value = 1_000 * told.Share, Low = 1_000 * told.Low, High = 1_000 * told.High };
        // Whoever kept silent is in no complaint: those who told stand for 1 − silent of all. Where all keep silent nothing can be scaled up.
        if (troubled < settings.Least || silent == troubled) return found;
        var quiet = Proportion.Wilson(silent, troubled);
        return found with { Silent = quiet.Share, Value = found.Value / (1 - quiet.Share), Low = found.Low / (1 - quiet.Low), High = found.High / (1 - Math.Min(quiet.High, 0.99)) };
    }

    private static MeasureFound Amount(IReadOnlyList<BuyerFacts> buyers, IReadOnlySet<long> sold, SatisfactionSettings settings)
    {
        var alike = buyers.Where(b => sold.Contains(b.UnitId) && (b.Purchases > 0 || b.BeforePurchases > 0)).Select(b => (b.Purchases > 0 ? b.NetMinor : (double?)null, b.BeforePurchases > 0 ? b.BeforeMinor : (double?)null)).ToList();
        var ratio = RatioOfMeans.Of(alike);
        var found = new MeasureFound { Measure = SatisfactionMeasure.Amount, Observations = Math.Min(ratio.Now, ratio.Before) };
        return found.Observations < settings.Least || double.IsNaN(ratio.Ratio) ? found : found with { Value = ratio.Ratio - 1, Low = ratio.Low - 1, High = ratio.High - 1 };
    }

    private static MeasureFound Price(IReadOnlyList<PriceFacts> prices, SatisfactionSettings settings)
    {
        var slopes = prices.Where(p => p.Slope is not null).Select(p => p.Slope!.Value).ToArray();
        var found = new MeasureFound { Measure = SatisfactionMeasure.Price, Observations = slopes.Length };
        if (slopes.Length >= settings.Least)
        {
            var group = GroupElasticity.Of(slopes);
            var half = NormalDistribution.Quantile(0.975) * group.StandardError;
            return found with { Value = group.Mean, Low = group.Mean - half, High = group.Mean + half };
        }
        var (lines, offers, usual) = (prices.Sum(p => p.Lines), prices.Sum(p => p.Offers), prices.Sum(p => p.UsualOffers));
        if (lines < settings.Least) return found;
        var share = Proportion.Wilson(offers, lines);
        return found with { ByOffers = true, Observations = lines, Counted = offers, Value = share.Share - usual / lines, Low = share.Low - usual / lines, High = share.High - usual / lines };
    }
}
