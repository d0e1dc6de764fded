using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Losses;

/// <summary>Which losses; the report's figures and the customers behind each say it in the same words.</summary>
internal record LossFilter
{
    /// <summary>Days on which customers began to stay away; a year up to today where not said.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public LossKind? Kind { get; init; }
    public LossCause? Cause { get; init; }

    /// <summary>Before the loss: major, minor, ordinary, small; <c>none</c> where it is not known.</summary>
    [StringLength(20)] public string? Grade { get; init; }

    /// <summary>The customer's unit when it was recorded; 0 for none.</summary>
    public Id<Unit>? UnitId { get; init; }
}

/// <summary>The period that a report covers.</summary>
internal readonly record struct LossPeriod(DateOnly From, DateOnly To)
{
    public static LossPeriod Of(LossFilter filter, DateOnly today)
    {
        var to = filter.To ?? today;
        return new(filter.From ?? to.AddYears(-1).AddDays(1), to);
    }
}

internal static class LossRows
{
    /// <summary>The last word on each customer within the actor's scope: whoever was asked twice counts once.</summary>
    public static IQueryable<Loss> LossesFor(this GuanxiDb db, Actor actor, LossFilter filter, LossPeriod period)
    {
        var (from, to) = (period.From, period.To);
        var inPeriod = db.Set<Loss>().AsNoTracking().Where(l => l.LostOn >= from && l.LostOn <= to);
        var losses = inPeriod.Where(l => !inPeriod.Any(later => later.CustomerId == l.CustomerId && later.Id > l.Id));
        if (actor.Scope != Scope.All) losses = losses.Where(l => db.CustomerNamesFor(actor).Any(c => c.Id == l.CustomerId));
        if (filter.Kind is { } kind) losses = losses.Where(l => l.Kind == kind);
        if (filter.Cause is { } cause) losses = losses.Where(l => l.Cause == cause);
        if (filter.Grade is { Length: > 0 } grade) losses = grade == "none" ? losses.Where(l => l.Grade == null) : losses.Where(l => l.Grade == grade);
        if (filter.UnitId is { } unit) losses = unit.IsNone ? losses.Where(l => l.UnitId == null) : losses.Where(l => l.UnitId == unit);
        return losses;
    }
}
