namespace Guanxi.Value.Satisfaction;

/// <summary>One measure of one group of customers in one period.</summary>
internal sealed record MeasureFound
{
    public required SatisfactionMeasure Measure { get; init; }

    /// <summary>A share in [0, 1], complaints per 1,000 orders, a change, or an elasticity. Null for too few observations, or where it is too early to tell.</summary>
    public double? Value { get; init; }

    /// <summary>95 % bounds.</summary>
    public double? Low { get; init; }
    public double? High { get; init; }

    /// <summary>What stands behind it: answers, buyers, orders or customers.</summary>
    public required int Observations { get; init; }

    /// <summary>Those of them that count: who praise, named the firm first, came back, or whose complaint stood.</summary>
    public int? Counted { get; init; }

    /// <summary>Complaints: of those with trouble, the share who did not tell the firm; null for too few answers, and then silence is not in the rate.</summary>
    public double? Silent { get; init; }

    /// <summary>Price: true where prices did not move enough, and the share bought on offer beyond what is usual is shown instead.</summary>
    public bool ByOffers { get; init; }

    /// <summary>Return: true where nobody has been watched for the whole window yet.</summary>
    public bool TooEarly { get; init; }

    /// <summary>0–100 between worst and best; null where it isn't known.</summary>
    public double? Score { get; init; }

    /// <summary>Its share of the index's weights, in [0, 1].</summary>
    public double Weight { get; init; }
}

/// <summary>The index and its six measures, of one group in one period.</summary>
internal sealed record SatisfactionOf
{
    /// <summary>In [0, 100]; null where less than half of the weights are known.</summary>
    public double? Index { get; init; }
    public double? Low { get; init; }
    public double? High { get; init; }

    /// <summary>The share of the weights whose measures are known.</summary>
    public double Known { get; init; }
    public required IReadOnlyList<MeasureFound> Measures { get; init; }

    public MeasureFound Of(SatisfactionMeasure measure) => Measures[(int)measure];
}
