using Guanxi.Contact;
using Guanxi.Data;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Course;

/// <summary>Tasks that requests bring about by themselves: a missed limit is one of the lead.</summary>
internal sealed class RequestTasks(GuanxiDb db, Texts texts)
{
    private const string Prefix = "service.request.";

    public async Task Escalate(ServiceRequest request, Id<Person> lead, DateOnly today, DateTimeOffset at, CancellationToken ct)
    {
        var what = request.RespondedAt is null ? "respond" : "solve";
        var title = texts.In(await db.LanguageOf(lead, ct), $"service.request.task.{what}", request.Title.Within(120));
        db.Add(FollowUp.Plan(request.CustomerId, title, lead, today, $"{Prefix}{request.Id}.{what}", Actor.System.Id, at));
    }

    /// <summary>Nobody need do what is still planned for it.</summary>
    public async Task Finish(ServiceRequest request, string? result, DateTimeOffset at, CancellationToken ct)
    {
        var prefix = $"{Prefix}{request.Id}.";
        foreach (var task in await db.Set<FollowUp>().Where(t => t.CustomerId == request.CustomerId && t.DoneAt == null && t.Cause != null && t.Cause.StartsWith(prefix)).ToListAsync(ct)) task.Finish(result, at);
    }
}
