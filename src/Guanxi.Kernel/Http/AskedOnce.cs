using System.Text.Json;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Http;

/// <summary>This request came with an <c>Idempotency-Key</c> that nobody used before; what it answers is kept under it.</summary>
internal sealed class AskedOnce(Id<Person> actor, string key)
{
    public const string Json = "application/json; charset=utf-8";

    /// <summary>The body already kept in the use-case's own transaction: a crash right after the commit neither loses the answer nor does the work again.</summary>
    public string? KeptBody { get; private set; }

    public async Task Keep<T>(GuanxiDb db, T result, int status, string? location, JsonSerializerOptions options)
    {
        var body = JsonSerializer.Serialize(result, options);
        await Keep(db, status, body, Json, location, CancellationToken.None);
        KeptBody = body;
    }

    public Task<int> Keep(GuanxiDb db, int status, string body, string contentType, string? location, CancellationToken ct) => Row(db).ExecuteUpdateAsync(i => i
        .SetProperty(x => x.Status, status).SetProperty(x => x.Body, body).SetProperty(x => x.ContentType, contentType).SetProperty(x => x.Location, location), ct);

    /// <summary>Frees the key: the request failed on our side and may be tried again.</summary>
    public Task<int> Free(GuanxiDb db) => Row(db).Where(i => i.Status == 0).ExecuteDeleteAsync();

    private IQueryable<Idempotency> Row(GuanxiDb db) => db.Set<Idempotency>().Where(i => i.ActorId == actor && i.Key == key);
}
