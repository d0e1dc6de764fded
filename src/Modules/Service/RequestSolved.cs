using Guanxi.Customers;

namespace Guanxi.Service;

/// <summary>The firm did its part of a request; told again where it was opened again and solved anew.</summary>
public sealed record RequestSolved(long RequestId, Id<Customer> CustomerId, Id<Unit>? UnitId, Id<Person>? HandlerId);
