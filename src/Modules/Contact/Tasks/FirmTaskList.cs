using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Tasks;

/// <summary>One's own tasks that are about no customer, by the day they are due, oldest first; those done, newest first.</summary>
[Needs(ContactRights.Read)]
internal sealed record FirmTaskList : IQuestion<IReadOnlyList<FirmTaskRow>>
{
    /// <summary>Those done instead of those that are to be done.</summary>
    public bool Done { get; init; }

    /// <summary>Only what is due on this day or before; all where not said.</summary>
    public DateOnly? Until { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<FirmTaskList, IReadOnlyList<FirmTaskRow>>
    {
        private const int Most = 100;

        public async Task<IReadOnlyList<FirmTaskRow>> Handle(FirmTaskList request, Actor actor, CancellationToken ct)
        {
            var me = actor.Id;
            var tasks = db.Set<FirmTask>().AsNoTracking().Where(t => t.OwnerId == me && (t.DoneAt != null) == request.Done);
            if (request.Until is { } day) tasks = tasks.Where(t => t.DueOn <= day);
            tasks = request.Done ? tasks.OrderByDescending(t => t.DoneAt).ThenByDescending(t => t.Id) : tasks.OrderBy(t => t.DueOn).ThenBy(t => t.Id);
            return await tasks.Take(Most).Select(t => new FirmTaskRow { Id = t.Id, Title = t.Title, DueOn = t.DueOn, Url = t.Url, Cause = t.Cause, DoneAt = t.DoneAt }).ToListAsync(ct);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/tasks/of-the-firm", (bool? done, DateOnly? until, Asker asker, CancellationToken ct) => asker.Answer(new FirmTaskList { Done = done ?? false, Until = until }, ct))
        .Produces<IReadOnlyList<FirmTaskRow>>().WithSummary("One's own tasks that are about no customer");
}

/// <summary>A task that is about no customer.</summary>
public sealed record FirmTaskRow
{
    public required Id<FirmTask> Id { get; init; }
    public required string Title { get; init; }
    public required DateOnly DueOn { get; init; }

    /// <summary>Where it is done.</summary>
    public required string Url { get; init; }
    public required string Cause { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
}

/// <summary>Ticks a task off that is about no customer. Only whoever has to do it can.</summary>
[Needs(ContactRights.Read)]
internal sealed record FinishFirmTask : IUseCase<bool>
{
    public Id<FirmTask> TaskId { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<FinishFirmTask, bool>
    {
        public async Task<bool> Handle(FinishFirmTask request, Actor actor, CancellationToken ct)
        {
            var me = actor.Id;
            Refuse.Missing(await db.Set<FirmTask>().FirstOrDefaultAsync(t => t.Id == request.TaskId && t.OwnerId == me, ct), "contact.task.not_found").Finish(clock.GetUtcNow());
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/tasks/of-the-firm/{taskId}/finish", (Id<FirmTask> taskId, Asker asker, CancellationToken ct) => asker.Answer(new FinishFirmTask { TaskId = taskId }, ct))
        .Produces<bool>().WithSummary("Tick a task off that is about no customer");
}
