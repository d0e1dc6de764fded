using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Data;

namespace Guanxi.Contact;

/// <summary>Calls that other modules log.</summary>
public static class CallsLogged
{
    /// <summary>Logs that a customer called. The transaction of the caller saves it.</summary>
    /// <param name="minutes">How long it took; null where nobody looked.</param>
    public static void LogCall(this GuanxiDb db, Id<Customer> customer, Id<Person> answeredBy, int? minutes, string? purpose, string? result, DateTimeOffset at, DateOnly on) =>
        db.Add(ContactEntry.Log(customer, new(ContactChannel.Call, ContactDirection.FromCustomer, minutes, purpose, result), answeredBy, at, on, at));
}
