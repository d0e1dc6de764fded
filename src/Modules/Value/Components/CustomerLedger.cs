using System.Globalization;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Warehouse;

namespace Guanxi.Value.Components;

/// <summary>Everything behind one customer's historic and current value up to a day, each entry once: lines of orders, service, referrals.</summary>
internal sealed class CustomerLedger
{
    private static readonly WarehouseQuery LineQuery = WarehouseQuery.Of(typeof(CustomerLedger).Assembly, "customer_lines"), ServiceQuery = WarehouseQuery.Of(typeof(CustomerLedger).Assembly, "customer_service"),
        ReferralQuery = WarehouseQuery.Of(typeof(CustomerLedger).Assembly, "customer_referrals");

    private readonly DateOnly day;
    private readonly IReadOnlyList<Line> lines;
    private readonly IReadOnlyList<ValueTransaction> service;
    private readonly IReadOnlyList<ValueTransaction> referrals;
    private readonly IReadOnlyList<DateOnly> purchases;

    private CustomerLedger(DateOnly day, IReadOnlyList<Line> lines, IReadOnlyList<ValueTransaction> service, IReadOnlyList<ValueTransaction> referrals, NewCustomerCost newCost)
    {
        (this.day, this.lines, this.service, this.referrals, NewCost) = (day, lines, service, referrals, newCost);
        purchases = [.. lines.Where(l => l.IsPurchase).Select(l => l.Sold.On).Distinct()];
    }

    public NewCustomerCost NewCost { get; }

    /// <summary>Whether any of the goods has a category: without, nothing can be told of cross-sell.</summary>
    public bool HasCategories => lines.Any(l => l.Sold.Category is not null);

    public static Task<CustomerLedger> Of(GuanxiDb db, DataWarehouse warehouse, Id<Customer> customer, DateOnly day, LedgerTerms terms, CancellationToken ct) => db.Once((typeof(CustomerLedger), customer, day), async () => new CustomerLedger(day,
        await warehouse.Read(LineQuery.Sql, [day, customer.Value], r => new Line(
            new()
            {
                On = r.GetFieldValue<DateOnly>(2), Kind = r.GetString(3).ToLowerInvariant(), SourceId = Text(r.GetInt64(0)), LineNo = (int)r.GetInt64(1), What = Said(r.GetString(5)), Category = Said(r.GetString(6)),
                Quantity = r.GetInt64(7) / 1000m, NetMinor = r.GetInt64(8), AmountMinor = r.GetInt64(9),
            },
            r.GetInt32(4) == 1, r.GetInt64(10), r.GetInt32(11)), ct),
        await warehouse.Read(ServiceQuery.Sql, [day, customer.Value, .. terms.Costs],
            r => new ValueTransaction { Kind = r.GetString(0), SourceId = Text(r.GetInt64(1)), On = r.GetFieldValue<DateOnly>(2), What = r.GetString(3), AmountMinor = -r.GetInt64(4) }, ct),
        await warehouse.Read(ReferralQuery.Sql, [day, customer.Value, terms.Share],
            r => new ValueTransaction { Kind = "referral", SourceId = Text(r.GetInt64(0)), On = r.GetFieldValue<DateOnly>(1), AmountMinor = r.GetInt64(2) }, ct),
        await NewCustomerCost.Of(warehouse, day, terms, ct)));

    /// <summary>The entries of a part, the newest first. Those of potential are what the expectation rests on; those of any other add up to it.</summary>
    public IEnumerable<ValueTransaction> Of(ValuePart part) => part switch
    {
        ValuePart.Historic => Booked().Where(e => e.On <= day.AddYears(-1)),
        ValuePart.Current => Booked().Where(e => e.On > day.AddYears(-1)),
        ValuePart.Potential => lines.Where(l => l.Sold.Kind == "sale" && purchases.Count > 0 && l.Sold.On > purchases[^1]).Select(l => l.Sold),
        ValuePart.ServiceSaving => Newest(service.Concat(Yardstick(purchases, 1))),
        ValuePart.Referral => referrals,
        ValuePart.PriceInsensitivity => lines.Where(l => l.PriceMinor != 0).Select(l => l.Sold with { AmountMinor = l.PriceMinor }),
        // What a new customer costs to serve is taken off each purchase and given back, less what it did cost, as the saving.
        ValuePart.FirstPurchase => Newest(Sold(1).Concat(Yardstick(purchases.TakeLast(1), -1))),
        ValuePart.Repeat => Newest(Sold(2).Concat(Yardstick(purchases.SkipLast(1), -1))),
        _ => Sold(3),
    };

    private IEnumerable<ValueTransaction> Booked() => Newest(lines.Select(l => l.Sold).Concat(service).Concat(referrals));

    private IEnumerable<ValueTransaction> Sold(int component) => lines.Where(l => l.Component == component).Select(l => l.Sold with { AmountMinor = l.Sold.AmountMinor - l.PriceMinor });

    // One entry for all purchases, on the day of the last: a line for each would hide what was done for the customer.
    private IEnumerable<ValueTransaction> Yardstick(IEnumerable<DateOnly> days, int sign) => days.ToList() is { Count: > 0 } on && NewCost.EachMinor != 0
        ? [new() { Kind = "new_customer", On = on[0], Quantity = on.Count, AmountMinor = sign * on.Count * NewCost.EachMinor }] : [];

    private static IEnumerable<ValueTransaction> Newest(IEnumerable<ValueTransaction> entries) => entries.OrderByDescending(e => e.On);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string? Said(string text) => text.Length == 0 ? null : text;

    /// <param name="Sold">With its whole margin.</param>
    /// <param name="PriceMinor">The part of the margin that is owed to the price.</param>
    /// <param name="Component">1 first purchase, 2 repeat, 3 cross-sell.</param>
    private sealed record Line(ValueTransaction Sold, bool IsPurchase, long PriceMinor, int Component);
}
