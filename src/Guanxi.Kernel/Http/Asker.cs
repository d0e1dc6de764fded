using System.Globalization;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Guanxi.Data;
using Guanxi.Jobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Guanxi.Http;

/// <summary>Who asks in this HTTP request, and their way to the door.</summary>
public sealed partial class Asker(IHttpContextAccessor http, IActors actors, UseCases useCases, Texts texts, IOptions<JsonOptions> json, IEnumerable<IFormerIds> former)
{
    private Task<Actor?>? found;
    private PageMemory? memory;

    /// <summary>The actor, or null where nobody is signed in.</summary>
    public Task<Actor?> Find() => found ??= Look();

    /// <exception cref="InvalidOperationException">Nobody is signed in; pages and routes without anonymous access never get here.</exception>
    public async Task<Actor> Actor() => await Find() ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>Knocks at the door on behalf of who asks.</summary>
    public async Task<Outcome<T>> Run<T>(IUseCase<T> request, CancellationToken ct = default)
    {
        if (await Find() is not { } actor) return Outcome<T>.Refused("kernel.sign_in.needed");
        // A form's answer may be its page: what is read after something was written must be what is there then.
        if (http.HttpContext is { } context && HttpMethods.IsGet(context.Request.Method)) memory ??= new();
        return await useCases.Run(request, actor, null, memory, ct);
    }

    /// <summary>Runs it and makes the answer of a REST route: 200 with the result, or a ProblemDetails whose type is the refusal's code.</summary>
    public Task<IResult> Answer<T>(IUseCase<T> request, CancellationToken ct) => Reply(request, StatusCodes.Status200OK, null, ct);

    /// <summary>As <see cref="Answer"/>, for a use-case that made something: 201.</summary>
    public Task<IResult> Created<T>(IUseCase<T> request, Func<T, string> url, CancellationToken ct) => Reply(request, StatusCodes.Status201Created, url, ct);

    /// <summary>A refusal as ProblemDetails.</summary>
    public IResult Problem(string code, IReadOnlyList<object?> args, IReadOnlyDictionary<string, string[]> fields)
    {
        var details = new ProblemDetails { Type = code, Title = texts[code, [.. args]], Status = StatusOf(code) };
        if (fields.Count > 0) details.Extensions["errors"] = fields.ToDictionary(f => char.ToLowerInvariant(f.Key.FirstOrDefault('_')) + (f.Key.Length > 1 ? f.Key[1..] : ""), f => f.Value);
        return Results.Problem(details);
    }

    /// <summary>The same address with today's ids, where something was not found because it lives on under another id; null otherwise.</summary>
    internal async Task<string?> MovedTo(string refusal, CancellationToken ct)
    {
        if (!refusal.EndsWith(".not_found", StringComparison.Ordinal) || http.HttpContext is not { } context || await Find() is not { } actor) return null;
        var address = $"{context.Request.PathBase}{context.Request.Path}{context.Request.QueryString}";
        var ids = AddressedId().Matches(address).Select(m => long.TryParse(m.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).ToHashSet();
        if (ids.Count == 0) return null;
        foreach (var known in former)
            foreach (var (before, now) in await known.Now(ids, actor, ct)) address = AddressedId().Replace(address, m => m.Value == before.ToString(CultureInfo.InvariantCulture) ? now.ToString(CultureInfo.InvariantCulture) : m.Value);
        return address == $"{context.Request.PathBase}{context.Request.Path}{context.Request.QueryString}" ? null : address;
    }

    [GeneratedRegex(@"(?<=[/=])[1-9][0-9]{9,18}(?=$|[/?&])")]
    private static partial Regex AddressedId();

    private async Task<IResult> Reply<T>(IUseCase<T> request, int status, Func<T, string>? url, CancellationToken ct)
    {
        if (await Find() is not { } actor) return Problem("kernel.sign_in.needed", [], new Dictionary<string, string[]>());
        var once = http.HttpContext!.Features.Get<AskedOnce>();
        var outcome = await useCases.Run(request, actor, once is null ? null : (db, result) => once.Keep(db, result, status, url?.Invoke(result), json.Value.SerializerOptions), null, ct);
        // With the method and the body: what was meant for the old record is meant for the one that took its place.
        if (!outcome.Ok) return await MovedTo(outcome.Refusal, ct) is { } there ? Results.Redirect(there, preserveMethod: true) : Problem(outcome.Refusal, outcome.Args, outcome.Fields);
        if (url is not null) http.HttpContext.Response.Headers.Location = url(outcome.Value);
        return once?.KeptBody is { } body ? Results.Text(body, AskedOnce.Json, statusCode: status) : Results.Json(outcome.Value, statusCode: status);
    }

    private static int StatusOf(string code) => code switch
    {
        "kernel.sign_in.needed" => StatusCodes.Status401Unauthorized,
        "kernel.right.missing" => StatusCodes.Status403Forbidden,
        "kernel.shape.invalid" => StatusCodes.Status400BadRequest,
        "kernel.idempotency.under_way" => StatusCodes.Status409Conflict,
        _ when code.EndsWith(".not_found", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
        _ when code.EndsWith("_meanwhile", StringComparison.Ordinal) => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private async Task<Actor?> Look()
    {
        var user = http.HttpContext?.User;
        if (user?.Identity?.IsAuthenticated != true || !Id<Person>.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), null, out var id)) return null;
        var actor = await actors.Find(id, http.HttpContext!.RequestAborted);
        // An API key may hold fewer rights than its person, never more.
        return actor is null || user.FindFirstValue("scopes") is not { } scopes ? actor
            : actor with { Rights = System.Collections.Frozen.FrozenSet.ToFrozenSet(scopes.Split(' ').Where(actor.May)), ByKey = true };
    }
}
