using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Orders;

/// <summary>Writes an order of a customer: what was bought, how much, at what price. Without a number it gets one.</summary>
[Needs(SalesRights.Edit)]
internal sealed record PlaceOrder : IUseCase<Id<Order>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }

    /// <summary>The number on the paper.</summary>
    [StringLength(60)] public string? Number { get; set; }

    /// <summary>Today where not said.</summary>
    public DateOnly? OrderedOn { get; set; }

    /// <summary>ISO 4217; the firm's base currency where not said.</summary>
    [StringLength(3, MinimumLength = 3)] public string? Currency { get; set; }
    [Length(0, 500)] public List<OrderEntry> Lines { get; set; } = [];

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, Heading heading) : IHandler<PlaceOrder, Id<Order>>
    {
        public async Task<Id<Order>> Handle(PlaceOrder request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            var currency = string.IsNullOrWhiteSpace(request.Currency) ? (await db.Setting<FirmSettings>(ct)).BaseCurrency : request.Currency.Trim().ToUpperInvariant();
            var lines = request.Lines.Where(l => !l.Blank).ToList();
            var products = lines.Select(l => l.ProductId).OfType<Id<Product>>().Where(p => !p.IsNone).Distinct().ToList();
            Refuse.Field("Lines", await db.Set<Product>().CountAsync(p => products.Contains(p.Id), ct) != products.Count, "sales.product.not_found");
            var head = await heading.Of(request.CustomerId, OrderKind.Sale, request.Number, request.OrderedOn, currency, actor, ct);
            var order = Order.Sale(head, [.. lines.Select(l => l.Item)]);
            db.Add(order);
            return order.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/orders",
        (Id<Customer> customerId, PlaceOrder request, Asker asker, CancellationToken ct) =>
            asker.Created(request with { CustomerId = customerId }, id => $"/api/customers/{customerId}/orders/{id}", ct))
        .Produces<Id<Order>>(StatusCodes.Status201Created).WithSummary("Write an order of a customer");
}

/// <summary>One line as someone writes it.</summary>
internal sealed record OrderEntry
{
    public Id<Product>? ProductId { get; set; }

    /// <summary>What it is, where it is no product of the list, or says more.</summary>
    [StringLength(300)] public string? Description { get; set; }

    /// <summary>Units, with up to three decimals; 1 where not said.</summary>
    public decimal? Quantity { get; set; }

    /// <summary>Price of one unit in major units, with up to six decimals.</summary>
    public decimal? Price { get; set; }

    /// <summary>A row of the form that nobody filled.</summary>
    internal bool Blank => ProductId is null or { IsNone: true } && string.IsNullOrWhiteSpace(Description) && Price is null;

    internal SoldItem Item
    {
        get
        {
            Refuse.Field("Lines", Price is null, "sales.order.price_missing");
            Refuse.Field("Lines", Description?.Length > 300, "sales.order.description_too_long");
            return new(ProductId is { IsNone: false } product ? product : null, Description, Sales.Quantity.Milli(Quantity ?? 1), Sales.Quantity.Micro(Price.Value));
        }
    }
}
