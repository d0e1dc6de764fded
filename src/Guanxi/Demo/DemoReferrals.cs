namespace Guanxi.Demo;

/// <summary>Who brought whom: of those who say that somebody did, most know who it was. A customer of the same shop who came not long before, so that nobody needs to be held for long.</summary>
internal sealed class DemoReferrals(DemoPlan plan)
{
    /// <summary>Who brought a customer came at most so many customers earlier.</summary>
    public const int Reach = 2_048;

    private const double Known = 0.6;

    private readonly Queue<(int No, int Unit)> earlier = new();

    public void Deal(DemoCustomer customer)
    {
        var random = DemoRandom.For(plan.Seed, customer.No, purpose: 6);
        while (earlier.TryPeek(out var oldest) && oldest.No <= customer.No - Reach) earlier.Dequeue();
        if (customer.Source == "referral" && random.Chance(Known))
        {
            var near = earlier.Where(e => e.Unit == customer.Unit).ToList();
            if (near.Count > 0) customer.ReferredBy = near[random.Below(near.Count)].No;
        }
        if (customer.Orders.Count > 0) earlier.Enqueue((customer.No, customer.Unit));
    }
}
