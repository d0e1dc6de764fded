using Guanxi.Appraisal.Sheets;
using Guanxi.Staff;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Periods;

/// <summary>What concerns the reader: how they are rated, whom they have to rate, and the periods within reach.</summary>
[NeedsNoRight("Everybody sees how they are rated.")]
internal sealed record MyAppraisals : IQuestion<AppraisalsSeen>
{
    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<MyAppraisals, AppraisalsSeen>
    {
        // Periods are some in a year: those of ten years.
        private const int Most = 40;

        public async Task<AppraisalsSeen> Handle(MyAppraisals request, Actor actor, CancellationToken ct)
        {
            var (me, today) = (actor.Id, (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow()));
            var sheets = db.Set<AppraisalSheet>().AsNoTracking();
            var mine = await (from s in sheets
                              join p in db.Set<AppraisalPeriod>() on s.PeriodId equals p.Id
                              where s.PersonId == me && p.Stage != PeriodStage.CalledOff && s.State != SheetState.LeftOut
                              orderby p.UntilOn descending, s.Id descending
                              select new { Sheet = s, Period = p.Name, p.Stage }).Take(Most).ToListAsync(ct);
            var toRate = await (from s in sheets
                                join p in db.Set<AppraisalPeriod>() on s.PeriodId equals p.Id
                                join person in db.PersonNames() on s.PersonId equals person.Id
                                join unit in db.UnitNames() on s.UnitId equals unit.Id
                                where s.RaterId == me && s.State == SheetState.Open && p.Stage == PeriodStage.Rating
                                orderby p.RateBy, s.Id
                                select new SheetToRate { Id = s.Id, Person = person.Name, Unit = unit.Name, Period = p.Name, RateBy = p.RateBy, SentBack = s.SentBackBecause != null }).ToListAsync(ct);
            var periods = await PeriodReach.Within(db, actor).AsNoTracking().OrderByDescending(p => p.UntilOn).ThenByDescending(p => p.Id).Take(Most).ToListAsync(ct);
            return new()
            {
                Mine = [.. mine.Select(m => new OwnSheet
                {
                    Id = m.Sheet.Id, Period = m.Period, Submitted = m.Sheet.State == SheetState.Submitted, Seen = m.Sheet.SeenAt is not null, Appeal = m.Sheet.Appeal, AppealUntil = m.Sheet.AppealUntil,
                    MayAppeal = m.Sheet.MayStillAppeal(today) && m.Stage is PeriodStage.Rating or PeriodStage.Answers, Score = m.Stage == PeriodStage.Signed ? m.Sheet.Score : null, Level = m.Stage == PeriodStage.Signed ? m.Sheet.Level : null,
                })],
                ToRate = [.. toRate.Select(r => r with { Late = r.RateBy < today })],
                Periods = [.. periods.Select(p => PeriodRow.Of(p, today))],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/appraisals", (Asker asker, CancellationToken ct) => asker.Answer(new MyAppraisals(), ct))
        .Produces<AppraisalsSeen>().WithSummary("How one is rated, whom one has to rate, and the periods within reach");
}

/// <summary>What concerns the reader.</summary>
internal sealed record AppraisalsSeen
{
    public required IReadOnlyList<OwnSheet> Mine { get; init; }
    public required IReadOnlyList<SheetToRate> ToRate { get; init; }
    public required IReadOnlyList<PeriodRow> Periods { get; init; }
}

/// <summary>One's own sheet of one period.</summary>
internal sealed record OwnSheet
{
    public required Id<AppraisalSheet> Id { get; init; }
    public required string Period { get; init; }

    /// <summary>Before that there is nothing to see.</summary>
    public bool Submitted { get; init; }
    public bool Seen { get; init; }
    public AppealState Appeal { get; init; }
    public DateOnly? AppealUntil { get; init; }
    public bool MayAppeal { get; init; }

    /// <summary>Once it is signed.</summary>
    public double? Score { get; init; }
    public Criteria.Level? Level { get; init; }
}

/// <summary>Somebody whom the reader has to rate.</summary>
internal sealed record SheetToRate
{
    public required Id<AppraisalSheet> Id { get; init; }
    public required string Person { get; init; }
    public required string Unit { get; init; }
    public required string Period { get; init; }
    public required DateOnly RateBy { get; init; }
    public bool Late { get; init; }
    public bool SentBack { get; init; }
}

/// <summary>One period.</summary>
internal sealed record PeriodRow
{
    public required Id<AppraisalPeriod> Id { get; init; }
    public required string Name { get; init; }
    public required DateOnly FromOn { get; init; }
    public required DateOnly UntilOn { get; init; }
    public required PeriodStage Stage { get; init; }
    public required int Sheets { get; init; }
    public required int Outstanding { get; init; }
    public required int AppealsOpen { get; init; }

    /// <summary>By when the present stage is to be done; null where nothing is to be done.</summary>
    public DateOnly? DueOn { get; init; }
    public bool Late { get; init; }

    public static PeriodRow Of(AppraisalPeriod period, DateOnly today)
    {
        DateOnly? due = period.Stage switch
        {
            PeriodStage.Opened or PeriodStage.Rating => period.RateBy,
            PeriodStage.Answers => period.AnswerBy < today ? period.FinaliseBy : period.AnswerBy,
            PeriodStage.Finalised => period.SignBy,
            _ => null,
        };
        return new()
        {
            Id = period.Id, Name = period.Name, FromOn = period.FromOn, UntilOn = period.UntilOn, Stage = period.Stage, Sheets = period.Sheets, Outstanding = period.Outstanding, AppealsOpen = period.AppealsOpen,
            DueOn = due, Late = due < today,
        };
    }
}
