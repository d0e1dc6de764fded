using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff.People;
using Guanxi.Staff.Roles;
using Guanxi.Staff.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.Profile;

/// <summary>Who is asking, with role and preferences.</summary>
public sealed record ProfileView
{
    public required Id<Person> Id { get; init; }
    public required string Name { get; init; }
    public required string UserName { get; init; }
    public required string Role { get; init; }
    public required string Unit { get; init; }
    public required Scope Scope { get; init; }

    /// <summary>None: the browser's own.</summary>
    public string? Language { get; init; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; init; }
    public DateTimeOffset? LastSignInAt { get; init; }

    /// <summary>What may be done in this session, or with this key.</summary>
    public required IReadOnlyList<string> Rights { get; init; }
}

/// <summary>Who is asking: name, role, reach, rights and preferences.</summary>
[NeedsNoRight("Everybody may see themselves.")]
public sealed record MyProfile : IQuestion<ProfileView>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<MyProfile, ProfileView>
    {
        public async Task<ProfileView> Handle(MyProfile request, Actor actor, CancellationToken ct)
        {
            var found = await (from p in db.Set<Colleague>()
                               join role in db.Set<Role>() on p.RoleId equals role.Id
                               join unit in db.Set<OrgUnit>() on p.UnitId equals unit.Id
                               where p.Id == actor.Id
                               select new { p.Id, p.Name, p.UserName, Role = role.Name, Unit = unit.Name, p.Language, p.TimeZone, p.LastSignInAt }).FirstOrDefaultAsync(ct);
            Refuse.If(found is null, "staff.person.not_found");
            return new()
            {
                Id = found.Id, Name = found.Name, UserName = found.UserName, Role = found.Role, Unit = found.Unit, Scope = actor.Scope, Language = found.Language,
                TimeZone = found.TimeZone, LastSignInAt = found.LastSignInAt, Rights = [.. actor.Rights.Order(StringComparer.Ordinal)],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/me", (Asker asker, CancellationToken ct) => asker.Answer(new MyProfile(), ct)).Produces<ProfileView>();
}
