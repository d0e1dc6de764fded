using Guanxi.Customers;

namespace Guanxi.Demo;

/// <summary>The ids that the firm's units, people and products got, by their numbers.</summary>
internal sealed record DemoIds(long[] Units, long[] People, long[] Products)
{
    private readonly long[] customers = new long[DemoReferrals.Reach];

    /// <summary>The id that one of the latest customers got, by its number.</summary>
    public long Customer(int no) => customers[no % customers.Length];
    public void Keep(int no, long id) => customers[no % customers.Length] = id;
}

/// <summary>Customers with all that is theirs, as rows.</summary>
internal sealed class DemoBatch(DemoIds ids, DemoHandling handling, DemoSurveys surveys, DemoRequests requests, long stamp)
{
    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    public List<NewCustomer> Customers { get; } = [];
    public List<object?[]> Orders { get; } = [];
    public List<object?[]> Lines { get; } = [];
    public List<object?[]> Contacts { get; } = [];
    public List<object?[]> Complaints { get; } = [];
    public List<object?[]> ComplaintEvents { get; } = [];
    public List<object?[]> Proposals { get; } = [];
    public List<object?[]> Requests { get; } = [];
    public List<object?[]> RequestEvents { get; } = [];
    public List<object?[]> Tasks { get; } = [];
    public List<object?[]> Bonds { get; } = [];
    public List<object?[]> Links { get; } = [];
    public List<object?[]> Invitations { get; } = [];
    public List<object?[]> Tickets { get; } = [];
    public List<object?[]> Answers { get; } = [];
    public List<object?[]> AnonymousAnswers { get; } = [];
    public long Stamp => stamp;
    public int Rows => Customers.Count + Orders.Count + Lines.Count + Contacts.Count + Complaints.Count + ComplaintEvents.Count + Proposals.Count + Requests.Count + RequestEvents.Count + Tasks.Count + Bonds.Count + Links.Count + Invitations.Count + Tickets.Count + Answers.Count + AnonymousAnswers.Count;

    public void Add(DemoCustomer customer, Func<long> nextId)
    {
        var id = nextId();
        var referrer = customer.ReferredBy is { } no ? ids.Customer(no) : (long?)null;
        ids.Keep(customer.No, id);
        Customers.Add(new()
        {
            Id = id, Code = customer.Code, Kind = customer.IsPerson ? CustomerKind.Individual : CustomerKind.Organisation, Name = customer.Name, Phone = customer.Phone, Email = customer.Email,
            WeChat = customer.WeChat, Country = customer.Country, Province = customer.Province, City = customer.City, Address = customer.Address, Birthday = customer.Birthday,
            CreditCode = customer.CreditCode, Industry = customer.Industry, Source = customer.Source, OwnerId = customer.Owner is { } owner ? ids.People[owner] : null,
            UnitId = ids.Units[customer.Unit], ReferredById = referrer, CreatedAt = customer.CreatedAt, ConfirmedAt = customer.ConfirmedAt,
            Gender = customer.Facts.Gender, Occupation = customer.Facts.Occupation, StaffBand = customer.Facts.StaffBand, TurnoverBand = customer.Facts.TurnoverBand, Region = customer.Facts.Region,
            CreditLimit = customer.Facts.CreditLimit, CreditTermDays = customer.Facts.CreditTermDays, People = PeopleOf(customer, nextId),
        });
        foreach (var l in customer.Links)
            Links.Add([id, nextId(), 0, stamp, ids.Customer(l.Other), l.Kind, l.SinceOn, ids.People[l.Person], customer.CreatedAt]);
        AddOrders(customer, id, nextId);
        foreach (var c in customer.Contacts)
            Contacts.Add([id, nextId(), 0, stamp, c.Channel, c.Direction, c.Reach, ids.People[c.Person], c.HappenedAt, Day(c.HappenedAt), c.Minutes, c.Purpose, c.Result, 0]);
        for (var i = 0; i < customer.Complaints.Count; i++) AddComplaint(handling.Handle(customer, id, i, customer.Complaints[i]), id, nextId);
        foreach (var t in customer.Tasks)
            Tasks.Add([id, nextId(), 0, stamp, t.Title, ids.People[t.Owner], t.DueOn, t.DoneAt, ids.People[t.Owner], t.CreatedAt]);
        AddBonds(customer, id, nextId);
        surveys.Deal(customer, id, this, nextId);
        requests.Deal(customer, id, this, nextId);
    }

