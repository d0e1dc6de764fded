using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Steps;

namespace Guanxi.Service;

/// <summary>Complaints that other modules hear of.</summary>
public static class ComplaintsOpened
{
    /// <summary>Opens a complaint in the customer's own words, which nobody has seen to yet; its limits run from now. The transaction of the caller saves it.</summary>
    /// <param name="unit">The shop that it is about; null for the customer's.</param>
    /// <returns>Its id.</returns>
    public static async Task<long> OpenComplaint(this GuanxiDb db, Id<Customer> customer, string words, Id<Unit>? unit, DateTimeOffset at, CancellationToken ct)
    {
        var complaint = Complaint.Open(customer, ComplaintCause.Other, words, null, at, (await db.Setting<FirmSettings>(ct)).DayOf(at));
        await db.Take(complaint, new() { Channel = ServiceChannel.Web, UnitId = unit }, null, null, at, ct);
        return complaint.Id.Value;
    }
}
