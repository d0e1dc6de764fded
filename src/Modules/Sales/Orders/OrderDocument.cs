using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Orders;

/// <summary>One document of sale with its lines, what may still come back, and the papers that belong to it.</summary>
[Needs(SalesRights.Read)]
internal sealed record OrderDocument : IQuestion<OrderView>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Id<Order> OrderId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<OrderDocument, OrderView>
    {
        public async Task<OrderView> Handle(OrderDocument request, Actor actor, CancellationToken ct)
        {
            var (customerId, orderId) = (request.CustomerId, request.OrderId);
            var order = Refuse.Missing(await db.Set<Order>().AsNoTracking().FirstOrDefaultAsync(o => o.CustomerId == customerId && o.Id == orderId, ct), "sales.order.not_found");
            var customer = Refuse.Missing(await db.CustomerNamesFor(actor).FirstOrDefaultAsync(c => c.Id == customerId, ct), "sales.order.not_found");
            var lines = await db.Set<OrderLine>().AsNoTracking().Where(l => l.CustomerId == customerId && l.OrderId == orderId).OrderBy(l => l.LineNo).ToListAsync(ct);
            var back = await db.Set<OrderLine>().AsNoTracking().Where(l => l.CustomerId == customerId && l.ReturnOf == orderId).ToListAsync(ct);
            var ids = lines.Select(l => l.ProductId).OfType<Id<Product>>().Distinct().ToList();
            var products = await db.Set<Product>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p, ct);
            var left = order.Kind == OrderKind.Sale ? Returnable.Of([.. lines.Where(l => l.Kind == OrderKind.Sale)], back) : [];
            return new()
            {
                Id = order.Id, Customer = customer, Number = order.Number, Kind = order.Kind, OrderedAt = order.OrderedAt, OrderedOn = order.OrderedOn, Total = order.Total,
                InBase = (await RateBook.Open(db, ct)).ToBase(order.Total, order.OrderedOn), Imported = order.ImportId is not null,
                Seller = await db.PersonNames().Where(p => p.Id == order.SellerId).Select(p => p.Name).FirstOrDefaultAsync(ct),
                Unit = await db.UnitNames().Where(u => u.Id == order.UnitId).Select(u => u.Name).FirstOrDefaultAsync(ct),
                Lines = [.. lines.Select(l => OrderLineView.Of(l, l.ProductId is { } id ? products.GetValueOrDefault(id) : null, order.Total.Currency, left.GetValueOrDefault(l.LineNo)))],
                Returns = await Papers([.. back.Select(l => l.OrderId).Distinct()]), ReturnOf = await Papers([.. lines.Select(l => l.ReturnOf).OfType<Id<Order>>().Distinct()]),
            };

            async Task<List<RelatedOrder>> Papers(List<Id<Order>> wanted) => wanted.Count == 0 ? [] : await db.Set<Order>().AsNoTracking()
                .Where(o => o.CustomerId == customerId && wanted.Contains(o.Id)).OrderBy(o => o.OrderedAt).ThenBy(o => o.Id)
                .Select(o => new RelatedOrder(o.Id, o.Number, o.OrderedOn, o.Total)).ToListAsync(ct);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/orders/{orderId}",
        (Id<Customer> customerId, Id<Order> orderId, Asker asker, CancellationToken ct) => asker.Answer(new OrderDocument { CustomerId = customerId, OrderId = orderId }, ct))
        .Produces<OrderView>().WithSummary("One document of sale with its lines");
}

/// <summary>A document of sale as its page shows it.</summary>
internal sealed record OrderView
{
    public required Id<Order> Id { get; init; }
    public required CustomerName Customer { get; init; }
    public required string Number { get; init; }
    public required OrderKind Kind { get; init; }
    public required DateTimeOffset OrderedAt { get; init; }
    public required DateOnly OrderedOn { get; init; }
    public required Money Total { get; init; }

    /// <summary>The total in the base currency at the day's rate; null where no rate holds.</summary>
    public Money? InBase { get; init; }
    public bool Imported { get; init; }
    public string? Seller { get; init; }
    public string? Unit { get; init; }
    public required IReadOnlyList<OrderLineView> Lines { get; init; }

    /// <summary>What came back of it.</summary>
    public required IReadOnlyList<RelatedOrder> Returns { get; init; }

    /// <summary>The sales whose goods it brings back.</summary>
    public required IReadOnlyList<RelatedOrder> ReturnOf { get; init; }

    public bool CanReturn => Lines.Any(l => l.Returnable > 0);
}

/// <summary>A line as its page shows it.</summary>
internal sealed record OrderLineView
{
    public required int LineNo { get; init; }
    public required OrderKind Kind { get; init; }
    public Id<Product>? ProductId { get; init; }
    public string? ProductCode { get; init; }

    /// <summary>What the paper says, else the product's name.</summary>
    public required string What { get; init; }
    public required decimal Quantity { get; init; }
    public required decimal Price { get; init; }
    public required Money Amount { get; init; }

    /// <summary>How much of it may still come back.</summary>
    public decimal Returnable { get; init; }

    public static OrderLineView Of(OrderLine line, Product? product, string currency, long left) => new()
    {
        LineNo = line.LineNo, Kind = line.Kind, ProductId = line.ProductId, ProductCode = product?.Code, What = line.Description ?? product?.Name ?? "",
        Quantity = Sales.Quantity.Of(line.QuantityMilli), Price = Sales.Quantity.Price(line.UnitPriceMicro), Amount = new(line.AmountMinor, currency), Returnable = Sales.Quantity.Of(left),
    };
}

/// <summary>Another paper that belongs to this one.</summary>
internal sealed record RelatedOrder(Id<Order> Id, string Number, DateOnly OrderedOn, Money Total);
