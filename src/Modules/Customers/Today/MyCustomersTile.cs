using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers.Today;

/// <summary>How many customers one looks after, or one's team does.</summary>
internal sealed class MyCustomersTile(GuanxiDb db, TimeProvider clock) : ITodayTile
{
    public string Key => "customers.tile.customers";
    public int Order => 60;
    public string Right => CustomersRights.Read;

    public bool Fits(Scope scope) => scope is Scope.Own or Scope.Team;

    public async Task<TileFigure?> Ask(Actor actor, CancellationToken ct)
    {
        var count = await db.Set<Customer>().VisibleTo(actor).CountAsync(ct);
        return count == 0 ? null : new() { Count = count, AsOf = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow()), Url = "/customers" };
    }
}
