using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Orders;

/// <summary>Takes goods of a sale back at the prices paid; never more than were bought and not yet brought back.</summary>
[Needs(SalesRights.Edit)]
internal sealed record ReturnGoods : IUseCase<Id<Order>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }

    /// <summary>The sale.</summary>
    public Id<Order> OrderId { get; set; }
    [StringLength(60)] public string? Number { get; set; }

    /// <summary>Today where not said.</summary>
    public DateOnly? OrderedOn { get; set; }
    [Length(0, 500)] public List<ReturnEntry> Lines { get; set; } = [];

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, Heading heading) : IHandler<ReturnGoods, Id<Order>>
    {
        public async Task<Id<Order>> Handle(ReturnGoods request, Actor actor, CancellationToken ct)
        {
            var sale = Refuse.Missing(await db.Set<Order>().FirstOrDefaultAsync(o => o.CustomerId == request.CustomerId && o.Id == request.OrderId, ct), "sales.order.not_found");
            // Two returns of one sale at the same time: the one that saves second sees another version of the sale and is refused.
            db.Entry(sale).State = EntityState.Modified;
            var bought = await db.Set<OrderLine>().AsNoTracking().Where(l => l.CustomerId == request.CustomerId && l.OrderId == request.OrderId).ToListAsync(ct);
            var before = await db.Set<OrderLine>().AsNoTracking().Where(l => l.CustomerId == request.CustomerId && l.ReturnOf == request.OrderId).ToListAsync(ct);
            var head = await heading.Of(request.CustomerId, OrderKind.Return, request.Number, request.OrderedOn, sale.Total.Currency, actor, ct);
            var order = Order.Return(head, sale, bought, before,
                [.. request.Lines.Where(l => l.Quantity is not (null or 0)).Select(l => new ReturnedItem(l.LineNo, Quantity.Milli(l.Quantity!.Value)))]);
            db.Add(order);
            return order.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/orders/{orderId}/returns",
        (Id<Customer> customerId, Id<Order> orderId, ReturnGoods request, Asker asker, CancellationToken ct) =>
            asker.Created(request with { CustomerId = customerId, OrderId = orderId }, id => $"/api/customers/{customerId}/orders/{id}", ct))
        .Produces<Id<Order>>(StatusCodes.Status201Created).WithSummary("Take goods of a sale back");
}

/// <summary>How much of a line of the sale comes back.</summary>
internal sealed record ReturnEntry
{
    public int LineNo { get; set; }
    public decimal? Quantity { get; set; }
}
