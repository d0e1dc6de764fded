using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Course;

/// <summary>Open complaints of somebody who leaves.</summary>
internal sealed class ComplaintHandOver(GuanxiDb db) : IHandOver
{
    public string Kind => "complaints";
    public string Text => "service.hand_over.complaints";

    public Task<int> Count(Id<Person> from, CancellationToken ct) => Of(from).CountAsync(ct);

    public async Task<int> Give(HandingOver handing, CancellationToken ct)
    {
        if (!handing.To.May(ServiceRights.Edit)) return 0;
        var seen = db.CustomerNamesFor(handing.To).Select(customer => customer.Id);
        // In two steps: what is read together with names of customers is not watched for changes.
        var ids = await Of(handing.From).Where(c => seen.Contains(c.CustomerId)).OrderBy(c => c.CustomerId).ThenBy(c => c.Id).Take(HandingOver.Most).Select(c => c.Id).ToListAsync(ct);
        var complaints = await Of(handing.From).Where(c => ids.Contains(c.Id)).ToListAsync(ct);
        foreach (var complaint in complaints) db.Add(complaint.Assign(handing.To.Id, null, handing.Note, handing.By, handing.Now));
        return complaints.Count;
    }

    private IQueryable<Complaint> Of(Id<Person> from) => db.Set<Complaint>().Where(c => c.HandlerId == from && c.State == ComplaintState.Open);
}
