using Guanxi.Appraisal.Criteria;
using Guanxi.Appraisal.Sheets;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Periods;

/// <summary>
/// One evaluation of the people of some units, over a stretch of time. It goes from rating over answers and appeals to a result that one person finalises and another signs; up to the
/// signature it can be called off, after it nothing changes.
/// </summary>
internal sealed class AppraisalPeriod : Entity<AppraisalPeriod>
{
    public string Name { get; private init; } = "";

    /// <summary>The time that is looked at, both days included.</summary>
    public DateOnly FromOn { get; private init; }
    public DateOnly UntilOn { get; private init; }
    [History] public PeriodStage Stage { get; private set; }

    /// <summary>By when each stage is to be done. A plan: what is late shows, but goes on.</summary>
    public DateOnly RateBy { get; private init; }
    public DateOnly AnswerBy { get; private init; }
    public DateOnly FinaliseBy { get; private init; }
    public DateOnly SignBy { get; private init; }

    /// <summary>Ids of the units that take part, as JSON; an empty list is the whole firm.</summary>
    public string UnitsKept { get; private init; } = "";

    /// <summary>The rules that it was opened with, as JSON.</summary>
    public string RulesKept { get; private init; } = "";

    /// <summary>Sheets that are not in yet, and appeals nobody has decided. Kept here, so that two who act at one moment both change the period, and the second is told.</summary>
    public int Outstanding { get; private set; }
    public int AppealsOpen { get; private set; }
    public int Sheets { get; private set; }
    public DateTimeOffset OpenedAt { get; private init; }
    public Id<Person> OpenedBy { get; private init; }
    public Id<Person>? FinalisedBy { get; private set; }
    public DateTimeOffset? FinalisedAt { get; private set; }
    public Id<Person>? SignedBy { get; private set; }
    public DateTimeOffset? SignedAt { get; private set; }

    public IReadOnlyList<Id<Unit>> Units => StoredJson.Read<List<Id<Unit>>>(UnitsKept) ?? [];

    public AppraisalSettings Rules => rules ??= StoredJson.Read<AppraisalSettings>(RulesKept)!;

    private AppraisalSettings? rules;

    /// <summary>Whether anything may still be changed.</summary>
    public bool Runs => Stage is PeriodStage.Opened or PeriodStage.Rating or PeriodStage.Answers;

    public static AppraisalPeriod Open(PeriodPlan plan, AppraisalSettings rules, Id<Person> by, DateTimeOffset at)
    {
        Refuse.Field("Name", string.IsNullOrWhiteSpace(plan.Name), "appraisal.period.name_missing");
        Refuse.Field("UntilOn", plan.UntilOn < plan.FromOn, "appraisal.period.until_before_from");
        Refuse.Field("FromOn", plan.UntilOn.DayNumber - plan.FromOn.DayNumber > 731, "appraisal.period.too_long");
        Refuse.Field("RateBy", plan.RateBy < plan.FromOn, "appraisal.period.due_before_from");
        Refuse.Field("AnswerBy", plan.AnswerBy < plan.RateBy, "appraisal.period.due_not_in_order");
        Refuse.Field("FinaliseBy", plan.FinaliseBy < plan.AnswerBy, "appraisal.period.due_not_in_order");
        Refuse.Field("SignBy", plan.SignBy < plan.FinaliseBy, "appraisal.period.due_not_in_order");
        return new()
        {
            Name = plan.Name.Trim(), FromOn = plan.FromOn, UntilOn = plan.UntilOn, RateBy = plan.RateBy, AnswerBy = plan.AnswerBy, FinaliseBy = plan.FinaliseBy, SignBy = plan.SignBy,
            UnitsKept = StoredJson.Write(plan.Units), RulesKept = StoredJson.Write(rules), OpenedBy = by, OpenedAt = at,
        };
    }

    /// <summary>Somebody takes part. Only while who rates whom is being looked through.</summary>
    public AppraisalSheet Add(Id<Person> person, Id<Unit> unit, Id<Person> rater)
    {
        Require(PeriodStage.Opened);
        (Sheets, Outstanding) = (Sheets + 1, Outstanding + 1);
        return AppraisalSheet.For(this, person, unit, rater);
    }

    public AppraisalEvent BeginRating(Id<Person> by, DateTimeOffset at)
    {
        Require(PeriodStage.Opened);
        Refuse.If(Outstanding == 0, "appraisal.period.nobody");
        Stage = PeriodStage.Rating;
        return Log(AppraisalAct.RatingBegan, by, at);
    }

    /// <summary>A sheet is in, or left out: with the last one the answers begin.</summary>
    internal void OneLess()
    {
        Outstanding--;
        if (Stage == PeriodStage.Rating && Outstanding == 0) Stage = PeriodStage.Answers;
    }

    /// <summary>A sheet went back to its rater.</summary>
    internal void OneMore()
    {
        Outstanding++;
        if (Stage == PeriodStage.Answers) Stage = PeriodStage.Rating;
    }

    internal void Appealed() => AppealsOpen++;

