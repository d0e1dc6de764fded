using Guanxi.Data;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Grades;

/// <summary>Brings the newest standings in line with the grades by hand: what ended yesterday gives way to the rule, what was set while a run was writing is put on again.</summary>
[Needs(ValueRights.Edit)]
internal sealed record SettleGrades : IUseCase<int>
{
    internal sealed class Handler(GuanxiDb db, HandGrades hands, TimeProvider clock) : IHandler<SettleGrades, int>
    {
        public async Task<int> Handle(SettleGrades request, Actor actor, CancellationToken ct)
        {
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
            var unsettled = await Unsettled(db, hands, today, ct);
            foreach (var (customer, hand) in unsettled) await hands.Apply(new(customer), hand, ct);
            return unsettled.Count;
        }
    }

    /// <summary>Customers whose newest standing says something else than a person did, with the grade that they should have; null for the rule's.</summary>
    public static async Task<IReadOnlyList<(long Customer, HandGrade? Hand)>> Unsettled(GuanxiDb db, HandGrades hands, DateOnly today, CancellationToken ct)
    {
        if (await db.Set<InsightRun>().AsNoTracking().OrderByDescending(r => r.AsOf).Select(r => new { r.AsOf, r.RanAt }).FirstOrDefaultAsync(ct) is not { } run) return [];
        var ran = (await db.Setting<FirmSettings>(ct)).DayOf(run.RanAt);
        var valid = await hands.On(today, ct);
        // Only those that the newest run may have seen otherwise: nobody else's standing can differ.
        var touched = await db.Set<GradeOverride>().AsNoTracking().Where(o => o.Until >= ran).Select(o => o.CustomerId).Distinct().ToListAsync(ct);
        var standings = await LatestStandings.Of(db, touched, run.AsOf, ct);
        return [.. standings.Select(s => (s.Key.Value, Hand: valid.TryGetValue(s.Key.Value, out var hand) ? hand : (HandGrade?)null, Standing: s.Value))
            .Where(s => s.Hand is { } hand ? (s.Standing.Traits & Traits.ByHand) == 0 || s.Standing.Grade != Labels.Grades[(int)hand.Grade] || hand.NeverConcede != ((s.Standing.Traits & Traits.NeverConcede) != 0)
                : (s.Standing.Traits & Traits.ByHand) != 0)
            .Select(s => (s.Value, s.Hand))];
    }
}
