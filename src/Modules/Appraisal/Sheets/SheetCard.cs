using Guanxi.Appraisal.Criteria;
using Guanxi.Appraisal.Evidence;
using Guanxi.Appraisal.Periods;
using Guanxi.Staff;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Sheets;

/// <summary>One sheet with its evidence. The person rated sees marks once they are handed in; a draft is the rater's alone.</summary>
[NeedsNoRight("Everybody sees how they are rated; others' sheets only within reach.")]
internal sealed record SheetCard : IQuestion<SheetDetail>, IConcerns<AppraisalSheet>
{
    public Id<AppraisalSheet> SheetId { get; init; }

    Id<AppraisalSheet> IConcerns<AppraisalSheet>.Subject => SheetId;

    internal sealed class Handler(GuanxiDb db, EvidenceOfWork work, TimeProvider clock) : IHandler<SheetCard, SheetDetail>
    {
        public async Task<SheetDetail> Handle(SheetCard request, Actor actor, CancellationToken ct)
        {
            var sheet = await db.Set<AppraisalSheet>().AsNoTracking().FirstAsync(s => s.Id == request.SheetId, ct);
            var period = await db.Set<AppraisalPeriod>().AsNoTracking().FirstAsync(p => p.Id == sheet.PeriodId, ct);
            var now = clock.GetUtcNow();
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(now);
            var (mine, rater) = (sheet.PersonId == actor.Id, sheet.RaterId == actor.Id && sheet.PersonId != actor.Id);
            var log = await db.Set<AppraisalEvent>().AsNoTracking().Where(e => e.SheetId == sheet.Id).OrderBy(e => e.HappenedAt).ThenBy(e => e.Id).ToListAsync(ct);
            // Why a sheet went back is between rater and who finalises.
            if (mine) log.RemoveAll(e => e.Act is AppraisalAct.SentBack);
            var names = await db.NamesOf(log.Select(e => e.PersonId).Append(sheet.PersonId).Append(sheet.RaterId), ct);
            var (shown, whole) = (rater || sheet.State == SheetState.Submitted, await db.HoldsWhole(period.Id, actor, ct));
            var result = period.Stage == PeriodStage.Signed || (period.Stage == PeriodStage.Finalised && !mine);
            return new()
            {
                Id = sheet.Id, PeriodId = period.Id, Period = period.Name, Stage = period.Stage, FromOn = period.FromOn, UntilOn = period.UntilOn, RateBy = period.RateBy, PersonId = sheet.PersonId, RaterId = sheet.RaterId, Person = names.GetValueOrDefault(sheet.PersonId) ?? "",
                Unit = await db.UnitName(sheet.UnitId, ct) ?? "", Rater = names.GetValueOrDefault(sheet.RaterId) ?? "", Mine = mine, IsRater = rater, Whole = whole, MayReview = whole && !await db.RatedIn(period.Id, actor.Id, ct), State = sheet.State, Rules = period.Rules,
                Marks = shown ? sheet.Marks : [.. period.Rules.Hearts.Select(h => new HeartMark { Heart = h.Heart })], Comment = shown ? sheet.Comment : null,
                Evidence = sheet.Evidence ?? (mine || sheet.State == SheetState.LeftOut ? null : await work.Of(sheet.PersonId, sheet.UnitId, period, now, ct)), EvidenceFrozen = sheet.EvidenceKept is not null,
                Score = shown && sheet.ScoreNow(period.Rules) is var score && !double.IsNaN(score) ? score : null, SubmittedAt = sheet.SubmittedAt, SentBackBecause = mine ? null : sheet.SentBackBecause,
                SeenAt = sheet.SeenAt, Answer = sheet.Answer, Appeal = sheet.Appeal, AppealWords = sheet.AppealWords, DecisionWords = sheet.DecisionWords, AppealUntil = sheet.AppealUntil,
                MayAppeal = mine && sheet.State == SheetState.Submitted && sheet.Appeal == AppealState.None && sheet.AppealUntil >= today && period.Stage is PeriodStage.Rating or PeriodStage.Answers,
                Level = result ? sheet.Level : null, Suggestion = result && !mine ? sheet.Suggestion : null, PayHundredths = result ? sheet.PayHundredths : null,
                Log = [.. log.Select(e => AppraisalLine.Of(e, names))],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/appraisals/sheets/{sheetId}", (Id<AppraisalSheet> sheetId, Asker asker, CancellationToken ct) =>
        asker.Answer(new SheetCard { SheetId = sheetId }, ct)).Produces<SheetDetail>().WithSummary("One sheet with its evidence");
}

/// <summary>One sheet, as far as the reader may see it.</summary>
internal sealed record SheetDetail
{
    public required Id<AppraisalSheet> Id { get; init; }
    public required Id<AppraisalPeriod> PeriodId { get; init; }
    public required string Period { get; init; }
    public required PeriodStage Stage { get; init; }
    public required DateOnly FromOn { get; init; }
    public required DateOnly UntilOn { get; init; }
    public required DateOnly RateBy { get; init; }
    public required Id<Person> PersonId { get; init; }
    public required Id<Person> RaterId { get; init; }
    public required string Person { get; init; }
    public required string Unit { get; init; }
    public required string Rater { get; init; }

    /// <summary>The reader is rated here; the reader rates here; the reader has the whole period within reach.</summary>
    public bool Mine { get; init; }
    public bool IsRater { get; init; }
    public bool Whole { get; init; }

    /// <summary>And is not rated in it.</summary>
    public bool MayReview { get; init; }
    public required SheetState State { get; init; }
    public required AppraisalSettings Rules { get; init; }

    /// <summary>Without values where the reader may not see them yet.</summary>
    public required IReadOnlyList<HeartMark> Marks { get; init; }
    public string? Comment { get; init; }

    /// <summary>As it was when the sheet was handed in; before, as it is now.</summary>
    public SheetEvidence? Evidence { get; init; }
    public bool EvidenceFrozen { get; init; }
    public double? Score { get; init; }
    public DateTimeOffset? SubmittedAt { get; init; }
    public string? SentBackBecause { get; init; }
    public DateTimeOffset? SeenAt { get; init; }
    public string? Answer { get; init; }
    public AppealState Appeal { get; init; }
    public string? AppealWords { get; init; }
    public string? DecisionWords { get; init; }
    public DateOnly? AppealUntil { get; init; }
    public bool MayAppeal { get; init; }
    public Level? Level { get; init; }
    public Suggestion? Suggestion { get; init; }
    public int? PayHundredths { get; init; }
    public required IReadOnlyList<AppraisalLine> Log { get; init; }
}
