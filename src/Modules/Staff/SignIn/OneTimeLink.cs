using Guanxi.Data;
using Guanxi.Http;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.SignIn;

internal enum LinkKind { SetUp, Password }

/// <summary>A link that opens one door once: setting the firm up, or choosing a password. Only the hash of its secret is kept.</summary>
internal sealed class OneTimeLink : Entity<OneTimeLink>
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    public LinkKind Kind { get; private init; }
    public string Hash { get; private init; } = "";

    /// <summary>Whose password; none for set-up.</summary>
    public Id<Person>? PersonId { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }

    public static OneTimeLink Of(LinkKind kind, string token, Id<Person>? person, DateTimeOffset now) =>
        new() { Kind = kind, Hash = SecretToken.HashOf(token), PersonId = person, ExpiresAt = now + Lasts };

    /// <summary>The link with this secret, where it still opens.</summary>
    public static async Task<OneTimeLink> Find(GuanxiDb db, LinkKind kind, string? token, DateTimeOffset now, CancellationToken ct)
    {
        var hash = SecretToken.HashOf(token ?? "");
        var link = await db.Set<OneTimeLink>().FirstOrDefaultAsync(l => l.Hash == hash && l.Kind == kind, ct);
        Refuse.If(link is null, "staff.link.used_up");
        Refuse.If(link.ExpiresAt <= now, "staff.link.expired");
        return link;
    }
}

internal sealed class OneTimeLinkTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<OneTimeLink>(link =>
    {
        link.HasKey(l => l.Id);
        link.Property(l => l.Kind).HasConversion<string>().HasMaxLength(20);
        link.Property(l => l.Hash).HasMaxLength(64);
        link.HasIndex(l => l.Hash).IsUnique();
        link.HasIndex(l => l.PersonId);
    });
}
