using Guanxi.Data;
using Guanxi.Staff.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.SignIn;

/// <summary>What ASP.NET Core Identity reads of a colleague to make the session's cookie. It changes nothing: people and passwords change through use-cases.</summary>
internal sealed class ColleagueStore(GuanxiDb db) : IUserSecurityStampStore<Colleague>
{
    private const string ByUseCase = "People change through use-cases, which are audited.";

    public Task<string> GetUserIdAsync(Colleague user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());
    public Task<string?> GetUserNameAsync(Colleague user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.UserName);
    public Task<string?> GetNormalizedUserNameAsync(Colleague user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedUserName);
    public Task<string?> GetSecurityStampAsync(Colleague user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public Task<Colleague?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Id<Person>.TryParse(userId, null, out var id) ? db.Set<Colleague>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id && p.Active, cancellationToken) : Task.FromResult<Colleague?>(null);

    public Task<Colleague?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        db.Set<Colleague>().AsNoTracking().FirstOrDefaultAsync(p => p.NormalizedUserName == normalizedUserName && p.Active, cancellationToken);

    public Task SetUserNameAsync(Colleague user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException(ByUseCase);
    public Task SetNormalizedUserNameAsync(Colleague user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException(ByUseCase);
    public Task SetSecurityStampAsync(Colleague user, string stamp, CancellationToken cancellationToken) => throw new NotSupportedException(ByUseCase);
    public Task<IdentityResult> CreateAsync(Colleague user, CancellationToken cancellationToken) => throw new NotSupportedException(ByUseCase);
    public Task<IdentityResult> UpdateAsync(Colleague user, CancellationToken cancellationToken) => throw new NotSupportedException(ByUseCase);
    public Task<IdentityResult> DeleteAsync(Colleague user, CancellationToken cancellationToken) => throw new NotSupportedException(ByUseCase);

    public void Dispose() { /* the context belongs to the service scope */ }
}
