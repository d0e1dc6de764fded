using Guanxi.Insight;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Guanxi.Warehouse;

namespace Guanxi.Value.Model;

/// <summary>Makes the model's sheet of a run: the choice, and the backtest of what was chosen.</summary>
internal static class Sheets
{
    /// <summary>What is of the run itself (its day, its line) is added when it is read.</summary>
    public static async Task<ModelSheetView> Of(ModelChoice choice, SpendChoice spend, DataWarehouse warehouse, long minorPerMajor, CancellationToken ct)
    {
        var chosen = choice.Remembered ? null : choice.Fit?.Model.Kind;
        var sheet = new ModelSheetView
        {
            Parameters = Parameters(choice.Fit?.Parameters), Remembered = choice.Remembered, Spend = Spend(spend), OneIn = choice.Data?.OneIn ?? 1,
            Candidates = Candidates(choice, chosen), Origins = [.. choice.Origins.Select(o => o.Sheet())],
        };
        if (chosen is not { } kind || choice.Data is not { } data || choice.Origins is not [var newest, ..] || newest.Refused(kind) is not null) return sheet;
        var model = newest.Fit(kind).Model;
        return sheet with
        {
            Backtest = await Task.Run(() => Backtest.Of(newest.Window, model, data, minorPerMajor), ct),
            Tracking = await Tracking.Of(newest.Window, model, warehouse, data.OneIn, ct),
        };
    }

    private static IReadOnlyList<CandidateSheet> Candidates(ModelChoice choice, PurchaseModelKind? chosen) =>
    [
        .. ModelChoice.Candidates.Select(kind => new CandidateSheet
        {
            Model = Labels.Of(kind), HeldOut = ModelChoice.HeldOutOf(choice.Origins, kind), Bias = ModelChoice.BiasOf(choice.Origins, kind),
            NotIdentified = choice.NotIdentified.GetValueOrDefault(Labels.Of(kind)), Chosen = kind == chosen,
        }).OrderByDescending(c => c.Chosen).ThenByDescending(c => c.HeldOut ?? double.NegativeInfinity),
    ];

    private static SpendSheet Spend(SpendChoice spend) => new()
    {
        Model = spend.Name, Parameters = spend.Model is null ? [] : Parameters(spend.Fit.Parameters), Customers = spend.Customers, LeftOut = spend.LeftOut,
        Correlation = Told(spend.Correlation), NotIdentified = spend.NotIdentified, Mean = Told(spend.Spend(0, 0)),
    };

    private static IReadOnlyList<SheetParameter> Parameters(IReadOnlyList<FittedParameter>? parameters) =>
        [.. (parameters ?? []).Where(p => double.IsFinite(p.Value)).Select(p => new SheetParameter(p.Name, p.Value, Told(p.StandardError)))];

    private static double? Told(double value) => double.IsFinite(value) ? value : null;
}
