using Guanxi.Appraisal.Criteria;
using Guanxi.Appraisal.Periods;
using Guanxi.Appraisal.Sheets;
using Guanxi.Staff;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Results;

/// <summary>What a period came to: of everybody within reach the score, the level, what is suggested for the position, and the pay coefficient.</summary>
[Needs(AppraisalRights.Read)]
internal sealed record ResultList : IQuestion<ResultsFound>, IConcerns<AppraisalPeriod>
{
    public Id<AppraisalPeriod> PeriodId { get; init; }

    Id<AppraisalPeriod> IConcerns<AppraisalPeriod>.Subject => PeriodId;

    internal sealed class Handler(GuanxiDb db) : IHandler<ResultList, ResultsFound>
    {
        public async Task<ResultsFound> Handle(ResultList request, Actor actor, CancellationToken ct)
        {
            var period = await db.Set<AppraisalPeriod>().AsNoTracking().FirstAsync(p => p.Id == request.PeriodId, ct);
            Refuse.If(period.Stage is not (PeriodStage.Finalised or PeriodStage.Signed), "appraisal.period.not_finalised");
            var me = actor.Id;
            // One's own result is one's own only when it is signed.
            var sheets = await SheetReach.Within(db, actor).AsNoTracking().Where(s => s.PeriodId == period.Id && s.Level != null && (s.PersonId != me || period.Stage == PeriodStage.Signed)).ToListAsync(ct);
            var units = await db.UnitNames().ToDictionaryAsync(u => u.Id, ct);
            var names = await db.NamesOf(sheets.Select(s => s.PersonId).Concat(sheets.Select(s => s.RaterId)), ct);
            return new()
            {
                PeriodId = period.Id, Period = period.Name, Stage = period.Stage, FromOn = period.FromOn, UntilOn = period.UntilOn, SignedAt = period.SignedAt, SignedBy = await db.PersonName(period.SignedBy, ct),
                Rows = [.. sheets.Select(s => new ResultRow
                {
                    SheetId = s.Id, Person = names.GetValueOrDefault(s.PersonId) ?? "", Unit = units.GetValueOrDefault(s.UnitId)?.Name ?? "", UnitPath = units.GetValueOrDefault(s.UnitId)?.Path ?? "", Rater = names.GetValueOrDefault(s.RaterId) ?? "",
                    Score = s.Score!.Value, Level = s.Level!.Value, LevelBefore = s.LevelBefore, Suggestion = s.Suggestion!.Value, PayHundredths = s.PayHundredths!.Value, Marks = [.. s.Marks.Select(m => m.Counts ?? 0)],
                    Satisfaction = s.Evidence?.Satisfaction, SatisfactionAnswers = s.Evidence?.SatisfactionAnswers ?? 0,
                }).OrderBy(r => r.UnitPath, StringComparer.Ordinal).ThenByDescending(r => r.Score).ThenBy(r => r.Person, ByName.Order)],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/appraisals/periods/{periodId}/results", (Id<AppraisalPeriod> periodId, Asker asker, CancellationToken ct) =>
        asker.Answer(new ResultList { PeriodId = periodId }, ct)).Produces<ResultsFound>().WithSummary("What a period came to");
}

/// <summary>Results within reach.</summary>
internal sealed record ResultsFound
{
    public required Id<AppraisalPeriod> PeriodId { get; init; }
    public required string Period { get; init; }
    public required PeriodStage Stage { get; init; }
    public required DateOnly FromOn { get; init; }
    public required DateOnly UntilOn { get; init; }
    public DateTimeOffset? SignedAt { get; init; }
    public string? SignedBy { get; init; }
    public required IReadOnlyList<ResultRow> Rows { get; init; }
}

/// <summary>One person's result.</summary>
internal sealed record ResultRow
{
    public required Id<AppraisalSheet> SheetId { get; init; }
    public required string Person { get; init; }
    public required string Unit { get; init; }
    [System.Text.Json.Serialization.JsonIgnore] public string UnitPath { get; init; } = "";
    public required string Rater { get; init; }
    public required double Score { get; init; }
    public required Level Level { get; init; }
    public Level? LevelBefore { get; init; }
    public required Suggestion Suggestion { get; init; }
    public required int PayHundredths { get; init; }

    /// <summary>The marks that count, in the order of the hearts.</summary>
    public required IReadOnlyList<int> Marks { get; init; }

    /// <summary>Customers' answers 1–5, as they were when the sheet was handed in; null with too few.</summary>
    public double? Satisfaction { get; init; }
    public int SatisfactionAnswers { get; init; }
}
