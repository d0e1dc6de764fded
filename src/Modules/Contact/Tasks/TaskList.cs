using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Tasks;

/// <summary>When tasks are due, seen from the reader's today.</summary>
internal enum TaskWhen { Overdue, Today, Later, Done }

/// <summary>Tasks by the day they are due, oldest first; those done, newest first. One's own where nobody is named.</summary>
[Needs(ContactRights.Read)]
internal sealed record TaskList : IQuestion<TasksFound>
{
    public TaskWhen When { get; init; }

    /// <summary>Whose; oneself where not said.</summary>
    public Id<Person>? OwnerId { get; init; }

    /// <summary>Everybody's, as far as one's scope reaches.</summary>
    public bool Everyone { get; init; }
    public TaskPlace? After { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<TaskList, TasksFound>
    {
        private const int CountedTo = 1_000;

        public async Task<TasksFound> Handle(TaskList request, Actor actor, CancellationToken ct)
        {
            var today = Today.Of(actor, clock.GetUtcNow());
            var fitting = Fitting(db.Set<FollowUp>().AsNoTracking(), request, actor, today);
            if (actor.Scope != Scope.All) fitting = fitting.Where(t => db.CustomerNamesFor(actor).Any(c => c.Id == t.CustomerId));
            var found = await Page(fitting, request).Take(request.Count + 1).ToListAsync(ct);
            var tasks = found.Take(request.Count).ToList();
            var (ids, people) = (tasks.Select(t => t.CustomerId).Distinct().ToList(), tasks.Select(t => t.OwnerId).Distinct().ToList());
            var customers = await db.CustomerNamesFor(actor).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
            var owners = await db.PersonNames().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
            return new()
            {
                Rows = [.. tasks.Where(t => customers.ContainsKey(t.CustomerId)).Select(t => TaskRow.Of(t, customers[t.CustomerId], owners.GetValueOrDefault(t.OwnerId)))],
                Total = await fitting.Take(CountedTo + 1).CountAsync(ct), Today = today,
                Next = found.Count > request.Count ? TaskPlace.Of(tasks[^1], request.When) : null,
            };
        }

        private static IQueryable<FollowUp> Fitting(IQueryable<FollowUp> tasks, TaskList request, Actor actor, DateOnly today)
        {
            if (!request.Everyone)
            {
                var owner = request.OwnerId is { IsNone: false } named ? named : actor.Id;
                tasks = tasks.Where(t => t.OwnerId == owner);
            }
            return request.When switch
            {
                TaskWhen.Overdue => tasks.Where(t => t.DoneAt == null && t.DueOn < today),
                TaskWhen.Today => tasks.Where(t => t.DoneAt == null && t.DueOn == today),
                TaskWhen.Later => tasks.Where(t => t.DoneAt == null && t.DueOn > today),
                _ => tasks.Where(t => t.DoneAt != null),
            };
        }

        private static IQueryable<FollowUp> Page(IQueryable<FollowUp> tasks, TaskList request)
        {
            if (request.When == TaskWhen.Done)
            {
                if (request.After is { } newer)
                {
                    var (at, before) = (newer.DoneAt, newer.Id);
                    tasks = tasks.Where(t => t.DoneAt <= at && (t.DoneAt < at || t.Id < before));
                }
                return tasks.OrderByDescending(t => t.DoneAt).ThenByDescending(t => t.Id);
            }
            if (request.After is { } older)
            {
                var (on, after) = (older.DueOn, older.Id);
                tasks = tasks.Where(t => t.DueOn >= on && (t.DueOn > on || t.Id > after));
            }
            return tasks.OrderBy(t => t.DueOn).ThenBy(t => t.Id);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/tasks",
        (Named<TaskWhen>? when, Id<Person>? ownerId, bool? everyone, TaskPlace? after, int? count, Asker asker, CancellationToken ct) => asker.Answer(
            new TaskList { When = when?.Value ?? TaskWhen.Today, OwnerId = ownerId, Everyone = everyone ?? false, After = after, Count = count ?? 50 }, ct))
        .Produces<TasksFound>().WithSummary("Tasks by the day they are due");
}

/// <summary>A page of tasks.</summary>
internal sealed record TasksFound
{
    public required IReadOnlyList<TaskRow> Rows { get; init; }

    /// <summary>How many there are in all; 1,001 stands for more than a thousand.</summary>
    public int Total { get; init; }

    /// <summary>The reader's day.</summary>
    public DateOnly Today { get; init; }
    public TaskPlace? Next { get; init; }
}
