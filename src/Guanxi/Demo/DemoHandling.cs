using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Service;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Causes;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Staff;

namespace Guanxi.Demo;

/// <summary>Takes the demo firm's complaints through their steps, by the same rules as everybody's.</summary>
/// <param name="causes">The firm's finer causes, by kind.</param>
internal sealed class DemoHandling(DemoFirm firm, DemoIds ids, ILookup<string, Id<CauseCode>> causes)
{
    private static readonly ComplaintSettings Settings = new();
    private static readonly FirmSettings Firm = new();
    private static readonly string[] Channels = ["Phone", "Phone", "Shop", "Message", "Email"];

    private readonly WorkCalendar hours = new WorkCalendars(new() { Days = WorkTimes.ChinasHolidays }, TimeZoneInfo.FindSystemTimeZoneById(Firm.TimeZone)).Firm;
    private readonly ILookup<string, Id<CauseCode>> causes = causes;
    private readonly DateTimeOffset now = DemoHistory.At(firm.Plan.Today).AddHours(10);

    /// <summary>One complaint with its log and its solutions.</summary>
    public Handled Handle(DemoCustomer customer, long customerId, int nth, DemoComplaint told)
    {
        // A stream of its own: what else happens to the customer is the same with it and without.
        var random = DemoRandom.For(firm.Plan.Seed, customer.No * 8L + nth, purpose: 12);
        var complaint = Complaint.Open(new Id<Customer>(customerId), Enum.Parse<ComplaintCause>(told.Cause), told.Summary, null, told.ReceivedAt, Firm.DayOf(told.ReceivedAt));
        var way = new Way(this, complaint, new(ids.People[told.Handler]), customer.Country is "CN" or "HK");
        way.Log.Add(complaint.Start(new()
        {
            Channel = Enum.Parse<ServiceChannel>(random.Pick(Channels)), UnitId = new(ids.Units[customer.Unit]), Wish = random.Chance(0.4) ? way.Say("wish", ref random) : null,
            OrderNumber = random.Chance(0.5) && customer.Orders.Count > 0 ? $"{customer.Code}-{1 + random.Below(customer.Orders.Count)}" : null,
        }, way.By, Clock(told.ReceivedAt)));
        if (told.ClosedAt is { } closed) way.Close(told, closed, ref random);
        else way.Leave(told, nth, ref random);
        return new(complaint, way.Log, way.Proposals);
    }

    private StepClock Clock(DateTimeOffset at) => new(hours, Settings.Ordinary, Firm, at);

    /// <summary>One complaint on its way.</summary>
    private sealed class Way(DemoHandling demo, Complaint complaint, Id<Person> by, bool chinese)
    {
        public List<ComplaintEvent> Log { get; } = [];
        public List<Proposal> Proposals { get; } = [];
        public Id<Person> By => by;

        public string Say(string kind, ref DemoRandom random) =>
            random.Pick((chinese ? DemoWords.All.Handling.Chinese : DemoWords.All.Handling.English).Where(h => h.Kind == kind).Select(h => h.Text).ToList());

        /// <summary>Through all four steps up to the moment at which it was closed; who was dissatisfied had a second solution, and was not reached after it.</summary>
        public void Close(DemoComplaint told, DateTimeOffset closed, ref DemoRandom random)
        {
            var whole = closed - told.ReceivedAt;
            Hear(told.ReceivedAt + whole * (0.05 + 0.1 * random.Share()));
            Judge(told.ReceivedAt + whole * (0.2 + 0.1 * random.Share()), ref random);
            Solve(told.ReceivedAt + whole * 0.5, told.Solution!, told.CompensationMinor, ref random);
            if (told.Satisfaction is { } score && score < Settings.LeastScore)
            {
                Visit(told.ReceivedAt + whole * 0.7, new(true, score, Say("lacking", ref random)), Settings.MostAttempts);
                Solve(told.ReceivedAt + whole * 0.8, told.Solution!, 0, ref random);
            }
            if (complaint.Satisfaction is null && told.Satisfaction is { } content) Visit(closed, new(true, content, random.Chance(0.5) ? Say("thanks", ref random) : null), Settings.MostAttempts);
            else Visit(closed, new(false, null, null), mostAttempts: 1);
        }

        /// <summary>As far as it is this morning: what came in lately is at its beginning, what is old waits or is to be visited.</summary>
        public void Leave(DemoComplaint told, int nth, ref DemoRandom random)
        {
            var age = demo.now - told.ReceivedAt;
            if (age < TimeSpan.FromHours(20) || (age < TimeSpan.FromDays(2) && random.Chance(0.3))) return;
            var heard = told.ReceivedAt.AddHours(1 + random.Below(4));
            Hear(heard);
            if (age < TimeSpan.FromDays(3) && (nth + random.Below(2)) % 2 == 0) return;
            var judged = heard.AddHours(2 + random.Below(10));
            Judge(judged < demo.now ? judged : heard.AddMinutes(30), ref random);
            if (age < TimeSpan.FromDays(5))
            {
                if (random.Chance(0.6)) Offer(demo.now.AddHours(-2), random.Pick((chinese ? DemoWords.All.Complaints.Chinese : DemoWords.All.Complaints.English).Select(g => g.Solution).ToList()), 0);
                return;
            }
            if (random.Chance(0.4)) Log.Add(complaint.Pause(Say("waits", ref random), by, demo.Clock(judged.AddHours(3))));
            else Solve(demo.now.AddDays(-1 - random.Below(3)), random.Pick((chinese ? DemoWords.All.Complaints.Chinese : DemoWords.All.Complaints.English).Select(g => g.Solution).ToList()), 0, ref random);
        }

        private void Hear(DateTimeOffset at) => Log.Add(complaint.Hear(null, by, demo.Clock(at)));

        private void Judge(DateTimeOffset at, ref DemoRandom random)
        {
            var codes = demo.causes[complaint.Cause.ToString()].ToList();
            Log.Add(complaint.Judge(new()
            {
                KeyPoints = Say("point", ref random), Verdict = random.Chance(0.7) ? Verdict.Stands : random.Chance(0.6) ? Verdict.StandsInPart : Verdict.DoesNotStand, Cause = complaint.Cause,
                CauseCodeId = codes.Count > 0 && random.Chance(0.8) ? random.Pick(codes) : null,
            }, by, demo.Clock(at)));
        }

        private Proposal Offer(DateTimeOffset at, string words, long minor)
        {
            var proposal = Proposal.Make(complaint, words, minor, gift: null, authorityMinor: null, by, at);
            Proposals.Add(proposal);
            Log.Add(complaint.Propose(proposal, at));
            return proposal;
        }

        private void Solve(DateTimeOffset at, string words, long minor, ref DemoRandom random)
        {
            var proposal = Offer(at - (at - complaint.JudgedAt!.Value) * 0.3, words, minor);
            proposal.TakeAnswer(true, null, at);
            Log.Add(complaint.Answer(proposal, by, at));
            var clock = demo.Clock(at);
            proposal.CarryOut(Say("evidence", ref random), by, at, clock.Today);
            Log.Add(complaint.CarryOut(proposal, by, clock, Settings.FollowUpDays));
        }

        private void Visit(DateTimeOffset at, ReturnVisit visit, int mostAttempts) => Log.Add(complaint.FollowUp(visit, by, demo.Clock(at), Settings.LeastScore, mostAttempts));
    }
}

/// <summary>A complaint with what was done about it.</summary>
internal sealed record Handled(Complaint Complaint, IReadOnlyList<ComplaintEvent> Log, IReadOnlyList<Proposal> Proposals);
