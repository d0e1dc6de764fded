namespace Guanxi.Insight;

/// <summary>How values become scores.</summary>
public enum RfmRule
{
    /// <summary>The product's own: fifths by rank, 5 is best, equal values get the same score. Where edges coincide there are fewer than five scores.</summary>
    Ranks,

    /// <summary>As the R package rfm: edges are type-7 quantiles plus 1, each part closed below, 5 is best.</summary>
    Quintiles,

    /// <summary>As the well-known Python script RFM-analysis: quarters closed above, 1 is best.</summary>
    Quartiles,
}
