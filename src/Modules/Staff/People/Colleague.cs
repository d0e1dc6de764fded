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
    public DateTimeOffset? LastSignInAt { get; private set; }

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

    /// <summary>One more try at the password, counted before it is looked at: guesses made side by side would else all be looked at before the first is counted.</summary>
    public void CountAttempt(DateTimeOffset at)
    {
        Refuse.If(LockedUntil > at, "staff.sign_in.locked", LockedMinutes(at));
        AccessFailedCount++;
        // Five free tries, then five minutes, and twice as long for each further one, up to an hour.
        if (AccessFailedCount >= FreeAttempts) LockedUntil = at + TimeSpan.FromMinutes(Math.Min(60, 5 * Math.Pow(2, Math.Min(AccessFailedCount - FreeAttempts, 5))));
    }

    public const int FreeAttempts = 5;

    /// <summary>The password was right.</summary>
    public void SignedIn(DateTimeOffset at) => (AccessFailedCount, LockedUntil, LastSignInAt) = (0, null, at);

    /// <summary>How long a lockout still lasts, for people: whole minutes, rounded up.</summary>
    public int LockedMinutes(DateTimeOffset at) => LockedUntil > at ? (int)Math.Ceiling((LockedUntil.Value - at).TotalMinutes) : 0;

    public void Rename(string name)
    {
        Refuse.If(string.IsNullOrWhiteSpace(name), "staff.person.name_missing");
        Name = name.Trim();
    }

    public void Move(Id<Role> role, Id<Unit> unit) => (RoleId, UnitId) = (role, unit);

    /// <param name="language">One that the product speaks, or none for the browser's own.</param>
    /// <param name="timeZone">IANA name.</param>
    public void Prefer(string? language, string timeZone)
    {
        Refuse.Field("Language", language is not null && !Texts.Languages.Contains(language), "staff.person.language_unknown");
        Refuse.Field("TimeZone", !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _), "staff.person.time_zone_unknown");
        (Language, TimeZone) = (language, timeZone);
    }

    /// <summary>Leaves the firm: signed out everywhere, can't sign in, still shown where they did something.</summary>
    public void Leave()
    {
        Active = false;
        SignOutEverywhere();
    }

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
