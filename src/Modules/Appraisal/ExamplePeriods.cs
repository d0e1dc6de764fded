using Guanxi.Appraisal.Criteria;
using Guanxi.Appraisal.Evidence;
using Guanxi.Appraisal.Periods;
using Guanxi.Appraisal.Results;
using Guanxi.Appraisal.Sheets;
using Guanxi.Data;

namespace Guanxi.Appraisal;

/// <summary>Who does what in the examples.</summary>
/// <param name="Units">Take part with all units below.</param>
/// <param name="Finaliser">Who looks through and finalises.</param>
/// <param name="Signer">Who plans and signs.</param>
/// <param name="Today">The day on which the firm is shown.</param>
/// <param name="Words">An example in words for a mark: of which heart (as its text key ends), and which mark.</param>
public sealed record ExampleFirm(IReadOnlyList<Id<Unit>> Units, Id<Person> Finaliser, Id<Person> Signer, DateOnly Today, Func<string, int, string> Words);

/// <summary>Periods for a firm to be looked at: one of the half-year before that is signed, and one that is being rated. Made by the same rules as everybody's.</summary>
public static class ExamplePeriods
{
    /// <summary>Adds them to the transaction under way.</summary>
    /// <param name="before">Name of the one that is signed.</param>
    /// <param name="now">Name of the one under way.</param>
    public static async Task Add(GuanxiDb db, ExampleFirm firm, string before, string now, CancellationToken ct)
    {
        // The half-year that was over last is being rated, the one before it is signed.
        var until = firm.Today.Month > 6 ? new DateOnly(firm.Today.Year, 6, 30) : new DateOnly(firm.Today.Year - 1, 12, 31);
        var from = until.AddDays(1).AddMonths(-6);
        var (rated, _) = await new RaterChoice(db).Of([.. firm.Units], ct);
        var first = await Rate(db, firm, rated, before, from.AddMonths(-6), from.AddDays(-1), from.AddDays(6), whole: true, ct);
        var sheets = first.Sheets;
        var at = At(from.AddDays(30));
        db.Add(first.Period.Finalise(sheets, new Dictionary<Id<Person>, Level>(), firm.Finaliser, at, from.AddDays(30)));
        db.Add(first.Period.Sign(sheets, firm.Signer, alone: false, at.AddDays(1)));
        _ = await Rate(db, firm, rated, now, from, until, firm.Today.AddDays(-3), whole: false, ct);
    }

    private static async Task<(AppraisalPeriod Period, List<AppraisalSheet> Sheets)> Rate(GuanxiDb db, ExampleFirm firm, IReadOnlyList<RatedPerson> rated, string name, DateOnly from, DateOnly until, DateOnly began, bool whole, CancellationToken ct)
    {
        var (rules, at, work) = (new AppraisalSettings(), At(began), new EvidenceOfWork(db, []));
        var period = AppraisalPeriod.Open(new(name, from, until, began.AddDays(14), began.AddDays(21), began.AddDays(25), began.AddDays(28), firm.Units), rules, firm.Signer, at.AddHours(-20));
        db.Add(period);
        var sheets = rated.Select(p => period.Add(p.PersonId, p.UnitId, p.RaterId)).ToList();
        db.AddRange(sheets);
        db.Add(period.Log(AppraisalAct.Opened, firm.Signer, period.OpenedAt));
        db.Add(period.BeginRating(firm.Signer, at));
        foreach (var (sheet, nth) in sheets.Select((sheet, nth) => (sheet, nth)))
        {
            // Under way some raters are done, and one has a draft.
            if (!whole && nth % 3 == 0) continue;
            sheet.Draft(period, [.. rules.Hearts.Select((h, i) => Given(firm, h.Heart, Mark(nth, i, whole)))], null, sheet.RaterId);
            if (!whole && nth % 7 == 1) continue;
            var done = at.AddHours(5 + nth % 40);
            db.Add(sheet.Submit(period, await work.Of(sheet.PersonId, sheet.UnitId, period, done, ct), began.AddDays(9), sheet.RaterId, done));
            if (whole) Answer(sheet, nth, done);
        }
        return (period, sheets);

        void Answer(AppraisalSheet sheet, int nth, DateTimeOffset done)
        {
            if (nth % 11 == 4)
            {
                db.Add(sheet.AppealAgainst(period, firm.Words("appeal", 0), began.AddDays(3), sheet.PersonId, done.AddDays(1)));
                var upheld = sheet.Marks.First(m => m.Heart == Heart.Patience).Mark < 5;
                var marks = upheld ? new Dictionary<Heart, int> { [Heart.Patience] = sheet.Marks.First(m => m.Heart == Heart.Patience).Mark!.Value + 1 } : [];
                db.Add(sheet.Decide(period, upheld, marks, firm.Words("decision", upheld ? 1 : 0), alone: false, sheet.RaterId == firm.Finaliser ? firm.Signer : firm.Finaliser, done.AddDays(4)));
            }
            else db.Add(sheet.See(period, null, sheet.PersonId, done.AddDays(1)));
        }
    }

    // Mostly threes and fours; every fifth person stands out, every ninth has something to learn; one rater in three is milder than the others.
    private static int Mark(int person, int heart, bool before)
    {
        var mixed = (uint)(person * 7919 + heart * 104_729 + (before ? 31 : 0)) % 100;
        var mark = mixed < 8 ? 2 : mixed < 45 ? 3 : mixed < 85 ? 4 : 5;
        if (person % 5 == 2) mark++;
        if (person % 9 == 5) mark--;
        if (person / 4 % 3 == 1) mark++;
        return Math.Clamp(mark, 1, 5);
    }

    private static GivenMark Given(ExampleFirm firm, Heart heart, int mark) =>
        new() { Heart = heart, Mark = mark, Reason = HeartMark.NeedsReason(mark) ? firm.Words(heart.ToString().ToLowerInvariant(), mark) : null };

    private static DateTimeOffset At(DateOnly day) => new(day, new TimeOnly(2, 0), TimeSpan.Zero);
}
