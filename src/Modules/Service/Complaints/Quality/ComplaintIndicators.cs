using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Quality;

/// <summary>Open complaints whose step is past its limit.</summary>
internal sealed class LateComplaintsIndicator(GuanxiDb db) : IRiskIndicator
{
    public string Key => "service.indicator.late";
    public RiskKind Kind => RiskKind.Complaint;
    public IndicatorUnit Unit => IndicatorUnit.Count;
    public double Watch => 1;
    public double Alarm => 10;
    public string Url => "/complaints?late=true";

    public async Task<double?> Read(DateTimeOffset now, DateOnly today, CancellationToken ct) => await db.Set<Complaint>().CountAsync(c => c.State == ComplaintState.Open && c.DueAt < now, ct);
}

/// <summary>Which share of the complaints closed in the last 90 days had been opened again: the first solution did not hold.</summary>
internal sealed class ReopenedIndicator(GuanxiDb db) : IRiskIndicator
{
    public const int Days = 90;

    /// <summary>With fewer a share says nothing.</summary>
    public const int Least = 20;

    public string Key => "service.indicator.reopened";
    public RiskKind Kind => RiskKind.Complaint;
    public IndicatorUnit Unit => IndicatorUnit.Share;
    public double Watch => 0.05;
    public double Alarm => 0.15;
    public string Url => "/complaints/quality";

    public async Task<double?> Read(DateTimeOffset now, DateOnly today, CancellationToken ct)
    {
        var from = today.AddDays(-Days);
        var closed = await db.Set<Complaint>().Where(c => c.State == ComplaintState.Closed && c.ClosedOn > from && c.ClosedOn <= today).GroupBy(_ => 1).Select(g => new { All = g.Count(), Again = g.Count(c => c.Reopened > 0) }).FirstOrDefaultAsync(ct);
        return closed is { All: >= Least } ? (double)closed.Again / closed.All : null;
    }
}

/// <summary>Complaints of the last 30 days, as a multiple of the usual number: the mean of as many days over the year before.</summary>
internal sealed class RisingComplaintsIndicator(GuanxiDb db) : IRiskIndicator
{
    public const int Days = 30;
    public const int Before = 12;

    /// <summary>Where a year brought fewer, one more or less decides.</summary>
    public const int Least = 24;

    public string Key => "service.indicator.rising";
    public RiskKind Kind => RiskKind.Complaint;
    public IndicatorUnit Unit => IndicatorUnit.Multiple;
    public double Watch => 1.5;
    public double Alarm => 2;
    public string Url => "/complaints/quality";

    public async Task<double?> Read(DateTimeOffset now, DateOnly today, CancellationToken ct)
    {
        var (month, year) = (today.AddDays(-Days), today.AddDays(-Days * (Before + 1)));
        var received = await db.Set<Complaint>().Where(c => c.ReceivedOn > year && c.ReceivedOn <= today).GroupBy(_ => 1).Select(g => new { Now = g.Count(c => c.ReceivedOn > month), Before = g.Count(c => c.ReceivedOn <= month) }).FirstOrDefaultAsync(ct);
        return received is { Before: >= Least } ? (double)received.Now * Before / received.Before : null;
    }
}

/// <summary>Objections of private persons to being treated worse for their grade that nobody has decided.</summary>
internal sealed class ObjectionsIndicator(GuanxiDb db) : IRiskIndicator
{
    public string Key => "service.indicator.objections";
    public RiskKind Kind => RiskKind.Ethics;
    public IndicatorUnit Unit => IndicatorUnit.Count;
    public double Watch => 1;
    public double Alarm => 5;
    public string Url => "/complaints";

    public async Task<double?> Read(DateTimeOffset now, DateOnly today, CancellationToken ct) => await db.Set<Complaint>().CountAsync(c => c.State == ComplaintState.Open && c.Objected, ct);
}
