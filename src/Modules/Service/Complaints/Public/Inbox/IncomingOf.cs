using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Public.Inbox;

/// <summary>What a complaint came in as, with its photos, where the customer wrote it.</summary>
[Needs(ServiceRights.Read)]
internal sealed record IncomingOf : IQuestion<IReadOnlyList<IncomingRow>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Id<Complaint> ComplaintId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, IncomingRows rows) : IHandler<IncomingOf, IReadOnlyList<IncomingRow>>
    {
        public async Task<IReadOnlyList<IncomingRow>> Handle(IncomingOf request, Actor actor, CancellationToken ct) =>
            await rows.Of(await db.Set<Incoming>().AsNoTracking().Where(i => i.CustomerId == request.CustomerId && i.ComplaintId == request.ComplaintId).ToListAsync(ct), actor, ct);
    }
}
