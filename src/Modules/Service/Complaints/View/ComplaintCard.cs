using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Causes;
using Guanxi.Service.Complaints.Compensation;
using Guanxi.Service.Complaints.Desk;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.View;

/// <summary>One complaint with its four steps, its solutions, its log, and whether it has come back.</summary>
[Needs(ServiceRights.Read)]
internal sealed record ComplaintCard : IQuestion<ComplaintDetail>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Id<Complaint> ComplaintId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, ComplaintRows rows, Authority authority, Recurrence recurrence) : IHandler<ComplaintCard, ComplaintDetail>
    {
        public async Task<ComplaintDetail> Handle(ComplaintCard request, Actor actor, CancellationToken ct)
        {
            var complaint = Refuse.Missing(await db.Set<Complaint>().AsNoTracking().FirstOrDefaultAsync(c => c.CustomerId == request.CustomerId && c.Id == request.ComplaintId, ct), "service.complaint.not_found");
            var row = Refuse.Missing((await rows.Of([complaint], actor, ct)).FirstOrDefault(), "service.complaint.not_found");
            var log = await db.Set<ComplaintEvent>().AsNoTracking().Where(e => e.CustomerId == complaint.CustomerId && e.ComplaintId == complaint.Id).OrderBy(e => e.HappenedAt).ThenBy(e => e.Id).ToListAsync(ct);
            var proposals = await db.Set<Proposal>().AsNoTracking().Where(p => p.CustomerId == complaint.CustomerId && p.ComplaintId == complaint.Id).OrderBy(p => p.Id).ToListAsync(ct);
            var people = await db.NamesOf(log.SelectMany(e => new[] { e.PersonId, e.GivenToId }).Concat(proposals.Select(p => (Id<Person>?)p.ProposedBy)).Append(complaint.TakenBy).OfType<Id<Person>>(), ct);
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            var code = complaint.CauseCodeId is { } id ? await db.Set<CauseCode>().Where(c => c.Id == id).Select(c => c.Name).FirstOrDefaultAsync(ct) : null;
            var limit = complaint.State == ComplaintState.Open ? await authority.Of(actor, complaint, ct) : 0;
            return new()
            {
                Row = row, Channel = complaint.Channel, Wish = complaint.Wish, OrderNumber = complaint.OrderNumber, TakenBy = Name(complaint.TakenBy), UnitId = complaint.UnitId, Unit = await db.UnitName(complaint.UnitId, ct),
                Verdict = complaint.Verdict, Origin = complaint.Origin, CauseCodeId = complaint.CauseCodeId, CauseCode = code, KeyPoints = complaint.KeyPoints, ExternalNumber = ImportedRecords.Known(complaint.ExternalNumber), RootCause = complaint.RootCause,
                GradeThen = complaint.Grade, WorseBecause = complaint.WorseBecause, Objected = complaint.Objected, FollowUpOn = complaint.FollowUpOn, RespondMinutes = complaint.RespondMinutes, SolveMinutes = complaint.SolveMinutes,
                IsPerson = await db.IsPerson(complaint.CustomerId, ct), MayGive = limit is { } most ? new Money(Math.Max(most - complaint.CompensationMinor, 0), currency) : null, AnyAmount = limit is null, Recurrence = await recurrence.Of(complaint, actor, ct),
                Log = [.. log.Select(e => new ComplaintLine { Act = e.Act, Step = e.Step, HappenedAt = e.HappenedAt, By = Name(e.PersonId), Words = e.Words, DueAt = e.DueAt, Late = e.Late, Amount = e.AmountMinor > 0 ? new Money(e.AmountMinor, currency) : null, To = Name(e.GivenToId), Channel = e.Channel, SaidBy = e.SaidBy, SaidOn = e.SaidOn })],
                Proposals = [.. proposals.Select(p => new ProposalRow
                {
                    State = p.State, Words = p.Words, Money = p.MoneyMinor > 0 ? new Money(p.MoneyMinor, currency) : null, Gift = p.GiftName, Total = new Money(p.TotalMinor, currency), InAll = new Money(p.InAllMinor, currency), By = Name(p.ProposedBy), Mine = p.ProposedBy == actor.Id,
                    ProposedAt = p.ProposedAt, DecisionNote = p.DecisionNote, Answer = p.Answer, Evidence = p.Evidence, CarriedOutAt = p.CarriedOutAt,
                })],
            };

            string? Name(Id<Person>? person) => person is { } who ? people.GetValueOrDefault(who) : null;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/complaints/{complaintId}",
        (Id<Customer> customerId, Id<Complaint> complaintId, Asker asker, CancellationToken ct) => asker.Answer(new ComplaintCard { CustomerId = customerId, ComplaintId = complaintId }, ct))
        .Produces<ComplaintDetail>().WithSummary("One complaint with its steps, solutions and log");
}
