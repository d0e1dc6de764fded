using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact;

/// <summary>Something that someone is to do for a customer by a day.</summary>
public sealed class FollowUp : Entity<FollowUp>
{
    public Id<Customer> CustomerId { get; private init; }
    [History] public string Title { get; private set; } = "";
    [History] public Id<Person> OwnerId { get; private set; }
    [History] public DateOnly DueOn { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }
    public string? Result { get; private set; }

    /// <summary>What called for it, e.g. <c>value.at_risk</c>; null where a person just thought of it.</summary>
    public string? Cause { get; private init; }
    public Id<Person> CreatedBy { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }

    public static FollowUp Plan(Id<Customer> customer, string title, Id<Person> owner, DateOnly dueOn, string? cause, Id<Person> by, DateTimeOffset at)
    {
        var task = new FollowUp { CustomerId = customer, Cause = cause, CreatedBy = by, CreatedAt = at };
        task.Move(title, owner, dueOn);
        return task;
    }

    /// <summary>Another wording, person or day, as long as it isn't done.</summary>
    public void Move(string title, Id<Person> owner, DateOnly dueOn)
    {
        Refuse.If(DoneAt is not null, "contact.task.done_already");
        Refuse.Field("Title", string.IsNullOrWhiteSpace(title), "contact.task.title_missing");
        Refuse.Field("OwnerId", owner.IsNone, "contact.task.owner_missing");
        (Title, OwnerId, DueOn) = (title.Trim(), owner, dueOn);
    }

    public void Finish(string? result, DateTimeOffset at)
    {
        Refuse.If(DoneAt is not null, "contact.task.done_already");
        (DoneAt, Result) = (at, string.IsNullOrWhiteSpace(result) ? null : result.Trim());
    }
}

internal sealed class FollowUpTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<FollowUp>(task =>
    {
        task.ToTable("contact_follow_up");
        task.HasKey(t => new { t.CustomerId, t.Id });
        task.Property(t => t.Title).HasMaxLength(200);
        task.Property(t => t.Result).HasMaxLength(2000);
        task.Property(t => t.Cause).HasMaxLength(60);
        task.HasIndex(t => new { t.OwnerId, t.DoneAt, t.DueOn });
        task.HasIndex(t => new { t.DoneAt, t.DueOn });
        task.HasOne<Customer>().WithMany().HasForeignKey(t => t.CustomerId).OnDelete(DeleteBehavior.Restrict);
    });
}
