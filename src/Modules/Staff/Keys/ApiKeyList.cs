using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.Keys;

/// <summary>A key without its secret.</summary>
public sealed record ApiKeyView
{
    public required Id<ApiKeyView> Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Whom it acts for.</summary>
    public required string Person { get; init; }

    /// <summary>Its first characters.</summary>
    public required string Prefix { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>One's own keys; everybody's, for who may edit people.</summary>
[Needs(StaffRights.Keys)]
public sealed record ApiKeyList : IQuestion<IReadOnlyList<ApiKeyView>>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<ApiKeyList, IReadOnlyList<ApiKeyView>>
    {
        public async Task<IReadOnlyList<ApiKeyView>> Handle(ApiKeyList request, Actor actor, CancellationToken ct)
        {
            var all = actor.May(StaffRights.Edit);
            var keys = await (from key in db.Set<ApiKey>().AsNoTracking()
                              join person in db.Set<Colleague>() on key.PersonId equals person.Id
                              where all || key.PersonId == actor.Id
                              orderby key.Id descending
                              select new { key, person.Name }).ToListAsync(ct);
            return [.. keys.Select(k => new ApiKeyView
            {
                Id = new(k.key.Id.Value), Name = k.key.Name, Person = k.Name, Prefix = k.key.Prefix, Scopes = k.key.ScopeList, CreatedAt = k.key.CreatedAt,
                ExpiresAt = k.key.ExpiresAt, RevokedAt = k.key.RevokedAt, LastUsedAt = k.key.LastUsedAt,
            })];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/keys", (Asker asker, CancellationToken ct) => asker.Answer(new ApiKeyList(), ct)).Produces<IReadOnlyList<ApiKeyView>>();
}

/// <summary>Revokes a key of one's own, or anybody's for who may edit people. It stops working at once.</summary>
[Needs(StaffRights.Keys)]
public sealed record RevokeApiKey : IUseCase<bool>
{
    public Id<ApiKeyView> KeyId { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<RevokeApiKey, bool>
    {
        public async Task<bool> Handle(RevokeApiKey request, Actor actor, CancellationToken ct)
        {
            var id = new Id<ApiKey>(request.KeyId.Value);
            var key = await db.Set<ApiKey>().FirstOrDefaultAsync(k => k.Id == id, ct);
            Refuse.If(key is null || (key.PersonId != actor.Id && !actor.May(StaffRights.Edit)), "staff.key.not_found");
            key.Revoke(clock.GetUtcNow());
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/keys/{keyId}", (Id<ApiKeyView> keyId, Asker asker, CancellationToken ct) => asker.Answer(new RevokeApiKey { KeyId = keyId }, ct)).Produces<bool>();
}

/// <summary>Notes that a key was used, at most once an hour.</summary>
[Needs(StaffRights.Edit)]
internal sealed record NoteKeyUse : IUseCase<bool>
{
    public Id<ApiKey> KeyId { get; init; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<NoteKeyUse, bool>
    {
        public async Task<bool> Handle(NoteKeyUse request, Actor actor, CancellationToken ct)
        {
            if (await db.Set<ApiKey>().FirstOrDefaultAsync(k => k.Id == request.KeyId, ct) is { } key) key.Used(clock.GetUtcNow());
            return true;
        }
    }
}
