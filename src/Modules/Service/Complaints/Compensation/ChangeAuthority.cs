using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Complaints.Compensation;

/// <summary>What each role may give a customer who complained.</summary>
[Needs(ServiceRights.Read)]
internal sealed record AuthorityNow : IQuestion<AuthoritySettings>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<AuthorityNow, AuthoritySettings>
    {
        public Task<AuthoritySettings> Handle(AuthorityNow request, Actor actor, CancellationToken ct) => db.Setting<AuthoritySettings>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/complaints/authority", (Asker asker, CancellationToken ct) => asker.Answer(new AuthorityNow(), ct))
        .Produces<AuthoritySettings>().WithSummary("What each role may give a customer who complained");
}

/// <summary>Changes what each role may give, by the customer's grade. Solutions that wait for approval go on waiting.</summary>
[Needs(ServiceRights.Plan)]
public sealed record ChangeAuthority : IUseCase<AuthoritySettings>
{
    public AuthoritySettings Settings { get; set; } = new();

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeAuthority, AuthoritySettings>
    {
        public async Task<AuthoritySettings> Handle(ChangeAuthority request, Actor actor, CancellationToken ct)
        {
            var roles = request.Settings.Roles;
            Refuse.If(roles.Any(r => !Validator.TryValidateObject(r, new(r), null, validateAllProperties: true)), "service.settings.out_of_range");
            Refuse.If(roles.Select(r => r.RoleId).Distinct().Count() != roles.Count, "service.authority.role_twice");
            // Otherwise who plans could give themselves any amount.
            var own = await db.Setting<AuthoritySettings>(ct);
            if (!actor.Rights.Contains("*") && await Staff.StaffNames.RoleOf(db, actor.Id, ct) is { } role)
                Refuse.If((own.Roles.FirstOrDefault(r => r.RoleId == role) ?? new() { RoleId = role }) != (roles.FirstOrDefault(r => r.RoleId == role) ?? new() { RoleId = role }), "service.authority.own_role");
            await db.Change(request.Settings, ct);
            return request.Settings;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/complaints/authority", (AuthoritySettings settings, Asker asker, CancellationToken ct) =>
        asker.Answer(new ChangeAuthority { Settings = settings }, ct)).Produces<AuthoritySettings>().WithSummary("Change what each role may give");
}
