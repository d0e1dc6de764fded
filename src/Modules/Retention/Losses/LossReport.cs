using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Guanxi.Value;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Losses;

/// <summary>Why customers were lost within a period, of those within one's scope: by kind, cause, grade and unit, with the money that went with them. Each customer counts once, by the last word on it.</summary>
[Needs(ValueRights.Read)]
internal sealed record LossReport : LossFilter, IQuestion<LossFigures>
{
    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<LossReport, LossFigures>
    {
        public async Task<LossFigures> Handle(LossReport request, Actor actor, CancellationToken ct)
        {
            var firm = await db.Setting<FirmSettings>(ct);
            var period = LossPeriod.Of(request, firm.DayOf(clock.GetUtcNow()));
            var cells = await db.LossesFor(actor, request, period).GroupBy(l => new { l.Kind, l.Cause, l.Grade, l.UnitId })
                .Select(g => new Cell(g.Key.Kind, g.Key.Cause, g.Key.Grade, g.Key.UnitId, g.Count(), g.Sum(l => l.MoneyMinor ?? 0), g.Count(l => l.MoneyMinor == null))).ToListAsync(ct);
            var ids = cells.Select(c => c.UnitId).OfType<Id<Unit>>().Distinct().ToList();
            var units = await db.UnitNames().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
            return new()
            {
                From = period.From, To = period.To, Currency = firm.BaseCurrency, All = Sum("", cells),
                Kinds = [.. cells.GroupBy(c => c.Kind).OrderBy(g => g.Key).Select(g => Sum(g.Key.ToString(), g))],
                Causes = [.. cells.GroupBy(c => (c.Kind, c.Cause)).OrderBy(g => g.Key).Select(g => Sum(g.Key.Cause.ToString(), g) with { Kind = g.Key.Kind })],
                Grades = [.. cells.GroupBy(c => c.Grade ?? "none").OrderBy(g => Array.IndexOf(Order, g.Key)).Select(g => Sum(g.Key, g))],
                Units = [.. cells.GroupBy(c => c.UnitId ?? default).Select(g => Sum(g.Key.ToString(), g) with { Name = units.GetValueOrDefault(g.Key) }).OrderByDescending(g => g.MoneyMinor).ThenBy(g => g.Key, StringComparer.Ordinal)],
            };
        }

        private static readonly string[] Order = ["major", "minor", "ordinary", "small", "none"];

        private static LossFigure Sum(string key, IEnumerable<Cell> cells) => cells.Aggregate(new LossFigure { Key = key },
            (sum, c) => sum with { Customers = sum.Customers + c.Customers, MoneyMinor = sum.MoneyMinor + c.MoneyMinor, WithoutMoney = sum.WithoutMoney + c.WithoutMoney });

        private sealed record Cell(LossKind Kind, LossCause Cause, string? Grade, Id<Unit>? UnitId, int Customers, long MoneyMinor, int WithoutMoney);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/losses",
        (DateOnly? from, DateOnly? to, Named<LossKind>? kind, Named<LossCause>? cause, string? grade, Id<Unit>? unitId, Asker asker, CancellationToken ct) =>
            asker.Answer(new LossReport { From = from, To = to, Kind = kind?.Value, Cause = cause?.Value, Grade = grade, UnitId = unitId }, ct)).Produces<LossFigures>().WithSummary("Why customers were lost");
}

/// <summary>A report of losses.</summary>
internal sealed record LossFigures
{
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public string Currency { get; init; } = "";
    public required LossFigure All { get; init; }
    public IReadOnlyList<LossFigure> Kinds { get; init; } = [];
    public IReadOnlyList<LossFigure> Causes { get; init; } = [];
    public IReadOnlyList<LossFigure> Grades { get; init; } = [];
    public IReadOnlyList<LossFigure> Units { get; init; } = [];
}

/// <summary>One line of it.</summary>
internal sealed record LossFigure
{
    /// <summary>What it is about: the name of a kind or cause, a grade, a unit's id.</summary>
    public required string Key { get; init; }

    /// <summary>Of a cause.</summary>
    public LossKind? Kind { get; init; }

    /// <summary>Of a unit.</summary>
    public string? Name { get; init; }
    public int Customers { get; init; }

    /// <summary>Current and potential value at the last standing before the loss, minor units of the base currency.</summary>
    public long MoneyMinor { get; init; }

    /// <summary>How many of the customers had no standing before, and so no money.</summary>
    public int WithoutMoney { get; init; }
}
