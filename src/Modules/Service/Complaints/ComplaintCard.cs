using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints;

/// <summary>One complaint.</summary>
[Needs(ServiceRights.Read)]
internal sealed record ComplaintCard : IQuestion<ComplaintRow>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Id<Complaint> ComplaintId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<ComplaintCard, ComplaintRow>
    {
        public async Task<ComplaintRow> Handle(ComplaintCard request, Actor actor, CancellationToken ct)
        {
            var complaint = Refuse.Missing(await db.Set<Complaint>().AsNoTracking().FirstOrDefaultAsync(c => c.CustomerId == request.CustomerId && c.Id == request.ComplaintId, ct), "service.complaint.not_found");
            var customer = Refuse.Missing(await db.CustomerNamesFor(actor).FirstOrDefaultAsync(c => c.Id == request.CustomerId, ct), "service.complaint.not_found");
            var handler = await db.PersonNames().Where(p => p.Id == complaint.HandlerId).Select(p => p.Name).FirstOrDefaultAsync(ct);
            return ComplaintRow.Of(complaint, customer, handler, (await db.Setting<FirmSettings>(ct)).BaseCurrency);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/complaints/{complaintId}",
        (Id<Customer> customerId, Id<Complaint> complaintId, Asker asker, CancellationToken ct) => asker.Answer(new ComplaintCard { CustomerId = customerId, ComplaintId = complaintId }, ct))
        .Produces<ComplaintRow>().WithSummary("One complaint");
}
