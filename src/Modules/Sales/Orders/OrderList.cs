using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Orders;

/// <summary>Documents of sale, newest first, of the customers within one's scope.</summary>
[Needs(SalesRights.Read)]
internal sealed record OrderList : IQuestion<OrdersFound>, IConcerns<Customer>
{
    /// <summary>Only this customer's; none for all.</summary>
    public Id<Customer> CustomerId { get; init; }
    public OrderKind? Kind { get; init; }

    /// <summary>Exactly this number.</summary>
    [StringLength(60)] public string? Number { get; init; }

    /// <summary>From this day on.</summary>
    public DateOnly? From { get; init; }

    /// <summary>To this day, it included.</summary>
    public DateOnly? To { get; init; }
    [StringLength(3)] public string? Currency { get; init; }

    /// <summary>Older than this place.</summary>
    public Cursor? After { get; init; }

    /// <summary>Newer than this place.</summary>
    public Cursor? Before { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    /// <summary>Also how many fit, and their sum.</summary>
    public bool WithTotal { get; init; } = true;

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<OrderList, OrdersFound>
    {
        public async Task<OrdersFound> Handle(OrderList request, Actor actor, CancellationToken ct)
        {
            var fitting = Fitting(await OrdersInScope.For(db, actor, request.CustomerId, ct), request);
            var found = await Page(fitting, request).Take(request.Count + 1).ToListAsync(ct);
            var more = found.Count > request.Count;
            var orders = found.Take(request.Count).ToList();
            if (request.Before is not null) orders.Reverse();
            var total = request.WithTotal ? await fitting.Take(OrdersFound.MostCounted + 1).CountAsync(ct) : (int?)null;
            var ids = orders.Select(o => o.CustomerId).Distinct().ToList();
            var customers = await db.CustomerNamesFor(actor).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
            return new()
            {
                Rows = [.. orders.Where(o => customers.ContainsKey(o.CustomerId)).Select(o => OrderRow.Of(o, customers[o.CustomerId]))],
                Total = total,
                // Counted to its end it is cheap to add up; what is more takes seconds on millions.
                Sums = total is > 0 and <= OrdersFound.MostCounted
                    ? [.. (await fitting.GroupBy(o => o.Total.Currency).Select(g => new { g.Key, Minor = g.Sum(o => o.Total.Minor) }).ToListAsync(ct)).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new Money(s.Minor, s.Key))] : [],
                Previous = orders.Count > 0 && (request.Before is not null ? more : request.After is not null) ? PlaceOf(orders[0]) : null,
                Next = orders.Count > 0 && (request.Before is not null || more) ? PlaceOf(orders[^1]) : null,
            };
        }

        private static Cursor PlaceOf(Order order) => new(order.OrderedAt, order.Id.Value);

        private static IQueryable<Order> Page(IQueryable<Order> orders, OrderList request)
        {
            if (request.Before is { } before)
            {
                var (at, id) = (before.At, new Id<Order>(before.Id));
                return orders.Where(o => o.OrderedAt >= at && (o.OrderedAt > at || o.Id > id)).OrderBy(o => o.OrderedAt).ThenBy(o => o.Id);
            }
            if (request.After is { } after)
            {
                var (at, id) = (after.At, new Id<Order>(after.Id));
                orders = orders.Where(o => o.OrderedAt <= at && (o.OrderedAt < at || o.Id < id));
            }
            return orders.OrderByDescending(o => o.OrderedAt).ThenByDescending(o => o.Id);
        }

        private static IQueryable<Order> Fitting(IQueryable<Order> orders, OrderList request)
        {
            if (!request.CustomerId.IsNone) orders = orders.Where(o => o.CustomerId == request.CustomerId);
            if (request.Kind is { } kind) orders = orders.Where(o => o.Kind == kind);
            if (request.Number?.Trim() is { Length: > 0 } number) orders = orders.Where(o => o.Number == number);
            if (request.Currency is { Length: > 0 } currency) orders = orders.Where(o => o.Total.Currency == currency);
            // The day decides; the moment, which has the index, lies within a day of it in every zone.
            if (request.From is { } from)
            {
                var moment = new DateTimeOffset(from.ToDateTime(default), TimeSpan.Zero).AddDays(-1);
                orders = orders.Where(o => o.OrderedOn >= from && o.OrderedAt >= moment);
            }
            if (request.To is { } to)
            {
                var moment = new DateTimeOffset(to.ToDateTime(default), TimeSpan.Zero).AddDays(2);
                orders = orders.Where(o => o.OrderedOn <= to && o.OrderedAt <= moment);
            }
            return orders;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/orders", (Id<Customer>? customerId, Named<OrderKind>? kind, string? number, DateOnly? from, DateOnly? to, string? currency,
        Cursor? after, Cursor? before, int? count, Asker asker, CancellationToken ct) => asker.Answer(new OrderList
        {
            CustomerId = customerId ?? default, Kind = kind?.Value, Number = number, From = from, To = to, Currency = currency, After = after, Before = before, Count = count ?? 50,
        }, ct)).Produces<OrdersFound>().WithSummary("Documents of sale, newest first");
}

/// <summary>A page of orders, and the places from which the pages beside it go on.</summary>
internal sealed record OrdersFound
{
    /// <summary>Counting goes no further.</summary>
    public const int MostCounted = 1_000;

    public required IReadOnlyList<OrderRow> Rows { get; init; }

    /// <summary>How many fit, up to 1,001 for more; null where it wasn't asked for.</summary>
    public int? Total { get; init; }

    /// <summary>By currency, what those that fit add up to; none where there are more than are counted.</summary>
    public IReadOnlyList<Money> Sums { get; init; } = [];
    public Cursor? Previous { get; init; }
    public Cursor? Next { get; init; }
}

/// <summary>An order in a list.</summary>
internal sealed record OrderRow
{
    public required Id<Order> Id { get; init; }
    public required CustomerName Customer { get; init; }
    public required string Number { get; init; }
    public required OrderKind Kind { get; init; }
    public required DateTimeOffset OrderedAt { get; init; }
    public required DateOnly OrderedOn { get; init; }
    public required Money Total { get; init; }

    public static OrderRow Of(Order order, CustomerName customer) => new()
    {
        Id = order.Id, Customer = customer, Number = order.Number, Kind = order.Kind, OrderedAt = order.OrderedAt, OrderedOn = order.OrderedOn, Total = order.Total,
    };
}
