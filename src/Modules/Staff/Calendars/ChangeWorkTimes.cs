using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.Calendars;

/// <summary>When the firm and its shops work, and which days are otherwise.</summary>
[NeedsNoRight("Everybody knows when the firm is open.")]
internal sealed record WorkTimesNow : IQuestion<WorkTimes>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<WorkTimesNow, WorkTimes>
    {
        public Task<WorkTimes> Handle(WorkTimesNow request, Actor actor, CancellationToken ct) => db.Setting<WorkTimes>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/work-times", (Asker asker, CancellationToken ct) => asker.Answer(new WorkTimesNow(), ct))
        .Produces<WorkTimes>().WithSummary("When the firm and its shops work");
}

/// <summary>Changes working hours and holidays. Limits that already run keep their end; what starts from now on is counted by the new hours.</summary>
[Needs(KernelRights.Settings)]
internal sealed record ChangeWorkTimes : IUseCase<WorkTimes>
{
    public WorkTimes Times { get; set; } = new();

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeWorkTimes, WorkTimes>
    {
        public async Task<WorkTimes> Handle(ChangeWorkTimes request, Actor actor, CancellationToken ct)
        {
            var times = request.Times;
            Refuse.If(times.Weeks.Count is 0 or > WorkTimes.MostWeeks, "staff.work_times.weeks_wrong", WorkTimes.MostWeeks);
            foreach (var week in times.Weeks) Check(week);
            Refuse.If(times.Days.GroupBy(d => d.Day).Any(g => g.Count() > 1), "staff.work_times.day_twice");
            var named = times.Weeks.Skip(1).SelectMany(w => w.Units).ToList();
            Refuse.If(named.Count != named.Distinct().Count(), "staff.work_times.unit_twice");
            Refuse.If(await db.UnitNames().CountAsync(u => named.Contains(u.Id), ct) != named.Count, "staff.unit.not_found");
            await db.Change(times, ct);
            return times;
        }

        private static void Check(WorkWeek week)
        {
            Refuse.If(week.Hours.Count != 7, "staff.work_times.seven_days");
            var wrong = week.Hours.FirstOrDefault(h => WorkWeek.Read(h) is null);
            Refuse.If(wrong is not null, "staff.work_times.hours_unreadable", wrong);
            Refuse.If(week.Hours.All(string.IsNullOrWhiteSpace), "staff.work_times.never_works");
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/work-times", (WorkTimes times, Asker asker, CancellationToken ct) => asker.Answer(new ChangeWorkTimes { Times = times }, ct))
        .Produces<WorkTimes>().WithSummary("Change working hours and holidays");
}
