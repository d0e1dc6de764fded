using System.Globalization;
using Guanxi.Contact;
using Guanxi.Data;
using Guanxi.Service.Complaints.Corrective;
using Guanxi.Http;
using Guanxi.Service.Complaints.Desk;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Causes;

/// <summary>Causes that many complained of within a short time against one unit, and about which nothing is done yet. Of customers within one's scope.</summary>
[Needs(ServiceRights.Read)]
internal sealed record Clusters : IQuestion<IReadOnlyList<Cluster>>
{
    internal sealed class Handler(ClusterFinder finder) : IHandler<Clusters, IReadOnlyList<Cluster>>
    {
        public Task<IReadOnlyList<Cluster>> Handle(Clusters request, Actor actor, CancellationToken ct) => finder.Find(actor, ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/complaints/clusters", (Asker asker, CancellationToken ct) => asker.Answer(new Clusters(), ct))
        .Produces<IReadOnlyList<Cluster>>().WithSummary("Causes that many complained of within a short time");
}

/// <summary>Finds clusters.</summary>
internal sealed class ClusterFinder(GuanxiDb db, TimeProvider clock)
{
    /// <summary>More than these at a time are no alarm, but how the firm is.</summary>
    public const int Most = 5;

    /// <param name="most">At most so many, those with the most complaints.</param>
    public async Task<IReadOnlyList<Cluster>> Find(Actor actor, CancellationToken ct, int most = Most)
    {
        var settings = await db.Setting<ComplaintSettings>(ct);
        var (least, since) = (settings.ClusterCount, (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow()).AddDays(-settings.ClusterDays));
        var found = await db.ComplaintsFor(actor).Where(c => c.ReceivedOn > since && (c.Origin == null || c.Origin == ComplaintOrigin.Own))
            .GroupBy(c => new { c.Cause, c.CauseCodeId, c.UnitId }).Select(g => new { g.Key.Cause, g.Key.CauseCodeId, g.Key.UnitId, Count = g.Count() }).Where(g => g.Count >= least)
            .OrderByDescending(g => g.Count).ThenBy(g => g.UnitId).ThenBy(g => g.Cause).Take(50 * Most).ToListAsync(ct);
        if (found.Count == 0) return [];
        // Something is being done, or was and it is not yet to be told whether it helps.
        var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
        var seenTo = await db.Set<CorrectiveAction>().Where(a => a.State == CorrectiveState.Open || (a.State == CorrectiveState.Done && a.CheckOn >= today)).Select(a => new { a.Cause, a.CauseCodeId, a.UnitId }).ToListAsync(ct);
        var codes = await db.Set<CauseCode>().ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var units = await db.UnitNames().ToDictionaryAsync(u => u.Id, u => u.Name, ct);
        return [.. found.Where(f => !seenTo.Exists(a => a.Cause == f.Cause && (a.CauseCodeId is null || a.CauseCodeId == f.CauseCodeId) && (a.UnitId is null || a.UnitId == f.UnitId))).Take(most).Select(f => new Cluster
        {
            Cause = f.Cause, CauseCodeId = f.CauseCodeId, CauseCode = f.CauseCodeId is { } code ? codes.GetValueOrDefault(code) : null, UnitId = f.UnitId, Unit = f.UnitId is { } unit ? units.GetValueOrDefault(unit) : null,
            Complaints = f.Count, Days = settings.ClusterDays, Since = since.AddDays(1),
        })];
    }
}

/// <summary>Many complaints of one cause against one unit.</summary>
internal sealed record Cluster
{
    public required ComplaintCause Cause { get; init; }
    public Id<CauseCode>? CauseCodeId { get; init; }
    public string? CauseCode { get; init; }
    public Id<Unit>? UnitId { get; init; }
    public string? Unit { get; init; }
    public required int Complaints { get; init; }
    public required int Days { get; init; }
    public required DateOnly Since { get; init; }

    /// <summary>What calls for the task that it brings.</summary>
    internal string TaskCause => CauseOf(Cause, CauseCodeId, UnitId);

    internal static string CauseOf(ComplaintCause cause, Id<CauseCode>? code, Id<Unit>? unit) => $"service.cluster.{cause}.{(code is { } one ? one.ToString() : "-")}.{(unit is { } which ? which.ToString() : "-")}.".ToLowerInvariant();

    /// <summary>What calls for the open tasks of clusters that an action sees to: of its cause, and of its finer cause and unit where it names them.</summary>
    internal static async Task<IReadOnlyList<string>> ToldOf(GuanxiDb db, CorrectiveAction action, CancellationToken ct)
    {
        var (of, code, unit) = ($"service.cluster.{action.Cause}.".ToLowerInvariant(), action.CauseCodeId?.ToString(), action.UnitId?.ToString());
        var open = await db.Set<FirmTask>().Where(t => t.DoneAt == null && t.Cause.StartsWith(of)).Select(t => t.Cause).Distinct().ToListAsync(ct);
        return [.. open.Where(cause => cause[of.Length..].Split('.') is [var its, var at, ..] && (code is null || its == code) && (unit is null || at == unit))];
    }

    /// <summary>Where its complaints are.</summary>
    internal string Url => string.Create(CultureInfo.InvariantCulture, $"/complaints?view=all&cause={Cause.ToString().ToLowerInvariant()}&code={(CauseCodeId is { } code ? code.ToString() : "none")}&unit={(UnitId is { } unit ? unit.ToString() : "none")}&since={Since:yyyy-MM-dd}");
}
