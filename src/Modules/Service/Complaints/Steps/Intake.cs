using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Service.Complaints.Causes;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Steps;

/// <summary>What several acts on complaints ask of the database.</summary>
internal static class Intake
{
    /// <summary>Takes a complaint that was just opened: its unit is the customer's, else that of who took it; its grade is the customer's of this moment; its clock starts.</summary>
    public static async Task<StepClock> Take(this GuanxiDb db, Complaint complaint, ComplaintDetails details, Id<Unit>? elseUnit, Id<Person>? by, DateTimeOffset now, CancellationToken ct)
    {
        var customer = await db.CustomerOwners().Where(c => c.Id == complaint.CustomerId).FirstAsync(ct);
        details = details with { UnitId = details.UnitId ?? customer.UnitId ?? elseUnit, Grade = (await db.FaceOf(complaint.CustomerId, ct))?.Grade };
        var grade = customer.IsPerson && details.Grade == "small" ? "ordinary" : details.Grade;
        var time = new StepClock((await db.Calendars(ct)).Of(details.UnitId), (await db.Setting<ComplaintSettings>(ct)).Of(grade), await db.Setting<FirmSettings>(ct), now);
        db.Add(complaint);
        db.Add(complaint.Start(details, by, time));
        return time;
    }

    /// <summary>Whether a customer is a private person.</summary>
    public static Task<bool> IsPerson(this GuanxiDb db, Id<Customer> customer, CancellationToken ct) => db.CustomerOwners().Where(c => c.Id == customer).Select(c => c.IsPerson).FirstOrDefaultAsync(ct);

    /// <summary>What was found, where the cause and the unit that it names are there.</summary>
    public static async Task<Judgement> Checked(this GuanxiDb db, Judgement found, CancellationToken ct)
    {
        if (found.UnitId is { } unit) Refuse.Field(nameof(Judgement.UnitId), !await db.UnitNames().AnyAsync(u => u.Id == unit, ct), "staff.unit.not_found");
        if (found.Origin != ComplaintOrigin.Own) found = found with { Cause = ComplaintCause.Other };
        if (found.CauseCodeId is not { IsNone: false } id) return found with { CauseCodeId = null };
        var code = await db.Set<CauseCode>().FirstOrDefaultAsync(c => c.Id == id, ct);
        Refuse.Field(nameof(Judgement.CauseCodeId), code is null, "service.cause.not_found");
        // Who chose the leaf chose the branch.
        return found with { Origin = code.Origin, Cause = code.Cause };
    }

    /// <summary>The solutions of a complaint that still wait for somebody.</summary>
    public static Task<List<Proposal>> RunningProposals(this GuanxiDb db, Complaint complaint, CancellationToken ct) => db.Set<Proposal>().Where(p => p.CustomerId == complaint.CustomerId && p.ComplaintId == complaint.Id
        && (p.State == ProposalState.AwaitsApproval || p.State == ProposalState.Offered || p.State == ProposalState.Accepted)).ToListAsync(ct);
}
