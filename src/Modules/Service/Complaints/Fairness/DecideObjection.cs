using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Fairness;

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
            var worse = await db.Set<ComplaintEvent>().Where(e => e.CustomerId == complaint.CustomerId && e.ComplaintId == complaint.Id && e.Act == ComplaintAct.TreatedWorse).OrderByDescending(e => e.Id).Select(e => e.PersonId).FirstOrDefaultAsync(ct);
            Refuse.If(worse == actor.Id && await db.AnyoneElseMay(ServiceRights.Approve, actor.Id, ct), "service.complaint.own_objection");
            db.Add(complaint.DecideObjection(request.Right, request.Because!, actor.Id, time));
            if (request.Right) complaint.Retime(await db.ClockOf(complaint, time.Now, ct));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/decide-objection",
        (Id<Customer> customerId, Id<Complaint> complaintId, DecideObjection request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Decide about an objection to being treated worse");
}