    private void AddComplaint(Handled handled, long customer, Func<long> nextId)
    {
        var (c, id) = (handled.Complaint, nextId());
        Complaints.Add(
        [
            customer, id, 0, stamp, c.ReceivedAt, c.ReceivedOn, c.Channel.ToString(), c.Summary, c.Wish, c.OrderNumber, c.TakenBy?.Value, c.HandlerId?.Value, c.UnitId?.Value, c.State.ToString(), c.Step.ToString(), c.StepBeganAt, c.StepPausedMinutes, c.ProposalsMade, c.DueAt, c.PausedAt, c.PausedBecause,
            c.LeftMinutes, c.PausedMinutes, c.Objected, c.Origin?.ToString(), c.Cause.ToString(), c.CauseCodeId?.Value, c.Verdict?.ToString(), c.KeyPoints, c.HeardAt, c.JudgedAt, c.SolvedAt, c.FollowUpOn, c.ClosedAt, c.ClosedOn, c.RespondMinutes,
            c.SolveMinutes, c.RespondedLate, c.SolvedLate, c.Outcome?.ToString(), c.Solution, c.Satisfaction, c.CompensationMinor, c.Reopened, c.Attempts, c.AwaitsApproval,
        ]);
        foreach (var e in handled.Log)
            ComplaintEvents.Add([customer, nextId(), 0, stamp, id, e.Act.ToString(), e.Step.ToString(), e.HappenedAt, e.PersonId?.Value, e.Words, e.DueAt, e.Late, e.AmountMinor]);
        foreach (var p in handled.Proposals)
            Proposals.Add([customer, nextId(), 0, stamp, id, p.Words, p.MoneyMinor, p.GiftMinor, p.InAllMinor, p.State.ToString(), p.ProposedBy.Value, p.ProposedAt, p.AnsweredAt, p.CarriedOutAt, p.CarriedOutOn, p.CarriedOutBy?.Value, p.Evidence]);
    }

    private List<NewContactPerson> PeopleOf(DemoCustomer customer, Func<long> nextId)
    {
        var made = new List<NewContactPerson>(customer.People.Count);
        foreach (var p in customer.People)
            made.Add(new()
            {
                Id = nextId(), Name = p.Name, Position = p.Position, Department = p.Department, Phones = p.Phone, Emails = p.Email, Role = Enum.Parse<BuyingRole>(p.Role), Attitude = Enum.Parse<Attitude>(p.Attitude),
                ReportsToId = p.ReportsTo is { } above ? made[above].Id : null, AddedBy = ids.People[p.AddedBy], AddedAt = customer.CreatedAt,
            });
        return made;
    }

    private void AddBonds(DemoCustomer customer, long id, Func<long> nextId)
    {
        var made = new long[customer.Bonds.Count];
        for (var i = 0; i < made.Length; i++)
        {
            var (bond, kind) = (customer.Bonds[i], customer.Bonds[i].Kind);
            made[i] = nextId();
            Bonds.Add([id, made[i], 0, stamp, kind.Form, kind.Barrier, kind.Level, kind.Words, kind.Strength, bond.FromOn, bond.ExpiresOn, bond.Renews is { } before ? made[before] : null, ids.People[bond.Person], bond.RecordedAt]);
        }
    }

    private void AddOrders(DemoCustomer customer, long id, Func<long> nextId)
    {
        var first = 0L;
        foreach (var order in customer.Orders)
        {
            var orderId = nextId();
            if (first == 0) first = orderId;
            // Numbers go by customer, so that the index of numbers grows at its end.
            Orders.Add([id, orderId, 0, stamp, $"{customer.Code}-{order.No}", order.Kind, order.OrderedAt, order.OrderedOn, order.TotalMinor, customer.Currency,
                ids.Units[customer.Unit], order.Seller is { } seller ? ids.People[seller] : null]);
            for (var i = order.FirstLine; i < order.FirstLine + order.Lines; i++)
            {
                var line = customer.Lines[i];
                // Orders of a customer are numbered without gaps, and so are their ids.
                long? returned = order.ReturnOf is { } sale ? first + sale - 1 : null;
                Lines.Add([id, orderId, line.LineNo, ids.Products[line.Product], order.Kind, line.QuantityMilli, line.UnitPriceMicro, line.AmountMinor, returned, null]);
            }
        }
    }

    private static DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(Zone).DateTime);
}
