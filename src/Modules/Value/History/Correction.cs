using Guanxi.Data;
using Guanxi.Staff;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.History;

/// <summary>A past day that was computed again and came out otherwise, because facts of it arrived late: what was told of it until then.</summary>
internal sealed class Correction : Entity<Correction>
{
    /// <summary>The day that the figures are of.</summary>
    public DateOnly AsOf { get; private init; }
    public DateTimeOffset CorrectedAt { get; private init; }

    /// <summary>Who had it computed again; nobody where it went by itself.</summary>
    public Id<Person>? By { get; private init; }

    /// <summary>The <see cref="RunSummary"/> that stood until then, as JSON.</summary>
    public string Before { get; private init; } = "";

    /// <summary>Keeps what stands for the day that a run is about to replace, where it differs. A day that is not over yet is not corrected but goes on.</summary>
    public static async Task Keep(GuanxiDb db, RunSummary now, FirmSettings firm, Actor actor, CancellationToken ct)
    {
        if (now.AsOf >= firm.DayOf(now.RanAt)) return;
        var before = await db.Set<InsightRun>().AsNoTracking().Where(r => r.AsOf == now.AsOf).OrderByDescending(r => r.Id).Select(r => r.Summary).FirstOrDefaultAsync(ct);
        if (StoredJson.Read<RunSummary>(before) is not { } run || Same(run.Figures, now.Figures)) return;
        db.Add(new Correction { AsOf = now.AsOf, CorrectedAt = now.RanAt, By = actor.Id == Actor.System.Id ? null : actor.Id, Before = before! });
    }

    private static bool Same(Dashboard.Figures one, Dashboard.Figures other) => one.Customers == other.Customers && one.Totals == other.Totals
        && Same(one.Grades, other.Grades) && Same(one.Stages, other.Stages) && Same(one.States, other.States) && Same(one.Loyalties, other.Loyalties);

    // A label that was not told of yet when the day was computed first is no correction.
    private static bool Same(IReadOnlyDictionary<string, Dashboard.GroupSum> one, IReadOnlyDictionary<string, Dashboard.GroupSum> other) =>
        one.Count == 0 || (one.Count == other.Count && one.All(g => other.TryGetValue(g.Key, out var sum) && sum == g.Value));
}

internal sealed class CorrectionTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Correction>(correction =>
    {
        correction.ToTable("value_correction");
        correction.HasKey(c => c.Id);
        correction.HasIndex(c => c.AsOf);
    });
}
