namespace Guanxi.Value.Lineage;

/// <summary>Which questions a figure of the dashboard is made of, and where a run keeps it. How the answers become the figure: <c>value.lineage.how.potential</c>.</summary>
internal sealed record FigureSources(string Figure, string[] Queries, string[] KeptIn)
{
    private static readonly string[] Standing = ["value_standing", "value_run"];

    /// <summary>From the figure's side to the firm's.</summary>
    public static readonly string[] Layers = ["marts", "facts", "dimensions", "staging", "feed"];

    public static readonly IReadOnlyList<FigureSources> All =
    [
        new("total", ["purchase_history", "span", "trial"], Standing), new("historic", ["purchase_history"], Standing), new("current", ["purchase_history"], Standing),
        new("potential", ["purchase_history", "span", "trial"], Standing), new("risk", ["purchase_history", "span", "trial", "next_purchase"], Standing), new("curve", ["purchase_history"], ["value_run"]),
        new("months", ["months"], ["value_run"]), new("components", ["components", "new_customer_cost"], Standing),
        new("loyalty", ["loyalty_signs", "purchase_history"], Standing), new("scorecard", ["scorecard", "scorecard_profile", "satisfaction_answers", "satisfaction_customers", "loyalty_signs"], Standing),
    ];
}
