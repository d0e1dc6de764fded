using Guanxi.Customers;

namespace Guanxi.Sales;

/// <summary>A document of sale was written by a person or a program, one at a time. An import of many tells of itself instead.</summary>
public sealed record OrderPlaced(Id<Order> OrderId, Id<Customer> CustomerId, OrderKind Kind, Money Total, DateOnly OrderedOn);
