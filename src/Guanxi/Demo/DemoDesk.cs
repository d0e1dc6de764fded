namespace Guanxi.Demo;

/// <summary>
/// What lies on the desks this morning: complaints that wait, and tasks of those whom a visitor may sign in as.
/// Dealt out along the stream, each to the next customer whom it fits, so that nobody needs to be held.
/// </summary>
internal sealed class DemoDesk
{
    // The latest customers are left out: someone who came yesterday has no history that calls for a task.
    private const double Through = 0.8;
    private const int RecentDays = 45;

    private readonly DemoFirm firm;
    private readonly List<Pile> piles;

    public DemoDesk(DemoFirm firm)
    {
        this.firm = firm;
        piles = [.. DemoWords.All.Desk.GroupBy(item => item.Desk).Select(items => new Pile(items.Key, [.. items], firm.SignIn(items.Key)))];
    }

    public void Deal(DemoCustomer customer)
    {
        foreach (var pile in piles)
        {
            if (pile.Dealt == pile.Items.Count || customer.No < DueAt(pile)) continue;
            var item = pile.Items[pile.Dealt];
            if (pile.Person is { } person ? !Give(customer, item, firm.People[person - 1]) : !Complain(customer, item, pile.Dealt)) continue;
            pile.Dealt++;
        }
    }

    private int DueAt(Pile pile) => (int)(firm.Plan.Customers * Through * (pile.Dealt + 1) / (pile.Items.Count + 1));

    private bool Complain(DemoCustomer customer, DeskItem item, int nth)
    {
        var received = DemoHistory.At(firm.Plan.Today).AddDays(item.Day).AddMinutes(nth * 37);
        if (!Fits(customer) || customer.Complaints.Exists(c => c.ClosedAt is null) || !customer.Orders.Exists(o => o.OrderedAt < received && o.OrderedAt > received.AddDays(-RecentDays))) return false;
        customer.Complaints.Add(new(item.Kind, item.Words, received, null, null, null, 0, firm.ServicePeople[nth % firm.ServicePeople.Count]));
        return true;
    }

    private bool Give(DemoCustomer customer, DeskItem item, DemoPerson person)
    {
        var reachable = person.Role switch
        {
            "sales" => customer.Owner == person.No,
            "clerk" => customer.Unit == person.Unit,
            "service" => customer.Complaints.Count > 0,
            _ => !customer.IsPerson,
        };
        if (!reachable || !Fits(customer) || customer.Tasks.Count > 0) return false;
        customer.Tasks.Add(new(item.Words, person.No, firm.Plan.Today.AddDays(item.Day), DemoHistory.At(firm.Plan.Today).AddDays(Math.Min(item.Day, 0) - 3), null));
        return true;
    }

    // What is said on these desks is said in Chinese.
    private static bool Fits(DemoCustomer customer) => customer.Country == "CN" && customer.Orders.Count > 0;

    /// <param name="Person">Whose tasks these are; null for the complaints.</param>
    private sealed record Pile(string Desk, IReadOnlyList<DeskItem> Items, int? Person)
    {
        public int Dealt { get; set; }
    }
}

/// <param name="Desk">A sign-in's role, or <c>complaint</c>.</param>
/// <param name="Day">From today: when the task is due, when the complaint came in.</param>
/// <param name="Kind">The complaint's cause; empty for a task.</param>
internal sealed record DeskItem(string Desk, int Day, string Kind, string Words);
