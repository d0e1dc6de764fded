using Guanxi.Customers;

namespace Guanxi.Service;

/// <summary>A complaint was closed, by the customer's word or because they were not reached. One that an import brings closed tells nobody.</summary>
/// <param name="Withdrawn">The customer took it back.</param>
public sealed record ComplaintClosed(long ComplaintId, Id<Customer> CustomerId, Id<Unit>? UnitId, Id<Person>? HandlerId, bool Withdrawn);
