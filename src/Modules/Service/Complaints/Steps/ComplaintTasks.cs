using Guanxi.Contact;
using Guanxi.Data;
using Guanxi.Service.Clocks;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Steps;

/// <summary>Tasks that complaints bring about by themselves: the return visit and what the customer does by the link for the handler, the missed limit for the lead. Settings can switch off each. They are in the language of whoever has to do them, whether a customer brought them about or the clock.</summary>
internal sealed class ComplaintTasks(GuanxiDb db, WhoIsTold told, Texts texts)
{
    private const string Prefix = "service.complaint.";

    /// <summary>Plans the return visit.</summary>
    public async Task PlanVisit(Complaint complaint, ComplaintSettings settings, Id<Person> by, DateTimeOffset at, CancellationToken ct)
    {
        if (!settings.PlanVisit || complaint is not { Step: ComplaintStep.FollowUp, State: ComplaintState.Open, FollowUpOn: { } day }) return;
        var owner = complaint.HandlerId ?? by;
        var title = texts.In(await db.LanguageOf(owner, ct), () => texts["service.task.visit", texts.Of("service", complaint.Cause)]);
        db.Add(FollowUp.Plan(complaint.CustomerId, title, owner, day, CauseOf(complaint, "visit"), by, at));
    }

    /// <summary>Tells the lead of a missed limit.</summary>
    public async Task Escalate(Complaint complaint, Id<Person> lead, DateOnly today, DateTimeOffset at, CancellationToken ct)
    {
        var title = texts.In(await db.LanguageOf(lead, ct), () => texts["service.task.late", texts.Of("service", complaint.Step)]);
        db.Add(FollowUp.Plan(complaint.CustomerId, title, lead, today, CauseOf(complaint, $"late.{complaint.Step}"), Actor.System.Id, at));
    }

    /// <summary>Tells the handler what the customer did by the private link, or who leads where nobody handles it. Once, as long as the task for the same kind of thing is open.</summary>
    /// <param name="what">As the text key ends: <c>customer_added</c>.</param>
    public async Task CustomerDid(Complaint complaint, string what, ComplaintSettings settings, StepClock time, CancellationToken ct)
    {
        if (!settings.TellHandler) return;
        var cause = CauseOf(complaint, what);
        if (await db.Set<FollowUp>().AnyAsync(t => t.CustomerId == complaint.CustomerId && t.DoneAt == null && t.Cause == cause, ct)) return;
        if ((complaint.HandlerId ?? await told.Of(complaint.UnitId, complaint.CustomerId, ServiceRights.Edit, null, ct)) is not { } person) return;
        var title = texts.In(await db.LanguageOf(person, ct), () => texts[$"service.task.{what}", texts.Of("service", complaint.Cause)]);
        db.Add(FollowUp.Plan(complaint.CustomerId, title, person, time.Today, cause, Actor.System.Id, time.Now));
    }

    /// <summary>The return visit was made or tried: its task is done, and the next one planned where there is to be one.</summary>
    public async Task Visited(Complaint complaint, ComplaintSettings settings, string? note, Id<Person> by, DateTimeOffset at, CancellationToken ct)
    {
        await Finish(complaint, note, at, ct);
        await PlanVisit(complaint, settings, by, at, ct);
    }

    /// <summary>The return visit stands in the contact log too, in the language of who made it.</summary>
    public async Task LogVisit(Complaint complaint, FollowUpComplaint visit, Id<Person> by, StepClock time, CancellationToken ct)
    {
        var language = await db.LanguageOf(by, ct);
        var purpose = texts.In(language, () => texts["service.visit.purpose"]);
        var result = texts.In(language, () => string.Join(' ', new[] { visit is { Reached: true, Satisfaction: { } score } ? texts[$"service.satisfaction.{score}"] : null, visit.Note?.Trim() }.Where(w => !string.IsNullOrEmpty(w))));
        db.LogReturnVisit(new(complaint.CustomerId, complaint.Id.Value, visit.By, visit.Reached, by, purpose, result.Within(2_000)), time.Now, time.Today);
    }

    /// <summary>Nobody need do what is still planned for it.</summary>
    public async Task Finish(Complaint complaint, string? result, DateTimeOffset at, CancellationToken ct)
    {
        var prefix = $"{Prefix}{complaint.Id}.";
        foreach (var task in await db.Set<FollowUp>().Where(t => t.CustomerId == complaint.CustomerId && t.DoneAt == null && t.Cause != null && t.Cause.StartsWith(prefix)).ToListAsync(ct)) task.Finish(result, at);
    }

    private static string CauseOf(Complaint complaint, string what) => $"{Prefix}{complaint.Id}.{what}".ToLowerInvariant();
}
