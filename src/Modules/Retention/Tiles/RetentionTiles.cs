using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Retention.Bonds;
using Guanxi.Retention.Losses;
using Guanxi.Retention.Warnings.Alerts;
using Guanxi.Value;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Tiles;

/// <summary>Open warnings by the money that they are about: one's own, or those of everybody within reach for who leads.</summary>
internal sealed class WarningsTile(GuanxiDb db, TimeProvider clock, Texts texts) : ITodayTile
{
    public string Key => "retention.tile.warnings";
    public int Order => 14;
    public string Right => ValueRights.Read;

    public bool Fits(Scope scope) => true;

    public async Task<TileFigure?> Ask(Actor actor, CancellationToken ct)
    {
        var (me, leads, firm) = (actor.Id, actor.Scope is Scope.ShopTree or Scope.All, await db.Setting<FirmSettings>(ct));
        var open = db.Set<Alert>().AsNoTracking().Where(a => a.State == AlertState.Open);
        if (actor.Scope != Scope.All) open = open.Where(a => db.CustomerNamesFor(actor).Any(c => c.Id == a.CustomerId));
        if (!leads) open = open.Where(a => a.OwnerId == me);
        // One customer may have several warnings, each about the same money.
        var counts = await open.GroupBy(a => a.CustomerId).Select(g => new { Warnings = g.Count(), Money = g.Max(a => a.MoneyMinor) }).GroupBy(_ => 1)
            .Select(g => new { Warnings = g.Sum(c => c.Warnings), Money = g.Sum(c => c.Money), Customers = g.Count() }).FirstOrDefaultAsync(ct);
        return counts is null ? null : new()
        {
            Count = counts.Warnings, Amount = new(counts.Money, firm.BaseCurrency), AsOf = firm.DayOf(clock.GetUtcNow()), Url = leads ? "/warnings" : "/warnings?whose=mine",
            Note = texts["retention.tile.warnings.of", counts.Warnings, counts.Customers],
        };
    }
}

/// <summary>What went with the customers lost within a year, for those who lead.</summary>
internal sealed class LossesTile(GuanxiDb db, TimeProvider clock, Texts texts) : ITodayTile
{
    public string Key => "retention.tile.losses";
    public int Order => 16;
    public string Right => ValueRights.Read;

    public bool Fits(Scope scope) => scope is Scope.ShopTree or Scope.All;

    public async Task<TileFigure?> Ask(Actor actor, CancellationToken ct)
    {
        var firm = await db.Setting<FirmSettings>(ct);
        var (today, filter) = (firm.DayOf(clock.GetUtcNow()), new LossFilter());
        var lost = await db.LossesFor(actor, filter, LossPeriod.Of(filter, today)).GroupBy(_ => 1).Select(g => new { Customers = g.Count(), Money = g.Sum(l => l.MoneyMinor ?? 0) }).FirstOrDefaultAsync(ct);
        return lost is null ? null : new() { Count = lost.Customers, Amount = new(lost.Money, firm.BaseCurrency), AsOf = today, Url = "/losses/customers", Note = texts["retention.tile.losses.of", lost.Customers] };
    }
}

/// <summary>Contracts and other barriers that end soon and that nothing goes on from.</summary>
internal sealed class EndingTile(GuanxiDb db, TimeProvider clock) : ITodayTile
{
    public string Key => "retention.tile.ending";
    public int Order => 44;
    public string Right => RetentionRights.Edit;

    public bool Fits(Scope scope) => true;

    public async Task<TileFigure?> Ask(Actor actor, CancellationToken ct)
    {
        var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
        var ending = await db.Expiring(today, today.AddDays(EndingBonds.Soon)).Where(b => b.Barrier != null).Join(db.CustomerNamesFor(actor), b => b.CustomerId, c => c.Id, (b, _) => b).CountAsync(ct);
        return ending == 0 ? null : new() { Count = ending, AsOf = today, Url = "/bonds/ending" };
    }
}
