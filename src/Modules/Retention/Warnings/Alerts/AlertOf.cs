using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Warnings.Alerts;

/// <summary>How a handler finds the alert that it is about.</summary>
internal static class Alerts
{
    public static async Task<Alert> AlertOf(this GuanxiDb db, Id<Customer> customer, Id<Alert> id, CancellationToken ct) =>
        Refuse.Missing(await db.Set<Alert>().FirstOrDefaultAsync(a => a.CustomerId == customer && a.Id == id, ct), "retention.alert.not_found");
}
