using Guanxi.Contact;
using Guanxi.Data;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Corrective;

/// <summary>Tasks that corrective actions bring about: for the owner when it is given to them and when it is due, for whoever checks it when it was done. They are about no customer.</summary>
internal sealed class CorrectiveTasks(GuanxiDb db, Texts texts)
{
    private const string Prefix = "service.corrective.";

    /// <summary>It has an owner: who gives it to themselves knows that, and is reminded only on the day.</summary>
    public async Task Given(CorrectiveAction action, Id<Person> by, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        if (!(await db.Setting<ComplaintSettings>(ct)).TellCorrective) return;
        if (action.OwnerId != by) await Plan(action, "given", action.OwnerId, today, now, ct);
        await Plan(action, "due", action.OwnerId, action.DueOn, now, ct);
    }

    /// <summary>It was done: on the day of the check somebody else looks whether it helped, whoever raised it first.</summary>
    public async Task Done(CorrectiveAction action, DateTimeOffset now, CancellationToken ct)
    {
        await Finish(action, now, ct);
        if (!(await db.Setting<ComplaintSettings>(ct)).TellCorrective || action.CheckOn is not { } day) return;
        await Plan(action, "check", await CheckerOf(action, ct), day, now, ct);
    }

    /// <summary>Nobody need do what is still planned for it.</summary>
    public Task Finish(CorrectiveAction action, DateTimeOffset now, CancellationToken ct) => db.FinishFirmTasks($"{Prefix}{action.Id}.", now, ct);

    // Nobody checks their own, unless there is nobody else.
    private async Task<Id<Person>> CheckerOf(CorrectiveAction action, CancellationToken ct)
    {
        var (owner, raised) = (action.OwnerId, action.RaisedBy);
        var able = await db.PeopleWho(ServiceRights.Plan).Where(p => p != owner).OrderBy(p => p == raised ? 0 : 1).ThenBy(p => p).Take(1).ToListAsync(ct);
        return able is [var checker] ? checker : owner;
    }

    private async Task Plan(CorrectiveAction action, string what, Id<Person> person, DateOnly day, DateTimeOffset now, CancellationToken ct)
    {
        var title = texts.In(await db.LanguageOf(person, ct), $"service.task.corrective_{what}", action.Title.Within(120));
        db.Add(FirmTask.Plan(title, $"/corrective-actions#action-{action.Id}", person, day, $"{Prefix}{action.Id}.{what}", now));
    }
}
