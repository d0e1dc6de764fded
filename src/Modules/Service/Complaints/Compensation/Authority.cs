using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Staff;

namespace Guanxi.Service.Complaints.Compensation;

/// <summary>What each role may give a customer who complained, by the customer's grade. A role that isn't named gives nothing without approval; who has every right gives any amount.</summary>
public sealed record AuthoritySettings
{
    [MaxLength(200)] public IReadOnlyList<RoleAuthority> Roles { get; init; } = [];
}

/// <summary>What one role may give, minor units of the base currency.</summary>
public sealed record RoleAuthority
{
    public Id<RoleView> RoleId { get; init; }
    [Range(0, 1_000_000_000_000)] public long MajorMinor { get; init; }
    [Range(0, 1_000_000_000_000)] public long MinorMinor { get; init; }

    /// <summary>Also for customers without a grade, and for private persons of a lower one.</summary>
    [Range(0, 1_000_000_000_000)] public long OrdinaryMinor { get; init; }
    [Range(0, 1_000_000_000_000)] public long SmallMinor { get; init; }

    public long For(string? grade) => grade switch { "major" => MajorMinor, "minor" => MinorMinor, "small" => SmallMinor, _ => OrdinaryMinor };
}

/// <summary>How much somebody may give for a complaint.</summary>
internal sealed class Authority(GuanxiDb db)
{
    /// <summary>Minor units of the base currency; null for any amount.</summary>
    public async Task<long?> Of(Actor actor, Complaint complaint, CancellationToken ct)
    {
        // Every right, and not through a key, which has only what it was given.
        if (actor.Rights.Contains("*") && !actor.ByKey) return null;
        if (await db.RoleOf(actor.Id, ct) is not { } role) return 0;
        var grade = complaint.GradeThatCounts(await db.IsPerson(complaint.CustomerId, ct));
        return (await db.Setting<AuthoritySettings>(ct)).Roles.FirstOrDefault(r => r.RoleId == role)?.For(grade) ?? 0;
    }
}
