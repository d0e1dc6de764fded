using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.States;

/// <summary>What lists show of a customer's state before the next run: a declaration counts at once.</summary>
internal static class ShownState
{
    public static async Task Change(GuanxiDb db, Id<Customer> customer, string state, DateOnly today, CancellationToken ct)
    {
        if (await db.Set<CustomerFace>().FirstOrDefaultAsync(f => f.CustomerId == customer, ct) is { } face) face.Say(state);
        else db.Add(CustomerFace.Of(customer, state, today));
    }
}
