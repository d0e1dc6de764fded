using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Says which customer brought this one, or that none did.</summary>
[Needs(CustomersRights.Edit)]
public sealed record NameReferrer : IUseCase<int>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>Number, phone or e-mail of the customer who brought this one; empty where none did.</summary>
    [StringLength(200)] public string? Referrer { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, Referrers referrers) : IHandler<NameReferrer, int>
    {
        public async Task<int> Handle(NameReferrer request, Actor actor, CancellationToken ct)
        {
            var customer = await db.Set<Customer>().FirstAsync(c => c.Id == request.CustomerId, ct);
            Id<Customer>? referrer = string.IsNullOrWhiteSpace(request.Referrer) ? null : await referrers.Find(request.Referrer, actor, ct);
            Refuse.If(customer.ReferredById is { } now && await db.CustomerNameFor(actor, now, ct) is null, "customers.referral.not_yours");
            await referrers.Set(customer, referrer, ct);
            return customer.Version + 1;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPut("/customers/{customerId}/referrer", (Id<Customer> customerId, NameReferrer request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId }, ct)).Produces<int>().WithSummary("Say which customer brought this one");
}
