namespace Guanxi.Demo;

/// <summary>What passed between the firm and a customer beside orders, in the customer's language.</summary>
internal static class DemoTalk
{
    public static void Talk(DemoFirm firm, DemoCustomer customer, Nature nature, ref DemoRandom random)
    {
        var plan = firm.Plan;
        var from = customer.CreatedAt > DemoHistory.At(plan.Start) ? customer.CreatedAt : DemoHistory.At(plan.Start);
        var days = (int)(DemoHistory.At(plan.Today) - from).TotalDays;
        if (days < 1) return;
        var chinese = customer.Country is "CN" or "HK";
        var sellers = firm.Sellers[customer.Unit];

        // Two for each customer on average; firms and frequent buyers hear more of us.
        var contacts = (int)(random.Exponential() * (nature.IsPerson ? 1.5 : 5) + customer.Orders.Count * 0.05);
        for (var i = 0; i < Math.Min(contacts, 60); i++)
        {
            var talk = random.Pick(chinese ? DemoWords.All.Contacts.Chinese : DemoWords.All.Contacts.English);
            customer.Contacts.Add(new(talk.Channel, talk.Direction, customer.Owner ?? random.Pick(sellers), from.AddDays(random.Below(days)).AddSeconds(random.Below(30_000)),
                talk.Channel is "Visit" or "Meeting" or "Call" or "StoreVisit" or "Event" ? 5 * (1 + random.Below(12)) : null, talk.Purpose, talk.Result));
        }
        customer.Contacts.Sort((a, b) => a.HappenedAt.CompareTo(b.HappenedAt));
        LoseTouch(firm, customer, nature);

        if (customer.Orders.Count > 0)
        {
            // Those who went away complained more often, and were answered worse.
            var likely = nature.Behaviour is Behaviour.Lost or Behaviour.Declining ? 0.18 : 0.06;
            while (customer.Complaints.Count < 4 && random.Chance(likely)) Complain(firm, customer, nature, chinese, ref random);
        }

        if (random.Chance(nature.IsPerson ? 0.06 : 0.3))
        {
            var created = DemoHistory.At(plan.Today).AddDays(-1 - random.Below(Math.Min(days, 40)));
            var done = random.Chance(0.4);
            customer.Tasks.Add(new(random.Pick(chinese ? DemoWords.All.Tasks.Chinese : DemoWords.All.Tasks.English), customer.Owner ?? random.Pick(sellers),
                done ? DateOnly.FromDateTime(created.DateTime).AddDays(random.Below(8)) : plan.Today.AddDays(random.Below(21) - 6), created, done ? created.AddHours(random.Below(24)) : null));
        }
    }

    /// <summary>Some were not reached the last time, and some never will be.</summary>
    private static void LoseTouch(DemoFirm firm, DemoCustomer customer, Nature nature)
    {
        // A stream of its own: what else happens to the customer is the same with it and without.
        var random = DemoRandom.For(firm.Plan.Seed, customer.No, purpose: 11);
        if (customer.Contacts.Count == 0 || customer.Contacts[^1] is not { Direction: "ToCustomer" } last) return;
        var why = random.Chance(0.08) ? "NoAnswer" : !random.Chance(nature.Behaviour is Behaviour.Lost or Behaviour.Declining ? 0.1 : 0.02) ? null
            : last.Channel switch { "Email" or "Letter" or "Sms" => "Bounced", "Call" or "WeChat" => nature.IsPerson ? "NumberDead" : "PersonLeft", _ => nature.IsPerson ? null : "PersonLeft" };
        if (why is not null) customer.Contacts[^1] = last with { Reach = why, Minutes = null, Result = null };
    }

    private static void Complain(DemoFirm firm, DemoCustomer customer, Nature nature, bool chinese, ref DemoRandom random)
    {
        var about = customer.Orders[random.Below(customer.Orders.Count)];
        var received = about.OrderedAt.AddDays(1 + random.Below(14));
        if (received >= DemoHistory.At(firm.Plan.Today)) return;
        var grievance = random.Pick(chinese ? DemoWords.All.Complaints.Chinese : DemoWords.All.Complaints.English);
        var closed = received.AddHours(4 + random.Below(nature.Behaviour == Behaviour.Lost ? 400 : 96));
        var open = closed >= DemoHistory.At(firm.Plan.Today) || (received > DemoHistory.At(firm.Plan.Today).AddDays(-50) && random.Chance(0.5));
        int? satisfaction = open || random.Chance(0.4) ? null : nature.Behaviour == Behaviour.Lost ? 1 + random.Below(3) : 3 + random.Below(3);
        customer.Complaints.Add(new(grievance.Cause, grievance.Summary, received, open ? null : closed, open ? null : grievance.Solution, satisfaction,
            open || random.Chance(0.7) ? 0 : 1000 + 500 * random.Below(20), random.Pick(firm.ServicePeople)));
    }
}
