using Guanxi.Appraisal.Criteria;
using Guanxi.Appraisal.Evidence;
using Guanxi.Appraisal.Periods;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Sheets;

internal enum SheetState
{
    /// <summary>With the rater: not begun, a draft, or sent back.</summary>
    Open,
    Submitted,

    /// <summary>Takes no part after all: long ill, or gone.</summary>
    LeftOut,
}

internal enum AppealState { None, Open, Upheld, Dismissed }

/// <summary>How one person is rated in one period: the rater's marks with their reasons, the evidence as it was then, what the person says to it, and the result.</summary>
internal sealed class AppraisalSheet : Entity<AppraisalSheet>
{
    public Id<AppraisalPeriod> PeriodId { get; private init; }
    public Id<Person> PersonId { get; private init; }

    /// <summary>Where the person worked when the period was opened: who moves takes the sheet along no more.</summary>
    public Id<Unit> UnitId { get; private init; }
    [History] public Id<Person> RaterId { get; private set; }
    [History] public SheetState State { get; private set; }

    /// <summary>Six marks, as JSON.</summary>
    public string MarksKept { get; private set; } = "";
    public string? Comment { get; private set; }

    /// <summary>What the system knew when the sheet was submitted, as JSON; null before.</summary>
    public string? EvidenceKept { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>The last day for an appeal.</summary>
    public DateOnly? AppealUntil { get; private set; }
    public string? SentBackBecause { get; private set; }
    public DateTimeOffset? SeenAt { get; private set; }
    public string? Answer { get; private set; }
    [History] public AppealState Appeal { get; private set; }
    public string? AppealWords { get; private set; }
    public string? DecisionWords { get; private set; }
    public Id<Person>? DecidedBy { get; private set; }

    /// <summary>The result, from the moment at which the period was finalised.</summary>
    public double? Score { get; private set; }
    public Level? Level { get; private set; }
    public Level? LevelBefore { get; private set; }
    public Suggestion? Suggestion { get; private set; }
    public int? PayHundredths { get; private set; }

    public IReadOnlyList<HeartMark> Marks
    {
        get => StoredJson.Read<List<HeartMark>>(MarksKept) ?? [];
        private set => MarksKept = StoredJson.Write(value);
    }

    public SheetEvidence? Evidence => StoredJson.Read<SheetEvidence>(EvidenceKept);

    internal static AppraisalSheet For(AppraisalPeriod period, Id<Person> person, Id<Unit> unit, Id<Person> rater)
    {
        Refuse.Field("RaterId", person == rater, "appraisal.sheet.rates_himself");
        return new() { PeriodId = period.Id, PersonId = person, UnitId = unit, RaterId = rater, Marks = [.. period.Rules.Hearts.Select(h => new HeartMark { Heart = h.Heart })] };
    }

    /// <summary>What the marks come to now; NaN while one is missing.</summary>
    public double ScoreNow(AppraisalSettings rules)
    {
        var marks = Marks.ToDictionary(m => m.Heart, m => m.Counts);
        return rules.Score(h => marks.GetValueOrDefault(h));
    }

    /// <summary>Another rater, because the one who was chosen can't or should not.</summary>
    public AppraisalEvent Appoint(AppraisalPeriod period, Id<Person> rater, string? reason, Id<Person> by, DateTimeOffset at)
    {
        period.Require(PeriodStage.Opened, PeriodStage.Rating);
        Refuse.If(State != SheetState.Open, "appraisal.sheet.not_with_rater");
        Refuse.Field("RaterId", rater == PersonId, "appraisal.sheet.rates_himself");
        Refuse.Field("RaterId", rater == RaterId, "appraisal.sheet.rater_already");
        Refuse.Field("Reason", string.IsNullOrWhiteSpace(reason), "appraisal.reason_missing");
        // What another one thought is not handed on.
        (RaterId, Marks, Comment) = (rater, [.. period.Rules.Hearts.Select(h => new HeartMark { Heart = h.Heart })], null);
        return period.Log(AppraisalAct.RaterAppointed, by, at, reason.Trim(), Id);
    }

    public AppraisalEvent LeaveOut(AppraisalPeriod period, string? reason, Id<Person> by, DateTimeOffset at)
    {
        period.Require(PeriodStage.Opened, PeriodStage.Rating);
        Refuse.If(State != SheetState.Open, "appraisal.sheet.not_with_rater");
        Refuse.If(by == PersonId, "appraisal.sheet.own");
        Refuse.Field("Reason", string.IsNullOrWhiteSpace(reason), "appraisal.reason_missing");
        State = SheetState.LeftOut;
        period.OneLess();
        return period.Log(AppraisalAct.LeftOut, by, at, reason.Trim(), Id);
    }

    /// <summary>Keeps what the rater has so far.</summary>
    public void Draft(AppraisalPeriod period, IReadOnlyList<GivenMark> given, string? comment, Id<Person> by)
    {
        period.Require(PeriodStage.Rating);
        Refuse.If(by != RaterId, "appraisal.sheet.not_the_rater");
        Refuse.If(State != SheetState.Open, "appraisal.sheet.not_with_rater");
        Refuse.If(given.Any(g => g.Mark is < 1 or > 5), "appraisal.sheet.mark_out_of_range");
        Refuse.If(given.Any(g => g.Reason?.Length > 1000 || g.Answers.Exists(a => a?.Length > 1000)), "appraisal.sheet.words_too_long");
        Marks = [.. period.Rules.Hearts.Select(h => given.FirstOrDefault(g => g.Heart == h.Heart) is { } mark
            ? new HeartMark { Heart = h.Heart, Mark = mark.Mark, Reason = Tidy(mark.Reason), Answers = [.. mark.Answers.Take(h.Questions.Count).Select(Tidy)] } : new() { Heart = h.Heart })];
        Comment = Tidy(comment);
    }

    /// <summary>The rater is done: the person may see it, and the evidence stays as it is now.</summary>
    public AppraisalEvent Submit(AppraisalPeriod period, SheetEvidence evidence, DateOnly appealUntil, Id<Person> by, DateTimeOffset at)
    {
        period.Require(PeriodStage.Rating);
        Refuse.If(by != RaterId, "appraisal.sheet.not_the_rater");
        Refuse.If(State != SheetState.Open, "appraisal.sheet.not_with_rater");
        foreach (var mark in Marks)
        {
            Refuse.Field($"Marks[{(int)mark.Heart}].Mark", mark.Mark is null, "appraisal.sheet.mark_missing");
            Refuse.Field($"Marks[{(int)mark.Heart}].Reason", HeartMark.NeedsReason(mark.Mark) && mark.Reason is null, "appraisal.sheet.mark_needs_reason");
        }
        (State, EvidenceKept, SubmittedAt, AppealUntil, SentBackBecause, SeenAt, Answer) = (SheetState.Submitted, StoredJson.Write(evidence), at, appealUntil, null, null, null);
        period.OneLess();
        return period.Log(AppraisalAct.Submitted, by, at, null, Id);
    }

    /// <summary>Who finalises wants it looked at again. What the person said so far stays in the log.</summary>
    public AppraisalEvent SendBack(AppraisalPeriod period, string? reason, Id<Person> by, DateTimeOffset at)
    {
        MayBeChanged(period, by);
        Refuse.If(Appeal != AppealState.None, "appraisal.sheet.appealed_already");
        Refuse.Field("Reason", string.IsNullOrWhiteSpace(reason), "appraisal.reason_missing");
        Marks = [.. Marks.Select(m => m with { Adjusted = null, AdjustedBecause = null })];
        (State, SentBackBecause, SubmittedAt, AppealUntil, EvidenceKept, SeenAt, Answer) = (SheetState.Open, reason.Trim(), null, null, null, null, null);
        period.OneMore();
        return period.Log(AppraisalAct.SentBack, by, at, reason.Trim(), Id);
    }

    /// <summary>Other marks by who finalises; the rater's own stay beside them. The person may appeal against these anew.</summary>
    public AppraisalEvent Adjust(AppraisalPeriod period, IReadOnlyDictionary<Heart, int> marks, string? reason, DateOnly appealUntil, Id<Person> by, DateTimeOffset at)
    {
        MayBeChanged(period, by);
        Refuse.If(Appeal == AppealState.Open, "appraisal.sheet.appeal_open");
        var done = Change(period, AppraisalAct.Adjusted, marks, reason, by, at);
        (SeenAt, Answer) = (null, null);
        // Who has appealed already has had the decision.
        if (Appeal == AppealState.None) AppealUntil = appealUntil;
        return done;
    }

    public AppraisalEvent See(AppraisalPeriod period, string? answer, Id<Person> by, DateTimeOffset at)
    {
        Refuse.If(by != PersonId, "appraisal.sheet.not_yours");
        Refuse.If(State != SheetState.Submitted, "appraisal.sheet.not_submitted");
        period.Require(PeriodStage.Rating, PeriodStage.Answers);
        Refuse.If(SeenAt is not null, "appraisal.sheet.seen_already");
        (SeenAt, Answer) = (at, Tidy(answer));
        return period.Log(Answer is null ? AppraisalAct.Seen : AppraisalAct.Answered, by, at, Answer, Id);
    }

    /// <summary>Whether the period has to wait for what the person may still say.</summary>
    public bool MayStillAppeal(DateOnly today) => State == SheetState.Submitted && Appeal == AppealState.None && SeenAt is null && AppealUntil >= today;

    public AppraisalEvent AppealAgainst(AppraisalPeriod period, string? words, DateOnly today, Id<Person> by, DateTimeOffset at)
    {
        Refuse.If(by != PersonId, "appraisal.sheet.not_yours");
        Refuse.If(State != SheetState.Submitted, "appraisal.sheet.not_submitted");
        period.Require(PeriodStage.Rating, PeriodStage.Answers);
        Refuse.If(Appeal != AppealState.None, "appraisal.sheet.appealed_already");
        Refuse.If(AppealUntil < today, "appraisal.sheet.appeal_too_late", AppealUntil);
        Refuse.Field("Words", string.IsNullOrWhiteSpace(words), "appraisal.reason_missing");
        (Appeal, AppealWords, SeenAt) = (AppealState.Open, words.Trim(), SeenAt ?? at);
        period.Appealed();
        return period.Log(AppraisalAct.Appealed, by, at, AppealWords, Id);
    }

    /// <summary>An appeal is decided by somebody else than who gave the marks.</summary>
    /// <param name="marks">Other marks, where it is upheld.</param>
    /// <param name="alone">Nobody else in the firm may decide: then even the rater may.</param>
    public AppraisalEvent Decide(AppraisalPeriod period, bool upheld, IReadOnlyDictionary<Heart, int> marks, string? reason, bool alone, Id<Person> by, DateTimeOffset at)
    {
        period.Require(PeriodStage.Rating, PeriodStage.Answers);
        Refuse.If(Appeal != AppealState.Open, "appraisal.sheet.no_appeal");
        Refuse.If(by == PersonId, "appraisal.sheet.own");
        Refuse.If(by == RaterId && !alone, "appraisal.sheet.rater_decides");
        Refuse.Field("Reason", string.IsNullOrWhiteSpace(reason), "appraisal.reason_missing");
        var done = upheld ? Change(period, AppraisalAct.AppealUpheld, marks, reason, by, at) : period.Log(AppraisalAct.AppealDismissed, by, at, reason.Trim(), Id);
        (Appeal, DecisionWords, DecidedBy) = (upheld ? AppealState.Upheld : AppealState.Dismissed, reason.Trim(), by);
        period.Decided();
        return done;
    }

    internal void Settle(AppraisalSettings rules, Level? before)
    {
        var score = ScoreNow(rules);
        var level = rules.LevelOf(score);
        (Score, Level, LevelBefore, Suggestion, PayHundredths) = (score, level, before, rules.Suggest(level, before), rules.PayOf(level));
    }

    internal void Unsettle() => (Score, Level, LevelBefore, Suggestion, PayHundredths) = (null, null, null, null, null);

    private void MayBeChanged(AppraisalPeriod period, Id<Person> by)
    {
        period.Require(PeriodStage.Rating, PeriodStage.Answers);
        Refuse.If(State != SheetState.Submitted, "appraisal.sheet.not_submitted");
        Refuse.If(by == PersonId, "appraisal.sheet.own");
    }

    private AppraisalEvent Change(AppraisalPeriod period, AppraisalAct act, IReadOnlyDictionary<Heart, int> marks, string? reason, Id<Person> by, DateTimeOffset at)
    {
        Refuse.Field("Reason", string.IsNullOrWhiteSpace(reason), "appraisal.reason_missing");
        Refuse.If(marks.Values.Any(m => m is < 1 or > 5), "appraisal.sheet.mark_out_of_range");
        var changed = Marks.Where(m => marks.TryGetValue(m.Heart, out var other) && other != m.Counts).Select(m => m.Heart).ToHashSet();
        Refuse.If(changed.Count == 0, "appraisal.sheet.nothing_changed");
        Marks = [.. Marks.Select(m => changed.Contains(m.Heart) ? m with { Adjusted = marks[m.Heart] == m.Mark ? null : marks[m.Heart], AdjustedBecause = marks[m.Heart] == m.Mark ? null : reason.Trim() } : m)];
        return period.Log(act, by, at, reason.Trim(), Id);
    }

    private static string? Tidy(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();
}

internal sealed class AppraisalSheetTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<AppraisalSheet>(sheet =>
    {
        sheet.ToTable("appraisal_sheet");
        sheet.HasKey(s => s.Id);
        sheet.Ignore(s => s.Marks).Ignore(s => s.Evidence);
        foreach (var name in new[] { nameof(AppraisalSheet.Comment), nameof(AppraisalSheet.SentBackBecause), nameof(AppraisalSheet.Answer), nameof(AppraisalSheet.AppealWords), nameof(AppraisalSheet.DecisionWords) })
            sheet.Property(name).HasMaxLength(2000);
        sheet.Property(s => s.State).HasConversion<string>().HasMaxLength(20);
        sheet.Property(s => s.Appeal).HasConversion<string>().HasMaxLength(20);
        sheet.Property(s => s.Level).HasConversion<string>().HasMaxLength(20);
        sheet.Property(s => s.LevelBefore).HasConversion<string>().HasMaxLength(20);
        sheet.Property(s => s.Suggestion).HasConversion<string>().HasMaxLength(20);
        sheet.HasIndex(s => new { s.PeriodId, s.PersonId }).IsUnique();
        sheet.HasIndex(s => new { s.RaterId, s.State });
        sheet.HasIndex(s => s.PersonId);
        sheet.HasOne<AppraisalPeriod>().WithMany().HasForeignKey(s => s.PeriodId).OnDelete(DeleteBehavior.Restrict);
    });
}
