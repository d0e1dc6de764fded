using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Compensation;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Proposals;

/// <summary>Step 3: offers the customer a solution, or an explanation where the complaint does not stand. What costs more than one may give waits for somebody who may.</summary>
[Needs(ServiceRights.Edit)]
public sealed record ProposeSolution : OnComplaint, IUseCase<bool>
{
    [Required, StringLength(2000)] public string? Words { get; set; }

    /// <summary>Major units of the base currency; nothing for none.</summary>
    [Range(0, 10_000_000_000)] public decimal? Money { get; set; }
    public Id<Gift>? GiftId { get; set; }

    internal sealed class Handler(GuanxiDb db, Authority authority, TimeProvider clock) : IHandler<ProposeSolution, bool>
    {
        public async Task<bool> Handle(ProposeSolution request, Actor actor, CancellationToken ct)
        {
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            Refuse.If((await db.RunningProposals(complaint, ct)).Count > 0, "service.proposal.one_runs");
            Refuse.Field(nameof(Money), request.Money > 0 && time.Firm.BaseCurrency.Length == 0, "service.complaint.no_base_currency");
            var money = request.Money is > 0 and var amount ? Guanxi.Money.Of(amount, time.Firm.BaseCurrency).Minor : 0;
            var gift = request.GiftId is { IsNone: false } id ? Refuse.Missing(await db.Set<Gift>().FirstOrDefaultAsync(g => g.Id == id && g.Offered, ct), "service.gift.not_found") : null;
            var proposal = Proposal.Make(complaint, request.Words!, money, gift, await authority.Of(actor, complaint, ct), actor.Id, time.Now);
            db.Add(proposal);
            db.Add(complaint.Propose(proposal, time.Now));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/proposals",
        (Id<Customer> customerId, Id<Complaint> complaintId, ProposeSolution request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Offer the customer a solution");
}
