using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Queues;

/// <summary>How requests that lie in a queue find somebody.</summary>
public enum QueueRule
{
    /// <summary>People take them, or a lead gives them out.</summary>
    ByHand,

    /// <summary>At once to whoever of the queue has the fewest open ones.</summary>
    FewestOpen,
}

/// <summary>Where requests wait for somebody: a team's, with the hours of its unit.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is what people call it; no collection.")]
public sealed class ServiceQueue : Entity<ServiceQueue>
{
    [History] public string Name { get; private set; } = "";

    /// <summary>By whose hours its limits run, and to whose lead missed ones are passed on; null for each customer's own.</summary>
    [History] public Id<Unit>? UnitId { get; private set; }
    [History] public QueueRule Rule { get; private set; }

    /// <summary>False once no kind may lead there any more.</summary>
    [History] public bool Open { get; private set; } = true;

    public static ServiceQueue Of(string name, Id<Unit>? unit, QueueRule rule)
    {
        var queue = new ServiceQueue();
        queue.Change(name, unit, rule, open: true);
        return queue;
    }

    public void Change(string name, Id<Unit>? unit, QueueRule rule, bool open)
    {
        Refuse.Field("Name", string.IsNullOrWhiteSpace(name), "service.queue.name_missing");
        (Name, UnitId, Rule, Open) = (name.Trim(), unit, rule, open);
    }
}

/// <summary>Somebody who sees to a queue.</summary>
internal sealed class QueueMember : Entity<QueueMember>
{
    public Id<ServiceQueue> QueueId { get; private init; }
    public Id<Person> PersonId { get; private init; }

    public static QueueMember Of(Id<ServiceQueue> queue, Id<Person> person) => new() { QueueId = queue, PersonId = person };
}

internal sealed class ServiceQueueTable : ITable
{
    public void Map(ModelBuilder model)
    {
        model.Entity<ServiceQueue>(queue =>
        {
            queue.ToTable("service_queue");
            queue.HasKey(q => q.Id);
            queue.Property(q => q.Name).HasMaxLength(120);
            queue.Property(q => q.Rule).HasConversion<string>().HasMaxLength(20).HasColumnName("giving_rule");
            queue.Property(q => q.Open).HasColumnName("is_open");
        });
        model.Entity<QueueMember>(member =>
        {
            member.ToTable("service_queue_member");
            member.HasKey(m => m.Id);
            member.HasIndex(m => new { m.QueueId, m.PersonId }).IsUnique();
            member.HasIndex(m => m.PersonId);
            member.HasOne<ServiceQueue>().WithMany().HasForeignKey(m => m.QueueId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
