using Guanxi.Data;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Scorecards;

/// <summary>Who moved up: a better grade, or a stage nearer to maturity. From lost or declining back into business is up, too.</summary>
internal static class Development
{
    /// <summary>From below.</summary>
    private static readonly string[] Stages = ["lost", "decline", "acquisition", "development", "maturity"];

    public static bool IsUp(string fromGrade, string grade, string fromStage, string stage) =>
        Array.IndexOf(Labels.Grades, grade) < Array.IndexOf(Labels.Grades, fromGrade) || Array.IndexOf(Stages, stage) > Array.IndexOf(Stages, fromStage);

    /// <summary>Of those who stood on both days, the ones that moved up, or the others.</summary>
    public static IQueryable<Standing> Only(GuanxiDb db, IQueryable<Standing> standings, DateOnly start, bool up)
    {
        // The same rule pair by pair, which both databases can look up.
        var (grades, stages) = (Pairs(Labels.Grades, (from, to) => IsUp(from, to, "", "")), Pairs(Stages, (from, to) => IsUp("", "", from, to)));
        return from s in standings
               join b in db.Set<Standing>().AsNoTracking().Where(b => b.AsOf == start) on s.CustomerId equals b.CustomerId
               where (grades.Contains(b.Grade + ">" + s.Grade) || stages.Contains(b.Stage + ">" + s.Stage)) == up
               select s;
    }

    private static List<string> Pairs(string[] labels, Func<string, string, bool> isUp) => [.. from a in labels from b in labels where isUp(a, b) select $"{a}>{b}"];
}
