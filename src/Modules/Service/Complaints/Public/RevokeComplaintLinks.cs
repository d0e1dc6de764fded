using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Public;

/// <summary>Takes back every private link of a complaint, e.g. because one went to a wrong number, and makes a new one where that is wanted. From then on they answer as if they had never been.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record RevokeComplaintLinks : OnComplaint, IUseCase<LinksRevoked>
{
    /// <summary>Stands in the complaint's log.</summary>
    [Required, StringLength(2000)] public string? Because { get; set; }

    /// <summary>Whether a new link takes their place.</summary>
    public bool Renew { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<RevokeComplaintLinks, LinksRevoked>
    {
        public async Task<LinksRevoked> Handle(RevokeComplaintLinks request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            var links = await db.Set<ComplaintLink>().Where(l => l.CustomerId == complaint.CustomerId && l.ComplaintId == complaint.Id && l.ExpiresAt > time.Now).ToListAsync(ct);
            Refuse.If(links.Count == 0, "service.link.none_to_revoke");
            foreach (var link in links) link.Revoke(time.Now);
            db.Add(complaint.RevokeLinks(request.Because!, actor.Id, time.Now));
            return new(links.Count, request.Renew ? db.NewLink(complaint, time.Now) : null);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/link/revoke",
        (Id<Customer> customerId, Id<Complaint> complaintId, RevokeComplaintLinks request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct))
        .Produces<LinksRevoked>().WithMetadata(KeepsNoAnswer.Instance).WithSummary("Take back the private links of a complaint, and make a new one");
}

/// <param name="Count">How many open no longer.</param>
/// <param name="Link">The new one, shown only now; null where none was wanted.</param>
internal sealed record LinksRevoked(int Count, string? Link);
