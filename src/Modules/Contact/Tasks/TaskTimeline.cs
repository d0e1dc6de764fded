using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Tasks;

/// <summary>Tasks on a customer's timeline, at the moment they were made; a done one says what came of it.</summary>
internal sealed class TaskTimeline(GuanxiDb db, Texts texts) : ITimelineSource
{
    private const string Name = "contact.task";

    private static readonly PreparedQuery<Id<Customer>, int, List<FollowUp>> Newest = PreparedQuery.List((GuanxiDb db, Id<Customer> customer, int count) =>
        db.Set<FollowUp>().AsNoTracking().Where(t => t.CustomerId == customer).OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.Id).Take(count));

    public IReadOnlyList<TimelineKind> Kinds { get; } = [new(Name, "contact.timeline.task", "checkbox", ContactRights.Read)];

    public async Task<IReadOnlyList<TimelineEntry>> Entries(TimelineQuestion question, Actor actor, CancellationToken ct)
    {
        if (!question.Wants(Name) || !actor.May(ContactRights.Read)) return [];
        var tasks = question.Before is { } before ? await Older(question, before, ct) : await Newest.Run(db, question.CustomerId, question.Count, ct);
        return [.. tasks.Select(Entry)];
    }

    private Task<List<FollowUp>> Older(TimelineQuestion question, Cursor before, CancellationToken ct)
    {
        var (at, id) = (before.At, new Id<FollowUp>(before.Id));
        return db.Set<FollowUp>().AsNoTracking().Where(t => t.CustomerId == question.CustomerId && t.CreatedAt <= at && (t.CreatedAt < at || t.Id < id))
            .OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.Id).Take(question.Count).ToListAsync(ct);
    }

    private TimelineEntry Entry(FollowUp task) => new()
    {
        At = task.CreatedAt, Id = new(task.Id.Value), Kind = Name, Icon = task.DoneAt is null ? "clipboard-list" : "circle-check", Colour = task.DoneAt is null ? "blue" : null,
        Title = task.Title, Text = task.DoneAt is null ? texts["contact.timeline.task_due", task.DueOn] : task.Result ?? texts["contact.timeline.task_done"],
        Url = $"/customers/{task.CustomerId}/tasks/{task.Id}",
    };
}
