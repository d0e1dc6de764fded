using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Complaints.Fairness;

/// <summary>Takes down a customer's objection to being treated worse that came by phone, by mail or in the shop. It is decided as one that came by the link.</summary>
[Needs(ServiceRights.Edit)]
public sealed record RecordObjection : OnComplaint, IUseCase<bool>
{
    /// <summary>In the customer's words.</summary>
    [Required, StringLength(2000)] public string? Words { get; set; }
    public ServiceChannel Channel { get; set; }

    /// <summary>Who said it: the customer, or who speaks for them.</summary>
    [Required, StringLength(120)] public string? SaidBy { get; set; }

    /// <summary>Today where not said.</summary>
    public DateOnly? SaidOn { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<RecordObjection, bool>
    {
        public async Task<bool> Handle(RecordObjection request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            var day = request.SaidOn ?? time.Today;
            Refuse.Field(nameof(SaidOn), day > time.Today, "service.complaint.said_later");
            Refuse.Field(nameof(SaidOn), day < complaint.ReceivedOn, "service.complaint.said_before");
            db.Add(complaint.RaiseObjection(request.Words!, time.Now, actor.Id, request.Channel, request.SaidBy, day));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/objection",
        (Id<Customer> customerId, Id<Complaint> complaintId, RecordObjection request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Take down an objection to being treated worse");
}
