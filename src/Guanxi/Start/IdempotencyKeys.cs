using System.Security.Cryptography;
using System.Text;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Start;

/// <summary>A POST with an <c>Idempotency-Key</c> is done once; asked again within a day, it gets the same answer. A fault on our side frees the key.</summary>
internal sealed class IdempotencyKeys(RequestDelegate next, IServiceScopeFactory scopes, WriteGate gate, IDatabase database, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Whoever asked first and has no answer by then died with the program.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    private readonly Lazy<long> process = new(Ids.Next);
    private DateTimeOffset swept;

    public async Task InvokeAsync(HttpContext http, Asker asker)
    {
        if (http.Request.Method != HttpMethods.Post || http.Request.Headers[Header].ToString() is not { Length: > 0 } key
            || http.GetEndpoint()?.Metadata.GetMetadata<KeepsNoAnswer>() is not null || await asker.Find() is not { } actor)
        {
            await next(http);
            return;
        }
        if (key.Length > 200)
        {
            await Refuse("kernel.idempotency.key_too_long");
            return;
        }
        var hash = await HashOf(http.Request, http.RequestAborted);
        var found = await Begin(actor.Id, key, hash, http.RequestAborted);
        // One process at a time is this node: whoever was before it died in the middle. What it had not committed is not there, and nobody has to wait for it.
        if (found is { Status: 0 } && found.Process != process.Value && Ids.NodeOf(found.Process) == Ids.NodeOf(process.Value))
        {
            await Write(db => db.Set<Idempotency>().Where(i => i.ActorId == actor.Id && i.Key == key && i.Status == 0 && i.Process == found.Process).ExecuteDeleteAsync());
            found = await Begin(actor.Id, key, hash, http.RequestAborted);
        }
        if (found is null) await DoOnce(http, new AskedOnce(actor.Id, key));
        else if (found.RequestHash != hash) await Refuse("kernel.idempotency.other_request");
        else if (found.Status == 0) await Refuse("kernel.idempotency.under_way");
        else
        {
            http.Response.StatusCode = found.Status;
            if (found.ContentType.Length > 0) http.Response.ContentType = found.ContentType;
            if (found.Location is not null) http.Response.Headers.Location = found.Location;
            http.Response.Headers["Idempotency-Replayed"] = "true";
            await http.Response.WriteAsync(found.Body, http.RequestAborted);
        }

        Task Refuse(string code) => asker.Problem(code, [], new Dictionary<string, string[]>()).ExecuteAsync(http);
    }

    private async Task DoOnce(HttpContext http, AskedOnce once)
    {
        http.Features.Set(once);
        var real = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        try
        {
            await next(http);
        }
        catch
        {
            http.Response.Body = real;
            if (once.KeptBody is null) await Write(db => once.Free(db));
            throw;
        }
        http.Response.Body = real;
        var body = Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length);
        if (http.Response.StatusCode >= 500) await Write(db => once.Free(db));
        else if (body != once.KeptBody)
            await Write(db => once.Keep(db, http.Response.StatusCode, body, http.Response.ContentType ?? "", http.Response.Headers.Location, CancellationToken.None));
        await real.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), http.RequestAborted);
    }

    /// <returns>Null where this request is the first; else what the first one left.</returns>
    private async Task<Idempotency?> Begin(Id<Person> actor, string key, string hash, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        using var turn = await gate.Enter(Priority.Interactive, ct);
        if (now - swept > TimeSpan.FromHours(1))
        {
            swept = now;
            await db.Set<Idempotency>().Where(i => i.AskedAt < now - Kept).ExecuteDeleteAsync(ct);
        }
        await db.Set<Idempotency>().Where(i => i.ActorId == actor && i.Key == key && (i.AskedAt < now - Kept || (i.Status == 0 && i.AskedAt < now - Abandoned))).ExecuteDeleteAsync(ct);
        var begun = Idempotency.Begin(actor, key, hash, now, process.Value);
        db.Add(begun);
        try
        {
            await db.SavePlumbing(ct);
            return null;
        }
        catch (DbUpdateException fault) when (database.IsDuplicate(fault))
        {
            db.ChangeTracker.Clear();
            // Freed in the same instant: then the client is told to ask again.
            return await db.Set<Idempotency>().AsNoTracking().FirstOrDefaultAsync(i => i.ActorId == actor && i.Key == key, ct) ?? begun;
        }
    }

    private async Task Write(Func<GuanxiDb, Task> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var turn = await gate.Enter(Priority.Interactive, CancellationToken.None);
        await change(scope.ServiceProvider.GetRequiredService<GuanxiDb>());
    }

    private static async Task<string> HashOf(HttpRequest request, CancellationToken ct)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;) hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
