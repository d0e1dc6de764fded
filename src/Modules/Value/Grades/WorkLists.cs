using Guanxi.Data;
using Guanxi.Insight;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Grades;

/// <summary>Customers that call for a look, list by list: who is on which, for a run's columns, for one standing and for the database.</summary>
internal static class WorkLists
{
    /// <summary>Class C, with a future far above what was earned so far.</summary>
    public const string Rising = "rising";

    /// <summary>Cost more in the current year than they brought.</summary>
    public const string Unprofitable = "unprofitable";

    /// <summary>The same over history, current year and future.</summary>
    public const string Loss = "loss";

    /// <summary>Key customers a month ago, by now of a lower grade, in decline or lost.</summary>
    public const string Falling = "falling";

    /// <summary>Class D: those who could become C, and those who cost money.</summary>
    public const string Review = "review";

    public static readonly string[] All = [Rising, Unprofitable, Loss, Falling, Review];

    /// <param name="before">Grade a month ago; null where there was none.</param>
    public static void Count(Dictionary<string, int> counts, CustomerClass @class, CustomerGrade grade, LifecycleStage stage, long current, long total, int traits, CustomerGrade? before)
    {
        if (@class == CustomerClass.C && (traits & Traits.Ahead) != 0) counts[Rising]++;
        if (current < 0) counts[Unprofitable]++;
        if (total < 0) counts[Loss]++;
        if (before <= CustomerGrade.Minor && (grade >= CustomerGrade.Ordinary || stage >= LifecycleStage.Decline)) counts[Falling]++;
        if (@class == CustomerClass.D && ((traits & (Traits.NearOrdinary | Traits.MuchPotential)) != 0 || current < 0)) counts[Review]++;
    }

    /// <summary>The lists of one standing.</summary>
    public static IReadOnlySet<string> Of(string @class, string grade, string stage, long current, long total, int traits, string? before)
    {
        var counts = All.ToDictionary(l => l, _ => 0);
        var then = Array.IndexOf(Labels.Grades, before);
        Count(counts, (CustomerClass)Array.IndexOf(Labels.Classes, @class), (CustomerGrade)Array.IndexOf(Labels.Grades, grade), (LifecycleStage)Array.IndexOf(Labels.Stages, stage), current, total, traits, then < 0 ? null : (CustomerGrade)then);
        return counts.Where(c => c.Value > 0).Select(c => c.Key).ToHashSet();
    }

    /// <summary>Those on a list.</summary>
    /// <param name="before">The day that falling is told from.</param>
    public static IQueryable<Standing> Only(GuanxiDb db, IQueryable<Standing> standings, string list, DateOnly? before) => list switch
    {
        Rising => standings.Where(s => s.Class == "C" && (s.Traits & Traits.Ahead) != 0),
        Unprofitable => standings.Where(s => s.CurrentMinor < 0),
        Loss => standings.Where(s => s.HistoricMinor + s.CurrentMinor + s.PotentialMinor < 0),
        Falling => standings.Where(s => (s.Grade == "ordinary" || s.Grade == "small" || s.Stage == "decline" || s.Stage == "lost")
            && db.Set<Standing>().Any(b => b.AsOf == before && b.CustomerId == s.CustomerId && (b.Grade == "major" || b.Grade == "minor"))),
        Review => standings.Where(s => s.Class == "D" && ((s.Traits & (Traits.NearOrdinary | Traits.MuchPotential)) != 0 || s.CurrentMinor < 0)),
        _ => throw new RefusedException("value.list.unknown"),
    };

    /// <summary>How many of some standings are on each list.</summary>
    public static async Task<Dictionary<string, int>> Counts(GuanxiDb db, IQueryable<Standing> standings, DateOnly before, CancellationToken ct)
    {
        var counts = new Dictionary<string, int>();
        foreach (var list in All) counts[list] = await Only(db, standings, list, before).CountAsync(ct);
        return counts;
    }
}
