using Guanxi.Customers;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Staff;

namespace Guanxi.Tests.Service;

/// <summary>Complaints as tests need them.</summary>
internal static class ComplaintGiven
{
    /// <summary>Somebody works at any hour of any day.</summary>
    public static WorkCalendar Always { get; } = new([.. Enumerable.Repeat<IReadOnlyList<WorkSpan>>([new(0, 1_440)], 7)], new Dictionary<DateOnly, bool>(), TimeZoneInfo.Utc);

    /// <summary>Nine to six, Monday to Friday, in Shanghai, and no holidays.</summary>
    public static WorkCalendar Office { get; } = new WorkCalendars(new(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).Firm;

    public static StepClock Clock(DateTimeOffset now, WorkCalendar? calendar = null, StepLimits? limits = null) =>
        new(calendar ?? Always, limits ?? new() { RespondHours = 4, JudgeHours = 8, SolveHours = 40 }, new() { TimeZone = "UTC" }, now);

    public static Complaint Open(Id<Customer> customer, DateTimeOffset at, ComplaintCause cause = ComplaintCause.Product, string words = "Broken", Id<Person>? handler = null) =>
        Complaint.Open(customer, cause, words, handler, at, DateOnly.FromDateTime(at.UtcDateTime));

    /// <summary>All that a complaint leaves behind that went through its four steps: itself, its log and its solution.</summary>
    /// <param name="paidMinor">Given on the day before it is closed, as it was solved.</param>
    public static IReadOnlyList<object> Close(this Complaint complaint, DateTimeOffset solved, int satisfaction = 4, long paidMinor = 0, DateTimeOffset? closed = null, Verdict verdict = Verdict.Stands)
    {
        var by = Id<Person>.New();
        var log = new List<object> { complaint, complaint.Start(new(), by, Clock(complaint.ReceivedAt)), complaint.Hear(null, by, Clock(solved)), complaint.Judge(new() { KeyPoints = "So it is", Cause = complaint.Cause, Verdict = verdict }, by, Clock(solved)) };
        var proposal = Proposal.Make(complaint, "Voucher", paidMinor, null, null, by, solved);
        log.Add(complaint.Propose(proposal, solved));
        proposal.TakeAnswer(true, null, solved);
        log.Add(complaint.Answer(proposal, by, solved));
        proposal.CarryOut("Sent", by, solved, DateOnly.FromDateTime(solved.UtcDateTime));
        log.Add(complaint.CarryOut(proposal, by, Clock(solved), 3));
        log.Add(complaint.FollowUp(new(true, satisfaction, "Well"), by, Clock(closed ?? solved), 1, 3));
        log.Add(proposal);
        return log;
    }
}
