using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff.People;
using Guanxi.Staff.Roles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff;

/// <summary>A role with its rights.</summary>
public sealed record RoleView
{
    public required Id<RoleView> Id { get; init; }

    /// <summary>A built-in role's name is a word of the program (owner, manager, sales, service, clerk), shown in the reader's language.</summary>
    public required string Name { get; init; }
    public required bool BuiltIn { get; init; }
    public required Scope Scope { get; init; }

    /// <summary><c>*</c> for all.</summary>
    public required IReadOnlyList<string> Rights { get; init; }

    /// <summary>How many people have it.</summary>
    public required int People { get; init; }
}

/// <summary>The firm's roles, the built-in ones first.</summary>
[Needs(StaffRights.Read)]
public sealed record RoleList : IQuestion<IReadOnlyList<RoleView>>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<RoleList, IReadOnlyList<RoleView>>
    {
        public async Task<IReadOnlyList<RoleView>> Handle(RoleList request, Actor actor, CancellationToken ct)
        {
            var people = await db.Set<Colleague>().Where(p => p.Active).GroupBy(p => p.RoleId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
            var roles = await db.Set<Role>().AsNoTracking().OrderByDescending(r => r.BuiltIn).ThenBy(r => r.Id).ToListAsync(ct);
            return [.. roles.Select(r => new RoleView { Id = new(r.Id.Value), Name = r.Name, BuiltIn = r.BuiltIn, Scope = r.Scope, Rights = r.List, People = people.GetValueOrDefault(r.Id) })];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/roles", (Asker asker, CancellationToken ct) => asker.Answer(new RoleList(), ct)).Produces<IReadOnlyList<RoleView>>();
}
