using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Bonds.Ties;

/// <summary>With how many customers of each grade there are ties of each level, within reach and as of today.</summary>
[Needs(ValueRights.Read)]
internal sealed record TieCoverage : IQuestion<TiesCovered>
{
    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<TieCoverage, TiesCovered>
    {
        private static readonly string?[] Grades = ["major", "minor", "ordinary", "small", null];

        public async Task<TiesCovered> Handle(TieCoverage request, Actor actor, CancellationToken ct)
        {
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
            var counted = await db.Tied(actor, today).GroupBy(c => c.Grade).Select(g => new TiesOfGrade
            {
                Grade = g.Key, Customers = g.Count(), Financial = g.Sum(c => c.Financial ? 1 : 0), Social = g.Sum(c => c.Social ? 1 : 0), Structural = g.Sum(c => c.Structural ? 1 : 0),
                // The social ones first: most have an owner, and there the database need not look further.
                None = g.Sum(c => c.Social || c.Financial || c.Structural ? 0 : 1),
            }).ToListAsync(ct);
            var rules = await db.Setting<TieRules>(ct);
            return new()
            {
                Today = today,
                Grades = [.. Grades.Select(grade => (counted.Find(c => c.Grade == grade) ?? new TiesOfGrade { Grade = grade }) with { Wanted = rules.Of(grade) }).Where(g => g.Grade is not null || g.Customers > 0)],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/bonds/coverage", (Asker asker, CancellationToken ct) => asker.Answer(new TieCoverage(), ct))
        .Produces<TiesCovered>().WithSummary("With how many customers of each grade there are ties of each level");
}

/// <summary>Coverage of the three levels.</summary>
internal sealed record TiesCovered
{
    /// <summary>Ties that hold on this day count.</summary>
    public required DateOnly Today { get; init; }
    public required IReadOnlyList<TiesOfGrade> Grades { get; init; }
}

/// <summary>Of one grade.</summary>
internal sealed record TiesOfGrade
{
    /// <summary>Null for those without a grade: who never bought, and all before the first run.</summary>
    public string? Grade { get; init; }
    public int Customers { get; init; }

    /// <summary>With at least one tie of the level.</summary>
    public int Financial { get; init; }
    public int Social { get; init; }
    public int Structural { get; init; }

    /// <summary>Without any.</summary>
    public int None { get; init; }

    /// <summary>By the rule of the grade.</summary>
    public IReadOnlyList<TieLevel> Wanted { get; init; } = [];

    public int Of(TieLevel level) => level switch { TieLevel.Financial => Financial, TieLevel.Social => Social, _ => Structural };
}
