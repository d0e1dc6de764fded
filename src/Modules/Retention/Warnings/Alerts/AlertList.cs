using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Retention.Warnings.Signals;
using Guanxi.Staff;
using Guanxi.Value;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Warnings.Alerts;

/// <summary>Whose warnings.</summary>
internal enum AlertsOf
{
    /// <summary>Of all customers within one's scope.</summary>
    All,

    /// <summary>One's own to react to.</summary>
    Mine,

    /// <summary>Of the people of one's own unit.</summary>
    Team,

    /// <summary>Nobody's.</summary>
    Nobody,
}

/// <summary>Which warnings; the list, its page and its number say it in the same words.</summary>
internal record AlertFilter
{
    public AlertsOf Whose { get; init; }
    public AlertState State { get; init; }
    public Signal? Signal { get; init; }
    public Severity? Severity { get; init; }

    /// <summary>major, minor, ordinary, small.</summary>
    [StringLength(20)] public string? Grade { get; init; }

    /// <summary>Only open ones past their day.</summary>
    public bool Overdue { get; init; }
}

/// <summary>Warnings of customers within one's scope, by the day someone must react, then by money at risk.</summary>
[Needs(ValueRights.Read)]
internal sealed record AlertList : AlertFilter, IQuestion<AlertsFound>
{
    public AlertPlace? After { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    internal sealed class Handler(GuanxiDb db, AlertRows rows, TimeProvider clock) : IHandler<AlertList, AlertsFound>
    {
        private const int CountedTo = 1_000;

        public async Task<AlertsFound> Handle(AlertList request, Actor actor, CancellationToken ct)
        {
            var firm = await db.Setting<FirmSettings>(ct);
            var fitting = Fitting(request, actor, firm.DayOf(clock.GetUtcNow()));
            var page = fitting;
            if (request.After is { } after)
            {
                var (day, money, id) = (after.DueOn, after.MoneyMinor, after.Id);
                page = page.Where(a => a.DueOn >= day && (a.DueOn > day || a.MoneyMinor < money || (a.MoneyMinor == money && a.Id > id)));
            }
            var found = await page.OrderBy(a => a.DueOn).ThenByDescending(a => a.MoneyMinor).ThenBy(a => a.Id).Take(request.Count + 1).ToListAsync(ct);
            var shown = found.Take(request.Count).ToList();
            return new()
            {
                Rows = await rows.Of(shown, actor, ct), Total = await fitting.Take(CountedTo + 1).CountAsync(ct), Currency = firm.BaseCurrency,
                Next = found.Count > request.Count ? new AlertPlace(shown[^1].DueOn, shown[^1].MoneyMinor, shown[^1].Id) : null,
            };
        }

        private IQueryable<Alert> Fitting(AlertList request, Actor actor, DateOnly today)
        {
            var (state, me, home) = (request.State, actor.Id, actor.HomeUnit ?? default);
            var alerts = db.Set<Alert>().AsNoTracking().Where(a => a.State == state);
            if (actor.Scope != Scope.All) alerts = alerts.Where(a => db.CustomerNamesFor(actor).Any(c => c.Id == a.CustomerId));
            alerts = request.Whose switch
            {
                AlertsOf.Mine => alerts.Where(a => a.OwnerId == me),
                AlertsOf.Team => alerts.Where(a => db.PersonNames().Any(p => p.Id == a.OwnerId && p.UnitId == home)),
                AlertsOf.Nobody => alerts.Where(a => a.OwnerId == null),
                _ => alerts,
            };
            if (request.Signal is { } signal) alerts = alerts.Where(a => a.Signal == signal);
            if (request.Severity is { } severity) alerts = alerts.Where(a => a.Severity == severity);
            if (request.Grade is { Length: > 0 } grade) alerts = alerts.Where(a => db.Set<CustomerFace>().Any(f => f.CustomerId == a.CustomerId && f.Grade == grade));
            if (request.Overdue) alerts = alerts.Where(a => a.State == AlertState.Open && a.DueOn < today);
            return alerts;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/warnings",
        (Named<AlertsOf>? whose, Named<AlertState>? state, Named<Signal>? signal, Named<Severity>? severity, string? grade, bool? overdue, AlertPlace? after, int? count, Asker asker, CancellationToken ct) =>
            asker.Answer(new AlertList
            {
                Whose = whose?.Value ?? AlertsOf.All, State = state?.Value ?? AlertState.Open, Signal = signal?.Value, Severity = severity?.Value, Grade = grade, Overdue = overdue ?? false, After = after, Count = count ?? 50,
            }, ct)).Produces<AlertsFound>().WithSummary("Warnings by the day someone must react");
}

/// <summary>A page of warnings.</summary>
internal sealed record AlertsFound
{
    public required IReadOnlyList<AlertRow> Rows { get; init; }

    /// <summary>How many there are in all; 1,001 stands for more than a thousand.</summary>
    public int Total { get; init; }
    public string Currency { get; init; } = "";
    public AlertPlace? Next { get; init; }
}
