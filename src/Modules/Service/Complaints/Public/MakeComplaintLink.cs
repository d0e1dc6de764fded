using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Complaints.Public;

/// <summary>Makes a private link by which the customer follows the complaint. It is shown only now; send it yourself.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record MakeComplaintLink : IUseCase<string>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public Id<Complaint> ComplaintId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<MakeComplaintLink, string>
    {
        public async Task<string> Handle(MakeComplaintLink request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            return db.NewLink(complaint, time.Now);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/link",
        (Id<Customer> customerId, Id<Complaint> complaintId, Asker asker, CancellationToken ct) => asker.Answer(new MakeComplaintLink { CustomerId = customerId, ComplaintId = complaintId }, ct))
        .Produces<string>().WithMetadata(KeepsNoAnswer.Instance).WithSummary("Make a private link by which the customer follows the complaint");
}
