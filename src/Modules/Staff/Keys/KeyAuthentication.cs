using System.Security.Claims;
using System.Text.Encodings.Web;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Guanxi.Staff.Keys;

/// <summary><c>Authorization: Bearer gx_…</c>, for the API alone.</summary>
internal sealed class KeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, GuanxiDb db, UseCases useCases, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var hash = SecretToken.HashOf(header["Bearer ".Length..].Trim());
        var key = await db.Set<ApiKey>().AsNoTracking().FirstOrDefaultAsync(k => k.Hash == hash, Context.RequestAborted);
        var now = clock.GetUtcNow();
        if (key is null) return No("staff.key.unknown");
        if (key.RevokedAt is not null) return No("staff.key.revoked");
        if (key.ExpiresAt <= now) return No("staff.key.expired");
        if (!(key.LastUsedAt > now - TimeSpan.FromHours(1))) _ = await useCases.Run(new NoteKeyUse { KeyId = key.Id }, Actor.System, Context.RequestAborted);
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, key.PersonId.ToString()), new("scopes", key.Scopes)], SchemeName);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    // The API's ProblemDetails names the reason: an integration that stopped should not have to guess.
    private AuthenticateResult No(string code)
    {
        Context.Items[ApiRequest.ProblemItem] = code;
        return AuthenticateResult.Fail(code);
    }
}
