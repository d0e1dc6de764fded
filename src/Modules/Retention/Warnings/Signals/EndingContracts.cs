using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Retention.Bonds;
using Guanxi.Retention.Warnings.Settings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Warnings.Signals;

/// <summary>Contracts that end within the days of the settings, or ended as lately, and that nothing goes on from: of each customer the first.</summary>
/// <remarks>By the calendar, not by the last day of orders: a contract ends on its day, however old the newest document is.</remarks>
internal sealed class EndingContracts
{
    private readonly Dictionary<Id<Customer>, DateOnly> lastDays;
    private readonly DateOnly alarmUntil;

    private EndingContracts(Dictionary<Id<Customer>, DateOnly> lastDays, DateOnly alarmUntil) => (this.lastDays, this.alarmUntil) = (lastDays, alarmUntil);

    public static async Task<EndingContracts> Of(GuanxiDb db, WarningSettings settings, DateOnly today, CancellationToken ct)
    {
        var ending = settings.ContractDays == 0 ? [] : await db.Expiring(today.AddDays(-settings.ContractDays), today.AddDays(settings.ContractDays)).Where(b => b.Barrier == BarrierKind.Contractual)
            .Select(b => new { b.CustomerId, b.ExpiresOn }).ToListAsync(ct);
        return new(ending.GroupBy(b => b.CustomerId).ToDictionary(g => g.Key, g => g.Min(b => b.ExpiresOn!.Value)), today.AddDays(settings.ContractAlarmDays));
    }

    /// <summary>Who, and how bad it is.</summary>
    public IEnumerable<(Id<Customer> Customer, Severity Severity)> Severities => lastDays.Select(l => (l.Key, l.Value <= alarmUntil ? Severity.Alarm : Severity.Warning));

    /// <summary>The contract's last day.</summary>
    public DateOnly LastDay(Id<Customer> customer) => lastDays[customer];
}
