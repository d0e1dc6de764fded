using Guanxi.Staff.Roles;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.People;

/// <summary>Someone of the firm who signs in. Leaves, but is never deleted: what they did stays theirs.</summary>
internal sealed class Colleague : Entity<Person>
{
    [History] public string Name { get; private set; } = "";

    /// <summary>What they type to sign in, as typed at creation; compared without case.</summary>
    public string UserName { get; private init; } = "";
    public string NormalizedUserName { get; private init; } = "";
    [History] public Id<Role> RoleId { get; private set; }
    [History] public Id<Unit> UnitId { get; private set; }
    public string? Language { get; private set; }
    public string TimeZone { get; private set; } = "Asia/Shanghai";
    [History] public bool Active { get; private set; } = true;

    // What ASP.NET Core Identity keeps, through ColleagueStore.
    public string? PasswordHash { get; internal set; }
    public string SecurityStamp { get; internal set; } = "";
    public int AccessFailedCount { get; internal set; }
    public DateTimeOffset? LockedUntil { get; internal set; }

    public static Colleague Hire(string name, string userName, Id<Role> role, Id<Unit> unit)
    {
        Refuse.If(string.IsNullOrWhiteSpace(name), "staff.person.name_missing");
        Refuse.If(string.IsNullOrWhiteSpace(userName), "staff.person.user_name_missing");
        return new()
        {
            Name = name.Trim(), UserName = userName.Trim(), NormalizedUserName = userName.Trim().ToUpperInvariant(), RoleId = role, UnitId = unit,
            SecurityStamp = NewStamp(),
        };
    }

    /// <summary>Another password ends every sign-in made with the old one, and a lockout.</summary>
    public void ChoosePassword(string hash)
    {
        (PasswordHash, AccessFailedCount, LockedUntil) = (hash, 0, null);
        SignOutEverywhere();
    }

    public void SignOutEverywhere() => SecurityStamp = NewStamp();

    private static string NewStamp() => Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(20));

    public void Move(Id<Role> role, Id<Unit> unit) => (RoleId, UnitId) = (role, unit);
    public void Prefer(string? language, string timeZone) => (Language, TimeZone) = (language, timeZone);
    public void Leave() => Active = false;
    public void Return() => Active = true;
}

internal sealed class ColleagueTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Colleague>(person =>
    {
        person.ToTable("staff_person");
        person.HasKey(p => p.Id);
        person.Property(p => p.Name).HasMaxLength(120);
        person.Property(p => p.UserName).HasMaxLength(120);
        person.Property(p => p.NormalizedUserName).HasMaxLength(120);
        person.HasIndex(p => p.NormalizedUserName).IsUnique();
        person.HasIndex(p => p.UnitId);
    });
}
