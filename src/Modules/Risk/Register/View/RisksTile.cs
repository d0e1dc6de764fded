using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Risk.Indicators;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Risk.Register.View;

/// <summary>One's own risks whose day for an assessment has come, or of which an indicator gives the alarm by its newest kept reading.</summary>
internal sealed class RisksTile(GuanxiDb db, IndicatorReadings indicators, TimeProvider clock, Texts texts) : ITodayTile
{
    public string Key => "risk.tile.risks";
    public int Order => 59;
    public string Right => RiskRights.Register;

    public bool Fits(Scope scope) => true;

    public async Task<TileFigure?> Ask(Actor actor, CancellationToken ct)
    {
        var me = actor.Id;
        var own = await db.Set<RegisteredRisk>().AsNoTracking().Where(r => r.State == RiskState.Open && r.OwnerId == me).ToListAsync(ct);
        if (own.Count == 0) return null;
        var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
        var kept = await indicators.Kept(today, ct);
        var alarms = own.Count(r => r.Indicators.Any(i => IndicatorReadings.StateOf(i, kept) == IndicatorState.Alarm));
        var pressing = own.Count(r => r.ReviewOn <= today || r.Indicators.Any(i => IndicatorReadings.StateOf(i, kept) == IndicatorState.Alarm));
        return pressing == 0 ? null : new() { Count = pressing, AsOf = today, Url = "/risks", Note = alarms > 0 ? texts["risk.tile.risks.alarms", alarms] : texts["risk.tile.risks.reviews"] };
    }
}
