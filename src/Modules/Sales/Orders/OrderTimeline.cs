using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Orders;

/// <summary>Orders, returns and adjustments on a customer's timeline.</summary>
internal sealed class OrderTimeline(GuanxiDb db, Texts texts) : ITimelineSource
{
    private const string Name = "sales.order";

    private static readonly PreparedQuery<Id<Customer>, int, List<Order>> Newest = PreparedQuery.List((GuanxiDb db, Id<Customer> customer, int count) =>
        db.Set<Order>().AsNoTracking().Where(o => o.CustomerId == customer).OrderByDescending(o => o.OrderedAt).ThenByDescending(o => o.Id).Take(count));

    public IReadOnlyList<TimelineKind> Kinds { get; } = [new(Name, "sales.timeline.order", "shopping-cart", SalesRights.Read)];

    public async Task<IReadOnlyList<TimelineEntry>> Entries(TimelineQuestion question, Actor actor, CancellationToken ct)
    {
        if (!question.Wants(Name) || !actor.May(SalesRights.Read)) return [];
        var orders = question.Before is { } before ? await Older(question, before, ct) : await Newest.Run(db, question.CustomerId, question.Count, ct);
        return [.. orders.Select(o => Entry(o, texts))];
    }

    private Task<List<Order>> Older(TimelineQuestion question, Cursor before, CancellationToken ct)
    {
        var (at, id) = (before.At, new Id<Order>(before.Id));
        return db.Set<Order>().AsNoTracking().Where(o => o.CustomerId == question.CustomerId && o.OrderedAt <= at && (o.OrderedAt < at || o.Id < id))
            .OrderByDescending(o => o.OrderedAt).ThenByDescending(o => o.Id).Take(question.Count).ToListAsync(ct);
    }

    internal static TimelineEntry Entry(Order order, Texts texts) => new()
    {
        At = order.OrderedAt, Id = new(order.Id.Value), On = order.OrderedOn, Kind = Name, Money = order.Total, Url = $"/customers/{order.CustomerId}/orders/{order.Id}",
        Title = texts["sales.timeline.order_title", texts.Of("sales", order.Kind), order.Number],
        Icon = order.Kind switch { OrderKind.Return => "receipt-refund", OrderKind.Adjustment => "adjustments-horizontal", _ => "shopping-cart" },
        Colour = order.Kind switch { OrderKind.Return => "yellow", OrderKind.Sale => "green", _ => null },
    };
}
