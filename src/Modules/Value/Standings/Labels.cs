using Guanxi.Insight;

namespace Guanxi.Value.Standings;

/// <summary>Grades, stages and so on as the tables and the API spell them.</summary>
internal static class Labels
{
    public static readonly string[] Grades = All<CustomerGrade>();
    public static readonly string[] Stages = All<LifecycleStage>();
    public static readonly string[] Rules = All<StageRule>();
    public static readonly string[] States = All<CustomerState>();
    public static readonly string[] Loyalties = All<LoyaltyType>();
    public static readonly string[] Classes = ["A", "B", "C", "D"];

    /// <summary>No colour is no word.</summary>
    public static readonly string[] Colours = ["", "green", "yellow", "red"];

    public static string Of(RfmSegment segment) => Snake(segment.ToString());

    public static string Of(CustomerState state) => States[(int)state];

    public static string Of(PurchaseModelKind kind) => kind switch
    {
        PurchaseModelKind.BgNbd => "bg-nbd",
        PurchaseModelKind.MbgNbd => "mbg-nbd",
        PurchaseModelKind.ParetoNbd => "pareto-nbd",
        _ => "nbd",
    };

    public static string Of(NotIdentifiedReason reason) => Snake(reason.ToString());

    /// <summary>A model from its name and parameters, as a run keeps them; null where they don't make one.</summary>
    public static IPurchaseModel? Model(string name, IReadOnlyDictionary<string, double> p) => (name, p.Count) switch
    {
        ("mbg-nbd", 4) => new MbgNbd(p["r"], p["alpha"], p["a"], p["b"]),
        ("bg-nbd", 4) => new BgNbd(p["r"], p["alpha"], p["a"], p["b"]),
        ("pareto-nbd", 4) => new ParetoNbd(p["r"], p["alpha"], p["s"], p["beta"]),
        ("nbd", 2) => new Nbd(p["r"], p["alpha"]),
        _ => null,
    };

    private static string[] All<T>() where T : struct, Enum => [.. Enum.GetNames<T>().Select(Snake)];

    private static string Snake(string name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
