using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Complaints.Steps;

/// <summary>Decides about a customer's objection to being treated worse for their grade.</summary>
[Needs(ServiceRights.Approve)]
internal sealed record DecideObjection : OnComplaint, IUseCase<bool>
{
    /// <summary>Whether the customer is right: then the usual limits hold again.</summary>
    public bool Right { get; set; }
    [Required, StringLength(2000)] public string? Because { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<DecideObjection, bool>
    {
        public async Task<bool> Handle(DecideObjection request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            db.Add(complaint.DecideObjection(request.Right, request.Because!, actor.Id, time));
            complaint.Retime(await db.ClockOf(complaint, time.Now, ct));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/decide-objection",
        (Id<Customer> customerId, Id<Complaint> complaintId, DecideObjection request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Decide about an objection to being treated worse");
}
