using Microsoft.EntityFrameworkCore;

namespace Guanxi.Data;

/// <summary>The answer to a POST with an <c>Idempotency-Key</c>, kept for a day: the same request again gets the same answer and does nothing.</summary>
public sealed class Idempotency
{
    public Id<Person> ActorId { get; private init; }
    public string Key { get; private init; } = "";

    /// <summary>Hash of method, path and body: the same key with another request is refused.</summary>
    public string RequestHash { get; private init; } = "";

    /// <summary>0 while the first request is under way.</summary>
    public int Status { get; private init; }
    public string Body { get; private init; } = "";
    public string ContentType { get; private init; } = "";
    public string? Location { get; private init; }
    public DateTimeOffset AskedAt { get; private init; }

    /// <summary>Who does it: an id that the process made when it began. It tells the node, too.</summary>
    public long Process { get; private init; }

    internal static Idempotency Begin(Id<Person> actor, string key, string hash, DateTimeOffset at, long process) => new() { ActorId = actor, Key = key, RequestHash = hash, AskedAt = at, Process = process };
}

internal sealed class IdempotencyTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Idempotency>(idempotency =>
    {
        idempotency.HasKey(i => new { i.ActorId, i.Key });
        idempotency.Property(i => i.Key).HasMaxLength(200);
        idempotency.HasIndex(i => i.AskedAt);
    });
}
