using Guanxi.Contact.Calls;
using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Data;

namespace Guanxi.Contact;

/// <summary>Calls that other modules log.</summary>
public static class CallsLogged
{
    /// <summary>Logs that a customer called: as a contact, and on the list of calls. The transaction of the caller saves both.</summary>
    /// <param name="minutes">How long it took; null where nobody looked.</param>
    public static void LogCall(this GuanxiDb db, Id<Customer> customer, Actor answeredBy, int? minutes, string? purpose, string? result, DateTimeOffset at, DateOnly on)
    {
        db.Add(Call.Of(customer, new(purpose, result, minutes), answeredBy.Id, answeredBy.HomeUnit, at, on));
        db.Add(ContactEntry.Log(customer, new(ContactChannel.Call, ContactDirection.FromCustomer, minutes, purpose, result), answeredBy.Id, at, on, at));
    }
}
