using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Retention.Warnings.Alerts;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Tiles;

/// <summary>Customers with a warning that nobody has acted on by its day.</summary>
internal sealed class LateWarningsIndicator(GuanxiDb db) : IRiskIndicator
{
    public string Key => "retention.indicator.late_warnings";
    public RiskKind Kind => RiskKind.Churn;
    public IndicatorUnit Unit => IndicatorUnit.Count;
    public double Watch => 20;
    public double Alarm => 100;
    public string Url => "/warnings?overdue=true";

    public async Task<double?> Read(DateTimeOffset now, DateOnly today, CancellationToken ct) =>
        await db.Set<Alert>().Where(a => a.State == AlertState.Open && a.DueOn < today).Select(a => a.CustomerId).Distinct().CountAsync(ct);
}
