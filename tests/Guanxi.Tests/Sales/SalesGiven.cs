using Guanxi.Customers;
using Guanxi.Sales;

namespace Guanxi.Tests.Sales;

/// <summary>What tests of sales start from.</summary>
internal static class SalesGiven
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    /// <summary>A customer, of nobody in particular where no owner is named.</summary>
    public static Customer Customer(Id<Person>? owner = null, string name = "林小燕")
    {
        var customer = (Customer)Activator.CreateInstance(typeof(Customer), nonPublic: true)!;
        Set(nameof(customer.Code), $"C{Ids.Next()}");
        Set(nameof(customer.Name), name);
        Set(nameof(customer.OwnerId), owner);
        return customer;

        void Set(string property, object? value) => typeof(Customer).GetProperty(property)!.SetValue(customer, value);
    }

    public static OrderHead Head(Id<Customer> customer, string currency = "CNY", DateTimeOffset? at = null, string number = "A-1") => new()
    {
        CustomerId = customer, Number = number, Currency = currency, OrderedAt = at ?? Noon, OrderedOn = DateOnly.FromDateTime((at ?? Noon).UtcDateTime),
    };

    public static Order Sale(Id<Customer> customer, params (string What, decimal Quantity, decimal Price)[] items) => Order.Sale(Head(customer), Items(items));

    public static IReadOnlyList<SoldItem> Items(params (string What, decimal Quantity, decimal Price)[] items) =>
        [.. items.Select(i => new SoldItem(null, i.What, Quantity.Milli(i.Quantity), Quantity.Micro(i.Price)))];
}
