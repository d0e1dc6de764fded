using System.Globalization;

namespace Guanxi.Data;

/// <summary>A row with an owner and a unit, by which scope is decided.</summary>
public interface IOwned
{
    Id<Person>? OwnerId { get; }
    Id<Unit>? UnitId { get; }
}

/// <summary>Scope as a filter. Whoever lists, counts or searches owned rows starts with it.</summary>
public static class Visibility
{
    /// <summary>The rows within the actor's scope.</summary>
    public static IQueryable<T> VisibleTo<T>(this IQueryable<T> rows, Actor actor) where T : class, IOwned
    {
        var (me, units) = (actor.Id, actor.Units);
        return actor.Scope switch
        {
            Scope.All => rows,
            Scope.Own => rows.Where(r => r.OwnerId == me),
            _ => rows.Where(r => r.OwnerId == me || (r.UnitId != null && units.Contains(r.UnitId.Value))),
        };
    }

    /// <summary>The same as SQL, for hand-written questions: a condition on the alias's <c>owner_id</c> and <c>unit_id</c>. Contains numbers only, so there is nothing to inject.</summary>
    public static string VisibleSql(this Actor actor, string alias) => actor.Scope switch
    {
        Scope.All => "1 = 1",
        Scope.Own => string.Create(CultureInfo.InvariantCulture, $"{alias}.owner_id = {actor.Id.Value}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"({alias}.owner_id = {actor.Id.Value} OR {alias}.unit_id IN ({string.Join(", ", actor.Units.Select(u => u.ToString()).DefaultIfEmpty("0"))}))"),
    };
}
