using Guanxi.Insight;
using Guanxi.Tests.Value;
using Guanxi.Value;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Evidence;

/// <summary>A drawn firm after the product's own run: what was said of each customer, beside what is true of him and what he did in the year after.</summary>
internal sealed class DrawnFirm
{
    public required FirmPlan Plan { get; init; }
    public required ModelSheetView Sheet { get; init; }
    public required IReadOnlyList<DrawnStanding> Customers { get; init; }

    /// <summary>The product's fit of the true model; null where none is true.</summary>
    public required FittedModel? Fit { get; init; }

    public static async Task<DrawnFirm> Run(FirmPlan plan)
    {
        await using var opened = await FewDataTests.NewFirm.Open();
        var (app, drawn) = (opened.App, plan.Drawn());
        // One year of future, undiscounted, is what can be held against the year that was drawn.
        (await app.Run(new ChangeValueSettings { Settings = new() { HorizonMonths = 12, YearlyDiscount = 0 } })).Refusal.ShouldBeNull();
        await Ledger.Write(app, [.. drawn.Select(d => d.Customer.Purchases.Select(p => (Day: d.First.AddDays(p.Day), p.Minor)).Where(p => p.Day <= FirmPlan.AsOf).ToArray())]);
        await Tests.Value.Insight.Run(app, FirmPlan.AsOf);
        var standings = await app.Use(db => db.Set<Standing>().AsNoTracking().OrderBy(s => s.CustomerId).ToListAsync());
        var kind = plan.Truth?.Kind switch { PurchaseModelKind.BgNbd => "bg-nbd", PurchaseModelKind.MbgNbd => "mbg-nbd", PurchaseModelKind.ParetoNbd => "pareto-nbd", _ => null };
        return new()
        {
            Plan = plan, Sheet = (await app.Run(new ModelSheet())).Value,
            Customers = [.. standings.Zip(drawn, (s, d) => DrawnStanding.Of(s, d.First, d.Customer))],
            Fit = kind is null ? null : (await app.Run(new FitModel { Model = kind, Until = FirmPlan.AsOf })).Value,
        };
    }

    /// <summary>Mean and sum of squares of what a year brought less what was expected, as a number of standard errors: of the year's own chance, and of what was learnt of the firm from as much chance.</summary>
    public static double Sigmas(IEnumerable<(double Expected, double Actual)> pairs)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var (expected, actual) in pairs) (sum, squares) = (sum + actual - expected, squares + (actual - expected) * (actual - expected));
        return sum / Math.Sqrt(squares);
    }
}

/// <summary>One customer: said, true, done.</summary>
internal sealed record DrawnStanding(Standing Said, StandingEvidence Why, bool Alive, int LaterInPeriod, int LaterInYear, long LaterMinor)
{
    public static DrawnStanding Of(Standing said, DateOnly first, DrawnCustomer truth)
    {
        var why = StandingEvidence.Of(said);
        var now = FirmPlan.AsOf.DayNumber - first.DayNumber;
        var later = truth.Purchases.Where(p => p.Day > now && p.Day <= now + 365).ToList();
        return new(said, why, truth.GoneAt > now, later.Count(p => p.Day <= now + why.PlanningDays), later.Count, later.Sum(p => p.Minor));
    }

    public bool StayedAway => LaterInPeriod == 0;
}
