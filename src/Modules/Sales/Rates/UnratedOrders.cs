using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Rates;

/// <summary>By currency, how many orders have no rate on their day and so count in no figure.</summary>
[Needs(SalesRights.Rates)]
internal sealed record UnratedOrders : IQuestion<IReadOnlyList<UnratedRow>>
{
    internal sealed class Handler(GuanxiDb db, OrderDays days) : IHandler<UnratedOrders, IReadOnlyList<UnratedRow>>
    {
        public async Task<IReadOnlyList<UnratedRow>> Handle(UnratedOrders request, Actor actor, CancellationToken ct)
        {
            var rates = await RateBook.Open(db, ct);
            return [.. (await days.Read(db, ct)).Where(d => rates.Nano(d.Currency, d.On) is null)
                .GroupBy(d => d.Currency).Select(g => new UnratedRow(g.Key, g.Sum(d => d.Orders), g.Min(d => d.On), g.Max(d => d.On)))
                .OrderByDescending(r => r.Orders)];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/exchange-rates/missing",
        (Asker asker, CancellationToken ct) => asker.Answer(new UnratedOrders(), ct)).Produces<IReadOnlyList<UnratedRow>>().WithSummary("Orders that have no rate on their day");
}

/// <summary>So many orders in a currency, from a day to a day, have no rate.</summary>
internal sealed record UnratedRow(string Currency, long Orders, DateOnly From, DateOnly To);

/// <summary>How many orders each currency has on each day, counted anew only when orders changed.</summary>
/// <remarks>Counting reads every order: a second or more at ten million. No index would be worth its writing for this page alone.</remarks>
internal sealed class OrderDays
{
    private Counted? known;

    public async Task<IReadOnlyList<OrderDay>> Read(GuanxiDb db, CancellationToken ct)
    {
        var changed = await db.Set<Order>().MaxAsync(o => (long?)o.ChangeStamp, ct) ?? 0;
        var gone = await db.Set<Tombstone>().MaxAsync(t => (long?)t.Id, ct) ?? 0;
        if (known is { } kept && kept.Changed == changed && kept.Gone == gone) return kept.Days;
        var days = await db.Set<Order>().GroupBy(o => new { o.Total.Currency, o.OrderedOn })
            .Select(g => new OrderDay(g.Key.Currency, g.Key.OrderedOn, g.LongCount())).ToListAsync(ct);
        known = new(changed, gone, days);
        return days;
    }

    private sealed record Counted(long Changed, long Gone, IReadOnlyList<OrderDay> Days);
}

/// <summary>So many orders in a currency on a day.</summary>
internal sealed record OrderDay(string Currency, DateOnly On, long Orders);
