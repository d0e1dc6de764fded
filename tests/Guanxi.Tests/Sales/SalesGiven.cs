using Guanxi.Customers;
using Guanxi.Sales;

namespace Guanxi.Tests.Sales;

/// <summary>What tests of sales start from.</summary>
internal static class SalesGiven
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    /// <summary>A customer, of nobody in particular where no owner is named.</summary>
    public static Customer Customer(Id<Person>? owner = null, string name = "林小燕") =>
        Guanxi.Customers.Customer.Register($"C{Ids.Next()}", CustomerKind.Individual, new() { Name = name }, owner, null, Noon);

    public static OrderHead Head(Id<Customer> customer, string currency = "CNY", DateTimeOffset? at = null, string number = "A-1") => new()
    {
        CustomerId = customer, Number = number, Currency = currency, OrderedAt = at ?? Noon, OrderedOn = DateOnly.FromDateTime((at ?? Noon).UtcDateTime),
    };

    public static Order Sale(Id<Customer> customer, params (string What, decimal Quantity, decimal Price)[] items) => Order.Sale(Head(customer), Items(items));

    public static Order SaleAt(Id<Customer> customer, DateTimeOffset at, string currency = "CNY", decimal price = 10m) => Order.Sale(Head(customer, currency, at), Items(("茶叶", 1, price)));

    public static IReadOnlyList<SoldItem> Items(params (string What, decimal Quantity, decimal Price)[] items) =>
        [.. items.Select(i => new SoldItem(null, i.What, Quantity.Milli(i.Quantity), Quantity.Micro(i.Price)))];

    /// <summary>A sales person who sees own customers only.</summary>
    public static Actor Seller(params string[] rights) => GuanxiApp.Someone(Scope.Own, rights.Length == 0 ? ["customers.read", "sales.read", "sales.edit", "contact.read", "contact.edit", "service.read", "service.edit"] : rights);
}
