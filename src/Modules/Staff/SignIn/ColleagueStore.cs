using Guanxi.Data;
using Guanxi.Staff.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.SignIn;

/// <summary>What ASP.NET Core Identity needs to know of a colleague, kept in the colleague's own row.</summary>
internal sealed class ColleagueStore(GuanxiDb db, WriteGate gate) : IUserPasswordStore<Colleague>, IUserLockoutStore<Colleague>, IUserSecurityStampStore<Colleague>
{
    public Task<string> GetUserIdAsync(Colleague user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());
    public Task<string?> GetUserNameAsync(Colleague user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.UserName);
    public Task<string?> GetNormalizedUserNameAsync(Colleague user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedUserName);
    public Task<string?> GetPasswordHashAsync(Colleague user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);
    public Task<bool> HasPasswordAsync(Colleague user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);
    public Task<string?> GetSecurityStampAsync(Colleague user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);
    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Colleague user, CancellationToken cancellationToken) => Task.FromResult(user.LockedUntil);
    public Task<int> GetAccessFailedCountAsync(Colleague user, CancellationToken cancellationToken) => Task.FromResult(user.AccessFailedCount);
    public Task<bool> GetLockoutEnabledAsync(Colleague user, CancellationToken cancellationToken) => Task.FromResult(true);
    public Task SetLockoutEnabledAsync(Colleague user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    // The user name is fixed when someone is hired.
    public Task SetUserNameAsync(Colleague user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;
    public Task SetNormalizedUserNameAsync(Colleague user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetPasswordHashAsync(Colleague user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task SetSecurityStampAsync(Colleague user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public Task SetLockoutEndDateAsync(Colleague user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken)
    {
        user.LockedUntil = lockoutEnd;
        return Task.CompletedTask;
    }

    public Task<int> IncrementAccessFailedCountAsync(Colleague user, CancellationToken cancellationToken) => Task.FromResult(++user.AccessFailedCount);

    public Task ResetAccessFailedCountAsync(Colleague user, CancellationToken cancellationToken)
    {
        user.AccessFailedCount = 0;
        return Task.CompletedTask;
    }

    public Task<Colleague?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Id<Person>.TryParse(userId, null, out var id) ? db.Set<Colleague>().FirstOrDefaultAsync(p => p.Id == id && p.Active, cancellationToken) : Task.FromResult<Colleague?>(null);

    public Task<Colleague?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        db.Set<Colleague>().FirstOrDefaultAsync(p => p.NormalizedUserName == normalizedUserName && p.Active, cancellationToken);

    public Task<IdentityResult> CreateAsync(Colleague user, CancellationToken cancellationToken) => Save(() => db.Add(user), user, "CreateColleague", cancellationToken);
    public Task<IdentityResult> UpdateAsync(Colleague user, CancellationToken cancellationToken) => Save(() => { }, user, "UpdateSignIn", cancellationToken);
    public Task<IdentityResult> DeleteAsync(Colleague user, CancellationToken cancellationToken) => throw new NotSupportedException("Colleagues leave; they are never deleted.");

    public void Dispose() { /* the context belongs to the service scope */ }

    private async Task<IdentityResult> Save(Action change, Colleague user, string what, CancellationToken ct)
    {
        using var turn = await gate.Enter(Priority.Interactive, ct);
        change();
        await db.SaveOutsideDoor(user.Id.Value, what, ct);
        return IdentityResult.Success;
    }
}
