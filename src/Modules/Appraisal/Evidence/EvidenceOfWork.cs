using Guanxi.Appraisal.Periods;
using Guanxi.Contact;
using Guanxi.Data;
using Guanxi.Insight.Numerics;
using Guanxi.Service;

namespace Guanxi.Appraisal.Evidence;

/// <summary>Gathers what Service and Contact know of one person's work, and what customers answered to surveys about it.</summary>
internal sealed class EvidenceOfWork(GuanxiDb db, IEnumerable<ISaidAfterwards> asking)
{
    /// <param name="now">The period may still run: it is looked at up to yesterday then, as today is not over.</param>
    public async Task<SheetEvidence> Of(Id<Person> person, Id<Unit> unit, AppraisalPeriod period, DateTimeOffset now, CancellationToken ct)
    {
        var yesterday = (await db.Setting<FirmSettings>(ct)).DayOf(now).AddDays(-1);
        var until = period.UntilOn < yesterday ? period.UntilOn : yesterday;
        var complaints = await db.ComplaintWorkOf(person, unit, period.FromOn, until, ct);
        var requests = await db.RequestWorkOf(person, period.FromOn, until, ct);
        List<int> surveyed = [];
        foreach (var one in asking) surveyed.AddRange(await one.SatisfactionWith(person, period.FromOn, until, ct));
        var contacts = await db.ContactWorkOf(person, period.FromOn, until, ct);
        return new()
        {
            FromOn = period.FromOn, UntilOn = until, Handled = complaints.Handled, Causes = [.. complaints.Causes.Select(c => new CauseSeen(c.Cause, c.Stand, c.StandInPart, c.DoNotStand, c.Unjudged))],
            Satisfaction = Mean(complaints.Satisfaction), SatisfactionAnswers = complaints.Satisfaction.Count,
            Responded = complaints.RespondMinutes.Count, RespondedInTime = complaints.RespondedInTime, RespondMinutes = Median(complaints.RespondMinutes),
            Solved = complaints.SolveMinutes.Count, SolvedInTime = complaints.SolvedInTime, SolveMinutes = Median(complaints.SolveMinutes),
            Requests = requests.Handled, RequestsResponded = requests.RespondMinutes.Count, RequestsRespondedInTime = requests.RespondedInTime, RequestsRespondMinutes = Median(requests.RespondMinutes),
            RequestsSolved = requests.SolveMinutes.Count, RequestsSolvedInTime = requests.SolvedInTime, RequestsSolveMinutes = Median(requests.SolveMinutes),
            RequestsSatisfaction = Mean(requests.Satisfaction), RequestsSatisfactionAnswers = requests.Satisfaction.Count, Surveyed = Mean(surveyed), SurveyedAnswers = surveyed.Count,
            AgainstUnit = complaints.AgainstUnit, AgainstUnitStand = complaints.AgainstUnitStand,
            Contacts = contacts.Contacts, ContactsReached = contacts.Reached, ContactCustomers = contacts.Customers, TasksInTime = contacts.TasksInTime, TasksLate = contacts.TasksLate, TasksOpen = contacts.TasksOpen,
        };
    }

    private static double? Mean(IReadOnlyList<int> answers) => answers.Count >= SheetEvidence.Least ? answers.Average() : null;

    private static double? Median(IReadOnlyList<int> minutes) => minutes.Count >= SheetEvidence.Least ? Quantiles.Type7([.. minutes.Select(m => (double)m).Order()], 0.5) : null;
}
