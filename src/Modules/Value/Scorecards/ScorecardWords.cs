using System.Globalization;

namespace Guanxi.Value.Scorecards;

/// <summary>A figure of the scorecard as people read it.</summary>
internal sealed class ScorecardWords(Texts texts, ScorecardView view, ScorecardFigure figure)
{
    public string Key { get; } = $"value.scorecard.{Wording.Key(figure.Figure.ToString())}";

    public string Label => texts.Of("value", figure.Figure);
    public string Definition => texts[$"{Key}.definition"];
    public string? Value => figure.Value is { } value ? Said(value) : null;

    /// <summary>Why there is no value.</summary>
    public string? Missing => figure.Gap switch
    {
        null => null,
        ScorecardGap.TooFew when figure.Known is { } known => texts[$"{Key}.too_few", known],
        ScorecardGap.TooFew => texts["value.scorecard.too_few", figure.Observations, figure.Least],
        ScorecardGap.NoEvaluation => texts["value.scorecard.no_evaluation", view.ComparedWith is { } day ? Wording.Day(day) : "–"],
        ScorecardGap.DataBegin => texts["value.scorecard.data_begin"],
        _ => texts[$"{Key}.not_recorded"],
    };

    public string? Period => figure.Gap is ScorecardGap.NotRecorded or ScorecardGap.NoEvaluation || view.AsOf is not { } day ? null
        : figure.From is { } from ? texts["value.period.between", Wording.Day(from), Wording.Day(day)] : texts["value.as_of", Wording.Day(day)];

    // Of new customers the figure is their number.
    public string? Observations => figure.Gap is ScorecardGap.NotRecorded or ScorecardGap.NoEvaluation || figure is { Measure: ScorecardMeasure.Customers, Gap: null } ? null : texts["value.customers", figure.Observations];

    /// <summary>What else is to be known of it: interval, how many of how many, what was not known.</summary>
    public string? Details
    {
        get
        {
            List<string> details = [];
            if (figure.Low is { } low && figure.High is { } high) details.Add(texts[figure.Figure == TenC.Value ? "value.scorecard.range" : "value.scorecard.interval", Said(low), Said(high)]);
            if (figure is { Value: not null, Known: { } known }) details.Add(texts["value.scorecard.satisfaction.known", known]);
            if (figure is { Value: not null, Figure: TenC.Acquisition }) details.Add(texts["value.scorecard.acquisition.no_cost"]);
            if (figure is { Value: { } made, NetMinor: > 0 and var net }) details.Add(texts["value.scorecard.profitability.of_net", made / net]);
            return details.Count == 0 ? null : string.Join(" · ", details);
        }
    }

    /// <summary>By how much it moved, and so in words; null where it can't be told.</summary>
    public (double By, string Text)? Change => figure is { Value: { } now, Before: { } before } ? (Math.Round(now - before, figure.Measure switch { ScorecardMeasure.Share => 3, ScorecardMeasure.Index => 1, _ => 0 }), Moved(now - before)) : null;

    private string Moved(double by) => figure.Measure switch
    {
        ScorecardMeasure.Share => texts["value.scorecard.points", 100 * by],
        ScorecardMeasure.Index => by.ToString("+0.0;−0.0;0.0", CultureInfo.CurrentCulture),
        ScorecardMeasure.Money => (Math.Round(by) > 0 ? "+" : "") + Said(by),
        _ => by.ToString("+#,0;−#,0;0", CultureInfo.CurrentCulture),
    };

    private string Said(double value) => figure.Measure switch
    {
        ScorecardMeasure.Share => value.ToString("P1", CultureInfo.CurrentCulture),
        ScorecardMeasure.Index => value.ToString("N1", CultureInfo.CurrentCulture),
        ScorecardMeasure.Money => Wording.Whole(new((long)Math.Round(value), view.Currency)),
        _ => value.ToString("N0", CultureInfo.CurrentCulture),
    };
}
