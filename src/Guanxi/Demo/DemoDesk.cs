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
        piles = [.. DemoWords.All.Desk.GroupBy(item => (item.Desk, item.Cause.Length > 0)).Select(items => new Pile([.. items], firm.SignIn(items.Key.Desk) is { } no ? firm.People[no - 1] : null))];
    }

    public void Deal(DemoCustomer customer)
    {
        foreach (var pile in piles)
        {
            if (pile.Dealt == pile.Items.Count || customer.No < DueAt(pile)) continue;
            var item = pile.Items[pile.Dealt];
            if (item.Cause.Length > 0 ? Complain(customer, item, pile) : Give(customer, item, pile.Person!)) pile.Dealt++;
        }
    }

    private int DueAt(Pile pile) => (int)(firm.Plan.Customers * Through * (pile.Dealt + 1) / (pile.Items.Count + 1));

    private bool Complain(DemoCustomer customer, DeskItem item, Pile pile)
    {
        var received = DemoHistory.At(firm.Plan.Today).AddDays(item.Day).AddMinutes(pile.Dealt * 37);
        if (!Fits(customer, pile.Person) || customer.Complaints.Exists(c => c.ClosedAt is null)) return false;
        if (!customer.Orders.Exists(o => o.OrderedAt < received && o.OrderedAt > received.AddDays(-RecentDays))) return false;
        customer.Complaints.Add(new(item.Cause, item.Words, received, null, null, null, 0, firm.ServicePeople[pile.Dealt % firm.ServicePeople.Count]));
        return true;
    }

    private bool Give(DemoCustomer customer, DeskItem item, DemoPerson person)
    {
        if (!Fits(customer, person) || customer.Tasks.Count > 0) return false;
        customer.Tasks.Add(new(item.Words, person.No, firm.Plan.Today.AddDays(item.Day), DemoHistory.At(firm.Plan.Today).AddDays(Math.Min(item.Day, 0) - 3), null));
        return true;
    }

    // What is said on these desks is said in Chinese; and nobody has to do with customers whom they may not see.
    private static bool Fits(DemoCustomer customer, DemoPerson? person) => customer.Country == "CN" && customer.Orders.Count > 0 && person?.Role switch
    {
        null => true,
        "sales" => customer.Owner == person.No,
        "clerk" => customer.Unit == person.Unit,
        "service" => customer.Complaints.Count > 0,
        _ => !customer.IsPerson,
    };

    /// <param name="Person">Whose tasks these are, or whose customers complain; null for anybody's.</param>
    private sealed record Pile(IReadOnlyList<DeskItem> Items, DemoPerson? Person)
    {
        public int Dealt { get; set; }
    }
}

/// <param name="Desk">A sign-in's role: their tasks, or complaints of their customers. <c>anybody</c>: complaints of any customer.</param>
/// <param name="Day">From today: when the task is due, when the complaint came in.</param>
/// <param name="Cause">The complaint's; empty for a task.</param>
internal sealed record DeskItem(string Desk, int Day, string Cause, string Words);
