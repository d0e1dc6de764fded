using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Requests.Course;

/// <summary>Opens a complaint out of a request: what the customer asked for has become a grievance.</summary>
[Needs(ServiceRights.Edit)]
public sealed record TurnIntoComplaint : OnRequest, IUseCase<bool>
{
    /// <summary>What went wrong, in the customer's own words.</summary>
    [Required, StringLength(2000)] public string? Because { get; set; }
    public ComplaintCause Cause { get; set; } = ComplaintCause.Service;


    internal sealed class Handler(GuanxiDb db, RequestTasks tasks, TimeProvider clock) : IHandler<TurnIntoComplaint, bool>
    {
        public async Task<bool> Handle(TurnIntoComplaint request, Actor actor, CancellationToken ct)
        {
            var (toDo, time) = await db.ToActOn(request, clock.GetUtcNow(), ct);
            var complaint = Complaint.Open(toDo.CustomerId, request.Cause, request.Because!, actor.Id, time.Now, time.Today);
            await db.Take(complaint, new() { Channel = toDo.Channel, OrderNumber = toDo.OrderNumber, UnitId = toDo.UnitId }, actor.HomeUnit, actor.Id, time.Now, ct);
            db.Add(toDo.BecomeComplaint(complaint, request.Because!, actor.Id, time));
            await tasks.Finish(toDo, request.Because, time.Now, ct);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/requests/{requestId}/complaint",
        (Id<Customer> customerId, Id<ServiceRequest> requestId, TurnIntoComplaint request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, RequestId = requestId }, ct)).Produces<bool>().WithSummary("Open a complaint out of a request");
}
