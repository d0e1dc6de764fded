using System.Text.Json.Serialization;
using Guanxi.Data;
using Guanxi.Value.Dashboard;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Runs;

/// <summary>What a run keeps of itself: its figures over all customers, its model, what it took.</summary>
internal sealed record RunSummary
{
    public Id<InsightRun> RunId { get; init; }
    public DateOnly AsOf { get; init; }
    public DateTimeOffset RanAt { get; init; }

    /// <summary>The earlier standing that movement is counted from; null where there is none.</summary>
    public DateOnly? ComparedWith { get; init; }
    public int Customers => Figures.Customers;
    public Figures Figures { get; init; } = new();
    public ModelLine Model { get; init; } = new();
    public IReadOnlyList<MonthFigure> Months { get; init; } = [];

    /// <summary>How values became scores of RFM, and the values behind them; null in runs of before there were any.</summary>
    public string RfmRule { get; init; } = "";
    public RfmScales? Rfm { get; init; }

    /// <summary>What its ledger was booked at; null in runs of before it was kept.</summary>
    public LedgerTerms? Terms { get; init; }

    /// <summary>The edges that its grades were given by, and the line between B and C.</summary>
    public GradeEdges Edges { get; init; } = new();
    public double MedianPotentialShare { get; init; }

    /// <summary>Of the purchase model and of the spend model, by the names of the literature; times in days, money in major units.</summary>
    public IReadOnlyDictionary<string, double> Parameters { get; init; } = new Dictionary<string, double>();
    public IReadOnlyDictionary<string, double> SpendParameters { get; init; } = new Dictionary<string, double>();

    /// <summary>ln L of each candidate on the last part of the span, held out.</summary>
    public IReadOnlyDictionary<string, double> HeldOut { get; init; } = new Dictionary<string, double>();
    public IReadOnlyDictionary<string, double> Seconds { get; init; } = new Dictionary<string, double>();

    /// <summary>Differs once a person set a grade, at whichever node: what was counted by the standings before is to be counted again.</summary>
    [JsonIgnore] public int Wording { get; init; }

    private static readonly PreparedQuery<DateOnly, string?> OfDay = PreparedQuery.One((GuanxiDb db, DateOnly day, CancellationToken _) =>
        db.Set<InsightRun>().Where(r => r.AsOf == day).OrderByDescending(r => r.Id).Select(r => r.Summary).FirstOrDefault());

    // Each customer's page reads the summary of the same run.
    private static Known? last;

    public static Task<RunSummary?> Of(GuanxiDb db, DateOnly day, CancellationToken ct) => db.Once((typeof(RunSummary), day), async () =>
    {
        if (await OfDay.Run(db, day, ct) is not { } text) return null;
        return (last is { } known && known.Text == text ? known : last = new(text, StoredJson.Read<RunSummary>(text)! with { Wording = text.GetHashCode(StringComparison.Ordinal) })).Read;
    });

    private sealed record Known(string Text, RunSummary? Read);

    public static Task<RunSummary?> Of(GuanxiDb db, Id<InsightRun> run, CancellationToken ct) => db.Once((typeof(RunSummary), run), async () =>
        StoredJson.Read<RunSummary>(await db.Set<InsightRun>().AsNoTracking().Where(r => r.Id == run).Select(r => r.Summary).FirstOrDefaultAsync(ct)));
}
