using Guanxi.Contact;
using Guanxi.Data;
using Guanxi.Service.Clocks;
using Guanxi.Service.Complaints.Causes;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Limits;

/// <summary>Tells the lead of a unit that many complained of one cause within a short time, or who sets what complaints are handled by where nobody leads. Once within the days of a cluster. Asked for by the product itself, every minute.</summary>
[Needs(ServiceRights.Plan)]
internal sealed record TellClusters : IUseCase<int>
{
    /// <summary>Clusters of which nobody was told within their days.</summary>
    internal static async Task<IReadOnlyList<Cluster>> Untold(GuanxiDb db, ClusterFinder finder, DateTimeOffset now, CancellationToken ct)
    {
        if (!(await db.Setting<ComplaintSettings>(ct)).TellCluster) return [];
        // Of those that somebody knows of already none hides a new one.
        var found = await finder.Find(Actor.System, ct, int.MaxValue);
        if (found.Count == 0) return [];
        var (causes, since) = (found.Select(c => c.TaskCause).ToList(), now.AddDays(-found[0].Days));
        var told = await db.Set<FirmTask>().Where(t => causes.Contains(t.Cause) && t.CreatedAt > since).Select(t => t.Cause).ToListAsync(ct);
        return [.. found.Where(c => !told.Contains(c.TaskCause)).Take(ClusterFinder.Most)];
    }

    internal sealed class Handler(GuanxiDb db, ClusterFinder finder, WhoIsTold told, Texts texts, TimeProvider clock) : IHandler<TellClusters, int>
    {
        public async Task<int> Handle(TellClusters request, Actor actor, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var (today, tasks) = ((await db.Setting<FirmSettings>(ct)).DayOf(now), 0);
            foreach (var cluster in await Untold(db, finder, now, ct))
            {
                if (await told.Of(cluster.UnitId, default, ServiceRights.Plan, null, ct) is not { } person) continue;
                var title = texts.In(await db.LanguageOf(person, ct), () => texts["service.task.cluster", cluster.Complaints, cluster.CauseCode ?? texts.Of("service", cluster.Cause), cluster.Unit ?? texts["service.quality.nobody"], cluster.Days]);
                db.Add(FirmTask.Plan(title.Within(200), cluster.Url, person, today, cluster.TaskCause, now));
                tasks++;
            }
            return tasks;
        }
    }
}
