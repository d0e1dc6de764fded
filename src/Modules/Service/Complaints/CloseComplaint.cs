using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints;

/// <summary>Closes a complaint with its solution, how satisfied the customer is with it, and what it cost.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record CloseComplaint : IUseCase<bool>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public Id<Complaint> ComplaintId { get; set; }
    [Required, StringLength(2000)] public string? Solution { get; set; }

    /// <summary>1 very dissatisfied … 5 very satisfied; nothing where not asked.</summary>
    [Range(1, 5)] public int? Satisfaction { get; set; }

    /// <summary>Major units of the base currency; nothing for none.</summary>
    [Range(0, 10_000_000_000)] public decimal? Compensation { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<CloseComplaint, bool>
    {
        public async Task<bool> Handle(CloseComplaint request, Actor actor, CancellationToken ct)
        {
            var complaint = Refuse.Missing(await db.Set<Complaint>().FirstOrDefaultAsync(c => c.CustomerId == request.CustomerId && c.Id == request.ComplaintId, ct), "service.complaint.not_found");
            var firm = await db.Setting<FirmSettings>(ct);
            Refuse.Field("Compensation", request.Compensation > 0 && firm.BaseCurrency.Length == 0, "service.complaint.no_base_currency");
            var compensation = request.Compensation is > 0 and var amount ? Money.Of(amount, firm.BaseCurrency).Minor : 0;
            var now = clock.GetUtcNow();
            complaint.Close(request.Solution!, request.Satisfaction, compensation, now, firm.DayOf(now));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/close",
        (Id<Customer> customerId, Id<Complaint> complaintId, CloseComplaint request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, ComplaintId = complaintId }, ct)).Produces<bool>().WithSummary("Close a complaint with its solution");
}