    internal void Decided() => AppealsOpen--;

    /// <summary>Results are made of the marks and stand. Nobody does that in a period in which they are rated, and nobody before all have said what they wish, or let the time pass.</summary>
    /// <param name="sheets">All of the period.</param>
    /// <param name="before">Levels of the period before, by person.</param>
    public AppraisalEvent Finalise(IReadOnlyCollection<AppraisalSheet> sheets, IReadOnlyDictionary<Id<Person>, Level> before, Id<Person> by, DateTimeOffset at, DateOnly today)
    {
        Refuse.If(Stage == PeriodStage.Rating || Stage == PeriodStage.Opened, "appraisal.period.sheets_outstanding", Outstanding);
        Require(PeriodStage.Answers);
        var taking = sheets.Where(s => s.State != SheetState.LeftOut).ToList();
        Refuse.If(taking.Exists(s => s.PersonId == by), "appraisal.period.own_result");
        Refuse.If(AppealsOpen > 0, "appraisal.period.appeals_open", AppealsOpen);
        Refuse.If(taking.Count == 0, "appraisal.period.nobody");
        Refuse.If(taking.FirstOrDefault(s => s.MayStillAppeal(today)) is { } waiting, "appraisal.period.window_open", taking.Where(s => s.MayStillAppeal(today)).Max(s => s.AppealUntil));
        foreach (var sheet in taking) sheet.Settle(Rules, before.TryGetValue(sheet.PersonId, out var level) ? level : null);
        (Stage, FinalisedBy, FinalisedAt) = (PeriodStage.Finalised, by, at);
        return Log(AppraisalAct.Finalised, by, at);
    }

    /// <summary>Who should sign does not: it goes back to be finalised anew.</summary>
    public AppraisalEvent Return(IReadOnlyCollection<AppraisalSheet> sheets, string? reason, Id<Person> by, DateTimeOffset at)
    {
        Require(PeriodStage.Finalised);
        Refuse.Field("Reason", string.IsNullOrWhiteSpace(reason), "appraisal.reason_missing");
        foreach (var sheet in sheets) sheet.Unsettle();
        (Stage, FinalisedBy, FinalisedAt) = (PeriodStage.Answers, null, null);
        return Log(AppraisalAct.Returned, by, at, reason.Trim());
    }

    /// <param name="alone">Nobody else in the firm may sign: then who finalised signs too.</param>
    public AppraisalEvent Sign(IReadOnlyCollection<AppraisalSheet> sheets, Id<Person> by, bool alone, DateTimeOffset at)
    {
        Refuse.If(Runs, "appraisal.period.not_finalised");
        Require(PeriodStage.Finalised);
        Refuse.If(sheets.Any(s => s.PersonId == by && s.State != SheetState.LeftOut), "appraisal.period.own_result");
        Refuse.If(FinalisedBy == by && !alone, "appraisal.period.signed_by_another");
        (Stage, SignedBy, SignedAt) = (PeriodStage.Signed, by, at);
        return Log(AppraisalAct.Signed, by, at);
    }

    public AppraisalEvent CallOff(string? reason, Id<Person> by, DateTimeOffset at)
    {
        Refuse.If(Stage == PeriodStage.Signed, "appraisal.period.signed_already");
        Refuse.If(Stage == PeriodStage.CalledOff, "appraisal.period.called_off_already");
        Refuse.Field("Reason", string.IsNullOrWhiteSpace(reason), "appraisal.reason_missing");
        Stage = PeriodStage.CalledOff;
        return Log(AppraisalAct.CalledOff, by, at, reason.Trim());
    }

    public AppraisalEvent Log(AppraisalAct act, Id<Person> by, DateTimeOffset at, string? words = null, Id<AppraisalSheet>? sheet = null) => AppraisalEvent.Of(Id, sheet, act, by, at, words);

    /// <summary>Acts on a sheet need the period to be at a stage.</summary>
    internal void Require(params PeriodStage[] stages)
    {
        Refuse.If(Stage == PeriodStage.Signed && !stages.Contains(Stage), "appraisal.period.signed_already");
        Refuse.If(Stage == PeriodStage.CalledOff && !stages.Contains(Stage), "appraisal.period.called_off_already");
        Refuse.If(!stages.Contains(Stage), "appraisal.period.not_now");
    }
}

/// <summary>What a period is opened with.</summary>
internal sealed record PeriodPlan(string Name, DateOnly FromOn, DateOnly UntilOn, DateOnly RateBy, DateOnly AnswerBy, DateOnly FinaliseBy, DateOnly SignBy, IReadOnlyList<Id<Unit>> Units);

internal sealed class AppraisalPeriodTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<AppraisalPeriod>(period =>
    {
        period.ToTable("appraisal_period");
        period.HasKey(p => p.Id);
        period.Ignore(p => p.Units).Ignore(p => p.Rules);
        period.Property(p => p.Name).HasMaxLength(120);
        period.Property(p => p.Stage).HasConversion<string>().HasMaxLength(20);
        period.HasIndex(p => new { p.Stage, p.UntilOn });
    });
}
