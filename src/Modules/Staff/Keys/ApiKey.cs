using Guanxi.Http;
using Guanxi.Staff.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.Keys;

/// <summary>A key with which a program acts for a person, with some of that person's rights. Shown once; only its hash is kept.</summary>
internal sealed class ApiKey : Entity<ApiKey>
{
    /// <summary>What every key starts with, so that a leaked one is recognised by scanners and people.</summary>
    public const string Mark = "gx_";

    public Id<Person> PersonId { get; private init; }
    public string Name { get; private init; } = "";

    /// <summary>Its first characters, to tell keys apart.</summary>
    public string Prefix { get; private init; } = "";
    public string Hash { get; private init; } = "";

    /// <summary>Rights, blank between them. What the person loses later, the key loses too.</summary>
    public string Scopes { get; private init; } = "";
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }
    [History] public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>To the hour: not every request is worth a write.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    public IReadOnlyList<string> ScopeList => Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static (ApiKey Key, string Secret) Make(Actor actor, string name, IReadOnlyList<string> scopes, DateTimeOffset now, TimeSpan lasts)
    {
        Refuse.Field("Scopes", scopes.Count == 0, "staff.key.scopes_missing");
        Refuse.Field("Scopes", scopes.Any(s => s.Length == 0 || s == "*" || !actor.May(s)), "staff.key.beyond_own");
        var secret = Mark + SecretToken.New();
        return (new()
        {
            PersonId = actor.Id, Name = name.Trim(), Prefix = secret[..(Mark.Length + 6)], Hash = SecretToken.HashOf(secret), Scopes = string.Join(' ', scopes.Distinct().Order(StringComparer.Ordinal)),
            CreatedAt = now, ExpiresAt = now + lasts,
        }, secret);
    }

    public void Revoke(DateTimeOffset at)
    {
        Refuse.If(RevokedAt is not null, "staff.key.revoked");
        RevokedAt = at;
    }

    public void Used(DateTimeOffset at) => LastUsedAt = at;
}

internal sealed class ApiKeyTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<ApiKey>(key =>
    {
        key.HasKey(k => k.Id);
        key.Ignore(k => k.ScopeList);
        key.Property(k => k.Name).HasMaxLength(80);
        key.Property(k => k.Prefix).HasMaxLength(12);
        key.Property(k => k.Hash).HasMaxLength(64);
        key.HasIndex(k => k.Hash).IsUnique();
        key.HasIndex(k => k.PersonId);
    });
}
