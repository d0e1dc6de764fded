using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Risk.Indicators;

/// <summary>Acts of one kind in the last seven days, by the audit.</summary>
internal abstract class AuditIndicator(GuanxiDb db) : IRiskIndicator
{
    private const int Days = 7;

    public abstract string Key { get; }
    public RiskKind Kind => RiskKind.Leak;
    public IndicatorUnit Unit => IndicatorUnit.Count;
    public abstract double Watch { get; }
    public abstract double Alarm { get; }
    public string Url => $"/audit?act={Act.ToString().ToLowerInvariant()}";

    protected abstract AuditAct Act { get; }

    public async Task<double?> Read(DateTimeOffset now, DateOnly today, CancellationToken ct)
    {
        // Ids are made within moments of the entry: nothing older need be looked at.
        var (act, since, id) = (Act, now.AddDays(-Days), Ids.From(now.AddDays(-Days - 1)));
        return await db.Set<AuditEntry>().CountAsync(a => a.Id >= id && a.DoneAt >= since && a.Act == act, ct);
    }
}

/// <summary>How often many records left the product at once.</summary>
internal sealed class ExportsIndicator(GuanxiDb db) : AuditIndicator(db)
{
    public override string Key => "risk.indicator.exports";
    public override double Watch => 20;
    public override double Alarm => 50;
    protected override AuditAct Act => AuditAct.Exported;
}

/// <summary>How often somebody wanted what they have no right to, or what is out of their reach.</summary>
internal sealed class RefusalsIndicator(GuanxiDb db) : AuditIndicator(db)
{
    public override string Key => "risk.indicator.refusals";
    public override double Watch => 10;
    public override double Alarm => 40;
    protected override AuditAct Act => AuditAct.Refused;
}
