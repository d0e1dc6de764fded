using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Sales.Orders;

/// <summary>Writes an adjustment: money given to or taken from a customer without goods, with its reason.</summary>
[Needs(SalesRights.Edit)]
internal sealed record AdjustAccount : IUseCase<Id<Order>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    [StringLength(60)] public string? Number { get; set; }

    /// <summary>Today where not said.</summary>
    public DateOnly? OrderedOn { get; set; }

    /// <summary>ISO 4217; the firm's base currency where not said.</summary>
    [StringLength(3, MinimumLength = 3)] public string? Currency { get; set; }

    /// <summary>Major units; negative for what the customer gets back.</summary>
    [Required] public decimal? Amount { get; set; }
    [Required, StringLength(300)] public string? Reason { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, Heading heading) : IHandler<AdjustAccount, Id<Order>>
    {
        public async Task<Id<Order>> Handle(AdjustAccount request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            var currency = string.IsNullOrWhiteSpace(request.Currency) ? (await db.Setting<FirmSettings>(ct)).BaseCurrency : request.Currency.Trim().ToUpperInvariant();
            Refuse.Field("Currency", !Currencies.Known(currency), "sales.order.currency_unknown", currency);
            Refuse.Field("Amount", Math.Abs(request.Amount!.Value) > 1_000_000_000_000m, "sales.order.amount_too_large");
            var head = await heading.Of(request.CustomerId, OrderKind.Adjustment, request.Number, request.OrderedOn, currency, actor, ct);
            var order = Order.Adjustment(head, Money.Of(request.Amount.Value, currency), request.Reason!);
            db.Add(order);
            return order.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/adjustments",
        (Id<Customer> customerId, AdjustAccount request, Asker asker, CancellationToken ct) =>
            asker.Created(request with { CustomerId = customerId }, id => $"/api/customers/{customerId}/orders/{id}", ct))
        .Produces<Id<Order>>(StatusCodes.Status201Created).WithSummary("Write an adjustment with its reason");
}
