namespace Guanxi.Value;

/// <summary>The ten sides of customer relationships that the scorecard looks at, in its order.</summary>
public enum TenC
{
    /// <summary>How complete the firm's picture of a customer is, on average.</summary>
    Profile,

    /// <summary>Share of active customers with whom a contact was noted lately.</summary>
    Knowledge,

    /// <summary>Share of the differences in margin that grade and segment tell.</summary>
    Segmentation,

    /// <summary>Share of messages that go by a segment or a grade.</summary>
    Customisation,

    /// <summary>Mean total value.</summary>
    Value,

    /// <summary>The satisfaction index.</summary>
    Satisfaction,

    /// <summary>Share that moved up a grade or a stage.</summary>
    Development,

    /// <summary>Share of last year's active customers that bought again.</summary>
    Retention,

    /// <summary>Customers who bought for the first time.</summary>
    Acquisition,

    /// <summary>Margin after cost to serve.</summary>
    Profitability,
}

/// <summary>How far back the scorecard's change reaches, and the days in which customers develop, come new and leave a margin.</summary>
public enum ScorecardPeriod { Year, Quarter }
