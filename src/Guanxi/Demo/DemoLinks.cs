namespace Guanxi.Demo;

/// <summary>How the demo firm's customers belong to one another: to somebody of the same shop who came not long before, so that nobody needs to be held for long and no company comes round to itself.</summary>
internal sealed class DemoLinks(DemoPlan plan, DemoFirm firm)
{
    private readonly Queue<(int No, int Unit, bool IsPerson)> earlier = new();

    public void Deal(DemoCustomer customer)
    {
        var random = DemoRandom.For(plan.Seed, customer.No, purpose: 13);
        while (earlier.TryPeek(out var oldest) && oldest.No <= customer.No - DemoReferrals.Reach) earlier.Dequeue();
        var kind = random.Share() switch { < 0.05 => customer.IsPerson ? "Household" : "Parent", < 0.09 => customer.IsPerson ? null : "Partner", < 0.13 => customer.IsPerson ? null : "Competitor", _ => null };
        if (kind is not null && earlier.Where(e => e.Unit == customer.Unit && e.IsPerson == customer.IsPerson).ToList() is { Count: > 0 } near)
            customer.Links.Add(new(near[random.Below(near.Count)].No, kind, kind == "Household" ? null : DateOnly.FromDateTime(customer.CreatedAt.DateTime).AddDays(-random.Below(900)), customer.Owner ?? random.Pick(firm.Sellers[customer.Unit])));
        earlier.Enqueue((customer.No, customer.Unit, customer.IsPerson));
    }
}

/// <param name="Other">Number of the other customer, which came before.</param>
/// <param name="Kind">Parent, Household, Partner, Competitor.</param>
/// <param name="Person">Number of the colleague who recorded it.</param>
internal readonly record struct DemoLink(int Other, string Kind, DateOnly? SinceOn, int Person);
