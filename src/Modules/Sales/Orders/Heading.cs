using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Orders;

/// <summary>The top of a paper out of what its form says: day, number, who sold it.</summary>
internal sealed class Heading(GuanxiDb db, TimeProvider clock)
{
    public async Task<OrderHead> Of(Id<Customer> customer, OrderKind kind, string? number, DateOnly? day, string currency, Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var firm = await db.Setting<FirmSettings>(ct);
        var today = firm.DayOf(now);
        var on = day ?? today;
        Refuse.Field("OrderedOn", on > today, "sales.order.in_the_future");
        Refuse.Field("OrderedOn", on.Year < 1950, "sales.order.day_out_of_range");
        var named = string.IsNullOrWhiteSpace(number) ? await NumberSeries.Next(db, kind, on, ct) : number.Trim();
        Refuse.Field("Number", !string.IsNullOrWhiteSpace(number) && await db.Set<Order>().AnyAsync(o => o.CustomerId == customer && o.Number == named && o.Kind == kind, ct), "sales.order.number_taken", named);
        if (firm.BaseCurrency.Length == 0 && Currencies.Known(currency)) await db.Change(firm with { BaseCurrency = currency }, ct);
        return new()
        {
            CustomerId = customer, Number = named, OrderedOn = on, Currency = currency, UnitId = actor.HomeUnit, SellerId = actor.Id,
            // An order entered later has a day but no hour: noon of the firm's day is that day in most zones.
            OrderedAt = on == today ? now : Noon(on, TimeZoneInfo.FindSystemTimeZoneById(firm.TimeZone)),
        };
    }

    private static DateTimeOffset Noon(DateOnly on, TimeZoneInfo zone)
    {
        var noon = on.ToDateTime(new TimeOnly(12, 0));
        return new DateTimeOffset(noon, zone.GetUtcOffset(noon)).ToUniversalTime();
    }
}
