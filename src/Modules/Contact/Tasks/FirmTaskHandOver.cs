using Guanxi.Data;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Tasks;

/// <summary>Open tasks about no customer of somebody who leaves.</summary>
internal sealed class FirmTaskHandOver(GuanxiDb db) : IHandOver
{
    public string Kind => "firm_tasks";
    public string Text => "contact.hand_over.firm_tasks";

    public Task<int> Count(Id<Person> from, CancellationToken ct) => Of(from).CountAsync(ct);

    public async Task<int> Give(HandingOver handing, CancellationToken ct)
    {
        if (!handing.To.May(ContactRights.Read)) return 0;
        var tasks = await Of(handing.From).OrderBy(t => t.Id).Take(HandingOver.Most).ToListAsync(ct);
        foreach (var task in tasks) task.Give(handing.To.Id);
        return tasks.Count;
    }

    private IQueryable<FirmTask> Of(Id<Person> from) => db.Set<FirmTask>().Where(t => t.OwnerId == from && t.DoneAt == null);
}
