using Guanxi.Data;
using Guanxi.Service.Complaints.Desk;
using Guanxi.Service.Complaints.Limits;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Causes;

/// <summary>Whether a cause has come back.</summary>
public sealed record Recurred
{
    /// <summary>Days that are looked back on.</summary>
    public required int Days { get; init; }

    /// <summary>Earlier complaints of this customer, of any cause and of this one.</summary>
    public required int OfCustomer { get; init; }
    public required int OfCustomerSameCause { get; init; }

    /// <summary>Other complaints of the same cause against the same unit, within the reader's scope.</summary>
    public required int OfUnitSameCause { get; init; }
    public required DateOnly Since { get; init; }
}

/// <summary>Counts what came before a complaint.</summary>
internal sealed class Recurrence(GuanxiDb db)
{
    public async Task<Recurred> Of(Complaint complaint, Actor actor, CancellationToken ct)
    {
        var days = (await db.Setting<ComplaintSettings>(ct)).RecurDays;
        var (since, until, id, cause, code, unit) = (complaint.ReceivedOn.AddDays(-days), complaint.ReceivedOn, complaint.Id, complaint.Cause, complaint.CauseCodeId, complaint.UnitId);
        var own = await db.Set<Complaint>().Where(c => c.CustomerId == complaint.CustomerId && c.Id != id && c.ReceivedOn >= since && c.ReceivedOn <= until)
            .GroupBy(c => 1).Select(g => new { All = g.Count(), Same = g.Sum(c => c.Cause == cause && c.CauseCodeId == code ? 1 : 0) }).FirstOrDefaultAsync(ct);
        var others = db.ComplaintsFor(actor).Where(c => c.ReceivedOn >= since && c.ReceivedOn <= until && c.Cause == cause && c.UnitId == unit && c.Id != id);
        if (code is not null) others = others.Where(c => c.CauseCodeId == code);
        return new() { Days = days, Since = since, OfCustomer = own?.All ?? 0, OfCustomerSameCause = own?.Same ?? 0, OfUnitSameCause = await others.CountAsync(ct) };
    }
}
