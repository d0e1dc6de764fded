using System.ComponentModel.DataAnnotations;

namespace Guanxi.Value.Satisfaction;

/// <summary>How the six measures become the index.</summary>
internal sealed record SatisfactionSettings
{
    /// <summary>Fewer observations than these are too few for a measure.</summary>
    [Range(5, 1_000)] public int Least { get; init; } = 30;

    /// <summary>So many days after a purchase the next one counts as coming back.</summary>
    [Range(1, 1_096)] public int ReturnDays { get; init; } = 90;

    /// <summary>Other days for some categories of goods.</summary>
    public IReadOnlyList<CategoryDays> Categories { get; init; } = [];
    public MeasureScale Reputation { get; init; } = new(25, 0.5, 0.95);
    public MeasureScale Mention { get; init; } = new(10, 0.2, 0.8);
    public MeasureScale Return { get; init; } = new(25, 0.1, 0.6);

    /// <summary>Complaints per 1,000 orders: fewer are better.</summary>
    public MeasureScale Complaints { get; init; } = new(20, 30, 0);

    /// <summary>Change against a year before.</summary>
    public MeasureScale Amount { get; init; } = new(10, -0.3, 0.2);

    /// <summary>Elasticity: −2 % of quantity for +1 % of price is worse than none.</summary>
    public MeasureScale Price { get; init; } = new(10, -3, 0);

    public MeasureScale Of(SatisfactionMeasure measure) => measure switch
    {
        SatisfactionMeasure.Reputation => Reputation,
        SatisfactionMeasure.Mention => Mention,
        SatisfactionMeasure.Return => Return,
        SatisfactionMeasure.Complaints => Complaints,
        SatisfactionMeasure.Amount => Amount,
        _ => Price,
    };

    /// <summary>The repurchase window of a category.</summary>
    public int ReturnDaysOf(string category) => Categories.FirstOrDefault(c => c.Category == category)?.Days ?? ReturnDays;
}

/// <summary>How one measure counts.</summary>
/// <param name="Weight">0–100; of all weights together.</param>
/// <param name="Worst">Scores 0.</param>
/// <param name="Best">Scores 100.</param>
internal sealed record MeasureScale([property: Range(0, 100)] double Weight, double Worst, double Best);

/// <summary>The repurchase window of one category of goods.</summary>
internal sealed record CategoryDays([property: Required, StringLength(80)] string Category, [property: Range(1, 1_096)] int Days);

/// <summary>The six measures of satisfaction.</summary>
internal enum SatisfactionMeasure
{
    /// <summary>美誉度: of those who rated, who praise.</summary>
    Reputation,

    /// <summary>指名度: of those who were asked, who name the firm first, unaided.</summary>
    Mention,

    /// <summary>回头率: of the period's buyers, who buy again within the window.</summary>
    Return,

    /// <summary>投诉率: complaints that stood per 1,000 orders, with the silent ones.</summary>
    Complaints,

    /// <summary>购买额: change of mean spend per active customer against a year before, like for like.</summary>
    Amount,

    /// <summary>价格敏感度: how quantity follows price.</summary>
    Price,
}

internal static class SatisfactionMeasures
{
    /// <summary>Who sees what single customers add to a measure needs this right too: what they said in surveys, or complained of. Null where the measure's own is enough.</summary>
    public static string? RightToSingle(SatisfactionMeasure measure) => measure switch
    {
        SatisfactionMeasure.Reputation or SatisfactionMeasure.Mention => "surveys.read",
        SatisfactionMeasure.Complaints => "service.read",
        _ => null,
    };
}
