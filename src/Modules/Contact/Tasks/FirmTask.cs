using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact;

/// <summary>Something that someone is to do by a day and that is about no customer: what waits in an inbox, what the firm changes in itself.</summary>
public sealed class FirmTask : Entity<FirmTask>
{
    /// <summary>In the language of whoever has to do it.</summary>
    public string Title { get; private init; } = "";
    [History] public Id<Person> OwnerId { get; private set; }
    public DateOnly DueOn { get; private init; }

    /// <summary>Where it is done: an address within the product.</summary>
    public string Url { get; private init; } = "";

    /// <summary>What called for it, e.g. <c>service.incoming.17.late</c>.</summary>
    public string Cause { get; private init; } = "";
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? DoneAt { get; private set; }

    public static FirmTask Plan(string title, string url, Id<Person> owner, DateOnly dueOn, string cause, DateTimeOffset at) => new() { Title = title, Url = url, OwnerId = owner, DueOn = dueOn, Cause = cause, CreatedAt = at };

    /// <summary>Somebody else does it.</summary>
    public void Give(Id<Person> to)
    {
        Refuse.If(DoneAt is not null, "contact.task.done_already");
        OwnerId = to;
    }

    public void Finish(DateTimeOffset at)
    {
        Refuse.If(DoneAt is not null, "contact.task.done_already");
        DoneAt = at;
    }
}

internal sealed class FirmTaskTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<FirmTask>(task =>
    {
        task.ToTable("contact_firm_task");
        task.HasKey(t => t.Id);
        task.Property(t => t.Title).HasMaxLength(200);
        task.Property(t => t.Url).HasMaxLength(400);
        task.Property(t => t.Cause).HasMaxLength(120);
        task.HasIndex(t => new { t.OwnerId, t.DoneAt, t.DueOn });
        task.HasIndex(t => t.Cause);
    });
}

/// <summary>What brings tasks of the firm about, and ends them.</summary>
public static class FirmTasks
{
    /// <summary>Nobody need do what was planned for causes that begin so.</summary>
    public static async Task FinishFirmTasks(this GuanxiDb db, string causes, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var task in await db.Set<FirmTask>().Where(t => t.DoneAt == null && t.Cause.StartsWith(causes)).ToListAsync(ct)) task.Finish(at);
    }
}
