using Guanxi.Contact.Privacy;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Consent.Public;

/// <summary>The private link by which somebody, without signing in, says what they may be contacted for and asks about their data. A customer's comes from the firm; whoever wrote by the public form has one that shows their request and nothing else.</summary>
internal sealed class PreferenceLink : Entity<PreferenceLink>
{
    /// <summary>As long as a customer may keep a message with it. A new one can be had at any time.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(90);

    public string Hash { get; private init; } = "";
    public Id<Customer>? CustomerId { get; private init; }
    public Id<PrivacyRequest>? RequestId { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }

    public static PreferenceLink For(Id<Customer> customer, string secret, DateTimeOffset now) => new() { Hash = SecretToken.HashOf(secret), CustomerId = customer, CreatedAt = now, ExpiresAt = now + Lasts };

    public static PreferenceLink For(Id<PrivacyRequest> request, string secret, DateTimeOffset now) => new() { Hash = SecretToken.HashOf(secret), RequestId = request, CreatedAt = now, ExpiresAt = now + Lasts };
}

internal sealed class PreferenceLinkTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<PreferenceLink>(link =>
    {
        link.ToTable("contact_preference_link");
        link.HasKey(l => l.Id);
        link.Property(l => l.Hash).HasMaxLength(64);
        link.HasIndex(l => l.Hash).IsUnique();
        link.HasIndex(l => l.CustomerId);
        link.HasIndex(l => l.RequestId);
    });
}

internal static class PreferenceLinks
{
    /// <summary>The link with this secret. What is unknown, expired or made up gets one and the same answer.</summary>
    public static async Task<PreferenceLink> PreferenceLinkOf(this GuanxiDb db, string? secret, DateTimeOffset now, CancellationToken ct)
    {
        var hash = SecretToken.HashOf(secret ?? "");
        return Refuse.Missing(await db.Set<PreferenceLink>().AsNoTracking().FirstOrDefaultAsync(l => l.Hash == hash && l.ExpiresAt > now, ct), "contact.link.not_found");
    }

    /// <summary>Whose it is; who only follows a request by it is nobody's customer yet.</summary>
    public static Id<Customer> Whose(this PreferenceLink link) => link.CustomerId ?? throw new RefusedException("contact.link.not_found");
}
