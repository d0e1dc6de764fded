using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Privacy;

/// <summary>Requests about personal data that were not answered by their last day: the law names the day.</summary>
internal sealed class LatePrivacyIndicator(GuanxiDb db) : IRiskIndicator
{
    public string Key => "contact.indicator.privacy_late";
    public RiskKind Kind => RiskKind.Legal;
    public IndicatorUnit Unit => IndicatorUnit.Count;
    public double Watch => 1;
    public double Alarm => 3;
    public string Url => "/privacy";

    public async Task<double?> Read(DateTimeOffset now, DateOnly today, CancellationToken ct) => await db.Set<PrivacyRequest>().CountAsync(r => r.State == PrivacyState.Open && r.DueOn < today, ct);
}
