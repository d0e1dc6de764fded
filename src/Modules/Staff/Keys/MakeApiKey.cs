using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.Keys;

/// <summary>A key, shown now and never again.</summary>
public sealed record NewApiKey
{
    public required Id<ApiKeyView> Id { get; init; }

    /// <summary>Send it as <c>Authorization: Bearer gx_…</c>.</summary>
    public required string Key { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Makes a key for a program that acts on one's behalf, with some of one's own rights, for up to two years.</summary>
[Needs(StaffRights.Keys)]
public sealed record MakeApiKey : IUseCase<NewApiKey>
{
    [Required, StringLength(80)] public string Name { get; set; } = "";

    /// <summary>Rights, e.g. <c>customers.read</c>; none that one doesn't have.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = [];

    /// <summary>Days until it expires.</summary>
    [Range(1, 730)] public int Days { get; set; } = 90;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<MakeApiKey, NewApiKey>
    {
        public async Task<NewApiKey> Handle(MakeApiKey request, Actor actor, CancellationToken ct)
        {
            Refuse.If(!await db.Set<Colleague>().AnyAsync(p => p.Id == actor.Id, ct), "staff.person.not_found");
            var (key, secret) = ApiKey.Make(actor, request.Name, request.Scopes, clock.GetUtcNow(), TimeSpan.FromDays(request.Days));
            db.Add(key);
            return new() { Id = new(key.Id.Value), Key = secret, ExpiresAt = key.ExpiresAt };
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/keys", (MakeApiKey request, Asker asker, CancellationToken ct) => asker.Created(request, key => $"/api/keys/{key.Id}", ct)).Produces<NewApiKey>(201).WithMetadata(KeepsNoAnswer.Instance);
}
