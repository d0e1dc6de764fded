using Guanxi.Contact;
using Guanxi.Data;
using Guanxi.Retention.WinBack.PlayBooks;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.WinBack.Cases;

/// <summary>The steps of a play-book as tasks of whoever tries.</summary>
internal static class StepTasks
{
    private const string Prefix = "retention.win_back.";

    /// <summary>One task for each step, due on its day or on the working day after it.</summary>
    public static void Plan(GuanxiDb db, Texts texts, WinBackCase winBack, PlayBook book, WorkCalendar calendar, DateOnly from, Id<Person> by, DateTimeOffset at)
    {
        foreach (var (step, i) in book.Steps.Select((s, i) => (s, i)))
            db.Add(FollowUp.Plan(winBack.CustomerId, step.Say(texts), winBack.OwnerId, calendar.DayAfter(from.AddDays(step.Day), 0), $"{Prefix}{winBack.Id}.{i + 1}", by, at));
    }

    /// <summary>Once it is over nobody need do the rest.</summary>
    public static async Task Finish(GuanxiDb db, IReadOnlyList<WinBackCase> ended, string? result, DateTimeOffset at, CancellationToken ct)
    {
        if (ended.Count == 0) return;
        var customers = ended.Select(w => w.CustomerId).Distinct().ToList();
        foreach (var task in await db.Set<FollowUp>().Where(t => customers.Contains(t.CustomerId) && t.DoneAt == null && t.Cause != null && t.Cause.StartsWith(Prefix)).ToListAsync(ct))
            if (ended.Any(w => task.Cause!.StartsWith($"{Prefix}{w.Id}.", StringComparison.Ordinal))) task.Finish(result, at);
    }

    /// <summary>Steps of a customer's attempts, done and to do, in order.</summary>
    public static async Task<IReadOnlyList<StepRow>> Of(GuanxiDb db, WinBackCase winBack, CancellationToken ct)
    {
        var prefix = $"{Prefix}{winBack.Id}.";
        return await db.Set<FollowUp>().AsNoTracking().Where(t => t.CustomerId == winBack.CustomerId && t.Cause != null && t.Cause.StartsWith(prefix)).OrderBy(t => t.DueOn).ThenBy(t => t.Id)
            .Select(t => new StepRow { TaskId = t.Id, Title = t.Title, DueOn = t.DueOn, DoneAt = t.DoneAt, Result = t.Result }).ToListAsync(ct);
    }
}

/// <summary>One step of an attempt.</summary>
internal sealed record StepRow
{
    public required Id<FollowUp> TaskId { get; init; }
    public required string Title { get; init; }
    public required DateOnly DueOn { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public string? Result { get; init; }
}
