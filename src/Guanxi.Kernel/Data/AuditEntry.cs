using Microsoft.EntityFrameworkCore;

namespace Guanxi.Data;

/// <summary>Who did what, when: one row for every use-case that wrote.</summary>
public sealed class AuditEntry
{
    public long Id { get; private init; } = Ids.Next();
    public DateTimeOffset DoneAt { get; private init; }
    public Id<Person> ActorId { get; private init; }
    public string UseCase { get; private init; } = "";

    /// <summary>The record that it was about; 0 where it was about none.</summary>
    public long SubjectId { get; private init; }

    internal static AuditEntry Of(Actor actor, string useCase, long subject, DateTimeOffset at) =>
        new() { ActorId = actor.Id, UseCase = useCase, SubjectId = subject, DoneAt = at };
}

internal sealed class AuditTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<AuditEntry>(audit =>
    {
        audit.HasKey(a => a.Id);
        audit.Property(a => a.UseCase).HasMaxLength(80);
        audit.HasIndex(a => a.SubjectId);
    });
}
