using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Data;

namespace Guanxi.Contact;

/// <summary>How somebody of the firm got in touch for a return visit.</summary>
public enum VisitedBy { Call, Visit, Message }

/// <summary>What another module tells of a return visit.</summary>
/// <param name="Complaint">Of the complaint that it was about.</param>
/// <param name="Reached">False where nobody answered.</param>
/// <param name="Person">Who made it.</param>
public sealed record ReturnVisitMade(Id<Customer> Customer, long Complaint, VisitedBy By, bool Reached, Id<Person> Person, string Purpose, string? Result);

/// <summary>Return visits that other modules log.</summary>
public static class ReturnVisitsLogged
{
    /// <summary>Logs a return visit as a contact with the customer. The transaction of the caller saves both or neither, so that there is one entry for each, however often the act is sent.</summary>
    public static void LogReturnVisit(this GuanxiDb db, ReturnVisitMade made, DateTimeOffset at, DateOnly on)
    {
        var channel = made.By switch { VisitedBy.Visit => ContactChannel.Visit, VisitedBy.Message => ContactChannel.WeChat, _ => ContactChannel.Call };
        var note = new ContactNote(channel, ContactDirection.ToCustomer, null, made.Purpose, made.Result, made.Reached ? ContactReach.Reached : ContactReach.NoAnswer) { ComplaintId = made.Complaint };
        db.Add(ContactEntry.Log(made.Customer, note, made.Person, at, on, at));
    }
}
