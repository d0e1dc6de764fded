using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Tasks;

/// <summary>Tasks on a customer's timeline, at the moment they were made; a done one says what came of it.</summary>
internal sealed class TaskTimeline(GuanxiDb db, Texts texts) : ITimelineSource
{
    private const string Name = "contact.task";

    public IReadOnlyList<TimelineKind> Kinds { get; } = [new(Name, "contact.timeline.task", "checkbox", ContactRights.Read)];

    public async Task<IReadOnlyList<TimelineEntry>> Entries(TimelineQuestion question, Actor actor, CancellationToken ct)
    {
        if (!question.Wants(Name) || !actor.May(ContactRights.Read)) return [];
        var tasks = db.Set<FollowUp>().AsNoTracking().Where(t => t.CustomerId == question.CustomerId);
        if (question.Before is { } before)
        {
            var (at, id) = (before.At, new Id<FollowUp>(before.Id));
            tasks = tasks.Where(t => t.CreatedAt <= at && (t.CreatedAt < at || t.Id < id));
        }
        return [.. (await tasks.OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.Id).Take(question.Count).ToListAsync(ct)).Select(Entry)];
    }

    private TimelineEntry Entry(FollowUp task) => new()
    {
        At = task.CreatedAt, Id = new(task.Id.Value), Kind = Name, Icon = task.DoneAt is null ? "clipboard-list" : "circle-check", Colour = task.DoneAt is null ? "blue" : null,
        Title = task.Title, Text = task.DoneAt is null ? texts["contact.timeline.task_due", task.DueOn] : task.Result ?? texts["contact.timeline.task_done"],
        Url = $"/customers/{task.CustomerId}/tasks/{task.Id}",
    };
}
