using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Who brought one customer, and whom that customer brought.</summary>
[Needs(CustomersRights.Read)]
public sealed record CustomerReferrals : IQuestion<ReferralView>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    [Range(1, 500)] public int Take { get; init; } = 100;

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<CustomerReferrals, ReferralView>
    {
        public async Task<ReferralView> Handle(CustomerReferrals request, Actor actor, CancellationToken ct)
        {
            var customer = Refuse.Missing(await db.Set<Customer>().AsNoTracking().VisibleTo(actor).FirstOrDefaultAsync(c => c.Id == request.CustomerId, ct), "customers.customer.not_found");
            var brought = db.Set<Customer>().AsNoTracking().VisibleTo(actor).Where(c => c.ReferredById == request.CustomerId);
            return new()
            {
                CustomerId = customer.Id, Name = customer.Name, Code = customer.Code,
                ReferredBy = customer.ReferredById is { } referrer ? await Referrers.Named(db, actor, referrer, ct) : null,
                Brought = await brought.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id).Take(request.Take).Select(c => new BroughtCustomer(c.Id, c.Code, c.Name, c.CreatedAt)).ToListAsync(ct),
                BroughtCount = await brought.CountAsync(ct),
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/referrals", (Id<Customer> customerId, int? take, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerReferrals { CustomerId = customerId, Take = take ?? 100 }, ct)).Produces<ReferralView>().WithSummary("Who brought one customer, and whom that customer brought");
}

/// <summary>Referrals around one customer. Only customers within the reader's reach are named and counted.</summary>
public sealed record ReferralView
{
    public Id<Customer> CustomerId { get; init; }
    public string Name { get; init; } = "";
    public string Code { get; init; } = "";

    /// <summary>Null where nobody brought this customer.</summary>
    public Referrer? ReferredBy { get; init; }

    /// <summary>Those whom this customer brought, the newest first.</summary>
    public IReadOnlyList<BroughtCustomer> Brought { get; init; } = [];
    public int BroughtCount { get; init; }
}

/// <summary>A customer whom another one brought.</summary>
/// <param name="Id">Whose.</param>
/// <param name="Code">The firm's number.</param>
/// <param name="Name">The name.</param>
/// <param name="CreatedAt">Since when it is known.</param>
public sealed record BroughtCustomer(Id<Customer> Id, string Code, string Name, DateTimeOffset CreatedAt);
