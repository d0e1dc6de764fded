using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Service.Requests.Limits;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Course;

/// <summary>What every act on one request says: whose, and which.</summary>
public abstract record OnRequest : IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public Id<ServiceRequest> RequestId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;
}

internal static class RequestsToActOn
{
    /// <summary>One request to act on, with its clock.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async Task<(ServiceRequest Request, RequestClock Clock)> ToActOn(this GuanxiDb db, OnRequest act, DateTimeOffset now, CancellationToken ct)
    {
        var (customer, id) = (act.CustomerId, act.RequestId);
        var request = Refuse.Missing(await db.Set<ServiceRequest>().FirstOrDefaultAsync(r => r.CustomerId == customer && r.Id == id, ct), "service.request.not_found");
        return (request, await db.ClockOf(request, now, ct));
    }
}
