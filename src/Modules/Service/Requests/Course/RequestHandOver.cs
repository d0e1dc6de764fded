using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Service.Requests.Limits;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Course;

/// <summary>Open requests of somebody who leaves.</summary>
internal sealed class RequestHandOver(GuanxiDb db) : IHandOver
{
    public string Kind => "requests";
    public string Text => "service.hand_over.requests";

    public Task<int> Count(Id<Person> from, CancellationToken ct) => Of(from).CountAsync(ct);

    public async Task<int> Give(HandingOver handing, CancellationToken ct)
    {
        if (!handing.To.May(ServiceRights.Edit)) return 0;
        var seen = db.CustomerNamesFor(handing.To).Select(customer => customer.Id);
        // In two steps: what is read together with names of customers is not watched for changes.
        var ids = await Of(handing.From).Where(r => seen.Contains(r.CustomerId)).OrderBy(r => r.CustomerId).ThenBy(r => r.Id).Take(HandingOver.Most).Select(r => r.Id).ToListAsync(ct);
        var requests = await Of(handing.From).Where(r => ids.Contains(r.Id)).ToListAsync(ct);
        foreach (var request in requests) db.Add(request.Assign(handing.To.Id, handing.Note, handing.By, await db.ClockOf(request, handing.Now, ct)));
        return requests.Count;
    }

    private IQueryable<ServiceRequest> Of(Id<Person> from) => db.Set<ServiceRequest>().Where(r => r.HandlerId == from && r.State == RequestState.Open);
}
