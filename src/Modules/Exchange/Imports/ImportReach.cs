using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

/// <summary>An import shows what is in its file: to who loaded it, and to those who may see personal data of every customer.</summary>
internal sealed class ImportReach(GuanxiDb db) : IReach<Import>
{
    public string NotFound => "exchange.import.not_found";

    public Task<bool> Reaches(Actor actor, Id<Import> id, CancellationToken ct)
    {
        var (me, all) = (actor.Id, SeesAll(actor));
        return db.Set<Import>().AnyAsync(import => import.Id == id && (all || import.CreatedBy == me), ct);
    }

    public static bool SeesAll(Actor actor) => actor.Scope == Scope.All && actor.May(KernelRights.Personal);
}
