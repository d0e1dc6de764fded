using Guanxi.Appraisal.Criteria;
using Guanxi.Appraisal.Sheets;
using Guanxi.Staff;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Periods;

/// <summary>How far a period is: by unit, who is late, and every sheet within reach.</summary>
[Needs(AppraisalRights.Read)]
internal sealed record PeriodCard : IQuestion<PeriodDetail>, IConcerns<AppraisalPeriod>
{
    public Id<AppraisalPeriod> PeriodId { get; init; }

    Id<AppraisalPeriod> IConcerns<AppraisalPeriod>.Subject => PeriodId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<PeriodCard, PeriodDetail>
    {
        public async Task<PeriodDetail> Handle(PeriodCard request, Actor actor, CancellationToken ct)
        {
            var period = await db.Set<AppraisalPeriod>().AsNoTracking().FirstAsync(p => p.Id == request.PeriodId, ct);
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
            var sheets = await SheetReach.Within(db, actor).AsNoTracking().Where(s => s.PeriodId == period.Id).ToListAsync(ct);
            var units = await db.UnitNames().ToDictionaryAsync(u => u.Id, ct);
            var log = await db.Set<AppraisalEvent>().AsNoTracking().Where(e => e.PeriodId == period.Id && e.SheetId == null).OrderBy(e => e.HappenedAt).ThenBy(e => e.Id).ToListAsync(ct);
            var names = await db.NamesOf(sheets.Select(s => s.PersonId).Concat(sheets.Select(s => s.RaterId)).Concat(log.Select(e => e.PersonId)), ct);
            var whole = await db.HoldsWhole(period.Id, actor, ct);
            var rows = sheets.Select(s => new SheetRow
            {
                Id = s.Id, Person = names.GetValueOrDefault(s.PersonId) ?? "", UnitId = s.UnitId, Unit = units.GetValueOrDefault(s.UnitId)?.Name ?? "", Rater = names.GetValueOrDefault(s.RaterId) ?? "", State = s.State,
                Appeal = s.Appeal, Seen = s.SeenAt is not null, SentBack = s.State == SheetState.Open && s.SentBackBecause is not null,
                Late = s.State == SheetState.Open && period.Stage == PeriodStage.Rating && period.RateBy < today,
                // Nobody sees one's own marks earlier here than on one's own page, and nobody a colleague's draft.
                Score = s.State == SheetState.Submitted ? s.ScoreNow(period.Rules) : null,
            }).OrderBy(r => units.GetValueOrDefault(r.UnitId)?.Path ?? "", StringComparer.Ordinal).ThenBy(r => r.Person, ByName.Order).ToList();
            return new()
            {
                Row = PeriodRow.Of(period, today), RateBy = period.RateBy, AnswerBy = period.AnswerBy, FinaliseBy = period.FinaliseBy, SignBy = period.SignBy, WholeFirm = period.Units.Count == 0,
                UnitNames = [.. period.Units.Select(u => units.GetValueOrDefault(u)?.Name ?? "")], Whole = whole, Rules = period.Rules, Sheets = rows,
                Units = [.. rows.GroupBy(r => (r.UnitId, r.Unit)).Select(g => new UnitProgress
                {
                    Unit = g.Key.Unit, Sheets = g.Count(r => r.State != SheetState.LeftOut), Submitted = g.Count(r => r.State == SheetState.Submitted), Late = g.Count(r => r.Late), Appeals = g.Count(r => r.Appeal == AppealState.Open),
                })],
                Log = [.. log.Select(e => AppraisalLine.Of(e, names))],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/appraisals/periods/{periodId}", (Id<AppraisalPeriod> periodId, Asker asker, CancellationToken ct) =>
        asker.Answer(new PeriodCard { PeriodId = periodId }, ct)).Produces<PeriodDetail>().WithSummary("How far a period is");
}

/// <summary>One period, as far as it is within reach.</summary>
internal sealed record PeriodDetail
{
    public required PeriodRow Row { get; init; }
    public required DateOnly RateBy { get; init; }
    public required DateOnly AnswerBy { get; init; }
    public required DateOnly FinaliseBy { get; init; }
    public required DateOnly SignBy { get; init; }
    public bool WholeFirm { get; init; }
    public required IReadOnlyList<string> UnitNames { get; init; }

    /// <summary>Whether all of it is within reach, and so may be acted on as a whole.</summary>
    public bool Whole { get; init; }
    public required AppraisalSettings Rules { get; init; }
    public required IReadOnlyList<UnitProgress> Units { get; init; }
    public required IReadOnlyList<SheetRow> Sheets { get; init; }
    public required IReadOnlyList<AppraisalLine> Log { get; init; }
}

/// <summary>How far one unit is.</summary>
internal sealed record UnitProgress
{
    public required string Unit { get; init; }
    public int Sheets { get; init; }
    public int Submitted { get; init; }
    public int Late { get; init; }
    public int Appeals { get; init; }
}

/// <summary>One sheet in a list.</summary>
internal sealed record SheetRow
{
    public required Id<AppraisalSheet> Id { get; init; }
    public required string Person { get; init; }
    public required Id<Unit> UnitId { get; init; }
    public required string Unit { get; init; }
    public required string Rater { get; init; }
    public required SheetState State { get; init; }
    public required AppealState Appeal { get; init; }
    public bool Seen { get; init; }
    public bool SentBack { get; init; }
    public bool Late { get; init; }

    /// <summary>Once it is submitted.</summary>
    public double? Score { get; init; }
}

/// <summary>One line of the log.</summary>
internal sealed record AppraisalLine
{
    public required AppraisalAct Act { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset HappenedAt { get; init; }
    public string? Words { get; init; }

    public static AppraisalLine Of(AppraisalEvent happened, IReadOnlyDictionary<Id<Person>, string> names) =>
        new() { Act = happened.Act, By = names.GetValueOrDefault(happened.PersonId) ?? "", HappenedAt = happened.HappenedAt, Words = happened.Words };
}
