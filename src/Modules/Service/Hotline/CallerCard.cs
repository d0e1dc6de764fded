using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Desk;
using Guanxi.Service.Requests;
using Guanxi.Service.Requests.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Hotline;

/// <summary>What whoever picks up the telephone has to know of a customer: colour, grade, and what is still open.</summary>
[Needs(ServiceRights.Read)]
internal sealed record CallerCard : IQuestion<CallerFound>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, RequestRows requests, ComplaintRows complaints) : IHandler<CallerCard, CallerFound>
    {
        private const int Most = 5;

        public async Task<CallerFound> Handle(CallerCard request, Actor actor, CancellationToken ct)
        {
            var name = Refuse.Missing(await db.CustomerNameFor(actor, request.CustomerId, ct), "customers.customer.not_found");
            var face = await db.FaceOf(request.CustomerId, ct);
            return new()
            {
                Customer = name, Colour = face?.Colour, Grade = face?.Grade,
                Requests = await requests.Of(await db.RequestsFor(actor, name.Id).Where(r => r.State != RequestState.Closed).OrderByDescending(r => r.ReceivedAt).Take(Most).ToListAsync(ct), actor, ct),
                Complaints = await complaints.Of(await db.ComplaintsFor(actor, name.Id).Where(c => c.State == ComplaintState.Open).OrderByDescending(c => c.ReceivedAt).Take(Most).ToListAsync(ct), actor, ct),
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/caller", (Id<Customer> customerId, Asker asker, CancellationToken ct) => asker.Answer(new CallerCard { CustomerId = customerId }, ct))
        .Produces<CallerFound>().WithSummary("What to know of a customer who calls");
}

/// <summary>A customer who calls.</summary>
internal sealed record CallerFound
{
    public required CustomerName Customer { get; init; }

    /// <summary>Null before the first run.</summary>
    public string? Colour { get; init; }
    public string? Grade { get; init; }

    /// <summary>Not closed yet, the newest first.</summary>
    public required IReadOnlyList<RequestRow> Requests { get; init; }
    public required IReadOnlyList<ComplaintRow> Complaints { get; init; }
}
