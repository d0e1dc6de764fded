using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Service.Complaints.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Complaints.Course;

/// <summary>Closes a complaint that the customer takes back.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record WithdrawComplaint : OnComplaint, IUseCase<bool>
{
    [Required, StringLength(2000)] public string? Because { get; set; }

    internal sealed class Handler(GuanxiDb db, ComplaintTasks tasks, TimeProvider clock) : IHandler<WithdrawComplaint, bool>
    {
        public async Task<bool> Handle(WithdrawComplaint request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            foreach (var proposal in await db.RunningProposals(complaint, ct)) proposal.Drop();
            db.Add(complaint.Withdraw(request.Because!, actor.Id, time));
            await tasks.Finish(complaint, request.Because, time.Now, ct);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/withdraw",
        (Id<Customer> customerId, Id<Complaint> complaintId, WithdrawComplaint request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Close a complaint that the customer takes back");
}
