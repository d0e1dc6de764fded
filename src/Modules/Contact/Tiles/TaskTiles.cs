using Guanxi.Contact.Tasks;
using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Tiles;

/// <summary>One's own tasks that are due.</summary>
internal sealed class MyTasksTile(GuanxiDb db, TimeProvider clock, Texts texts) : ITodayTile
{
    public string Key => "contact.tile.tasks";
    public int Order => 5;
    public string Right => ContactRights.Read;

    public bool Fits(Scope scope) => true;

    public async Task<TileFigure?> Ask(Actor actor, CancellationToken ct)
    {
        var (me, today) = (actor.Id, Today.Of(actor, clock.GetUtcNow()));
        var due = db.Set<FollowUp>().AsNoTracking().Where(t => t.OwnerId == me && t.DoneAt == null && t.DueOn <= today);
        if (actor.Scope != Scope.All) due = due.Where(t => db.CustomerNamesFor(actor).Any(c => c.Id == t.CustomerId));
        // Together with those that are about no customer, in one statement.
        var ofFirm = db.Set<FirmTask>().Where(t => t.OwnerId == me && t.DoneAt == null && t.DueOn <= today);
        var counts = await due.Select(t => t.DueOn < today).Concat(ofFirm.Select(t => t.DueOn < today)).GroupBy(late => late).Select(g => new { Overdue = g.Key, Tasks = g.Count() }).ToListAsync(ct);
        var overdue = counts.Where(c => c.Overdue).Sum(c => c.Tasks);
        return counts.Count == 0 ? null : new() { Count = counts.Sum(c => c.Tasks), AsOf = today, Url = "/tasks", Note = overdue > 0 ? texts["contact.tile.overdue", overdue] : null };
    }
}

/// <summary>Tasks within reach that somebody let lie, for those who lead.</summary>
internal sealed class OverdueTasksTile(GuanxiDb db, TimeProvider clock) : ITodayTile
{
    public string Key => "contact.tile.overdue_tasks";
    public int Order => 32;
    public string Right => ContactRights.Read;

    public bool Fits(Scope scope) => scope is Scope.ShopTree or Scope.All;

    public async Task<TileFigure?> Ask(Actor actor, CancellationToken ct)
    {
        var today = Today.Of(actor, clock.GetUtcNow());
        var overdue = db.Set<FollowUp>().AsNoTracking().Where(t => t.DoneAt == null && t.DueOn < today);
        if (actor.Scope != Scope.All) overdue = overdue.Where(t => db.CustomerNamesFor(actor).Any(c => c.Id == t.CustomerId));
        var count = await overdue.CountAsync(ct);
        return count == 0 ? null : new() { Count = count, AsOf = today, Url = "/tasks?when=overdue&who=all" };
    }
}
