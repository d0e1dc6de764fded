using Guanxi.Customers;

namespace Guanxi.Contact;

/// <summary>Somebody noted a visit or a meeting at which the customer was really met. Old ones of an import tell nobody.</summary>
/// <param name="ContactId">Of the entry in the contact log.</param>
/// <param name="PersonId">Who met them.</param>
public sealed record CustomerMet(long ContactId, Id<Customer> CustomerId, Id<Person> PersonId, DateTimeOffset MetAt);
