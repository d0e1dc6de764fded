using CsCheck;
using Guanxi.Appraisal.Criteria;
using Guanxi.Appraisal.Evidence;
using Guanxi.Appraisal.Periods;
using Guanxi.Appraisal.Sheets;

namespace Guanxi.Tests.Appraisal;

/// <summary>Whoever does what in whatever order, an evaluation goes its way: nobody rates himself, nothing is final before everybody was heard, nothing changes after the signature.</summary>
[Trait("Row", "SVC-7"), Trait("Suite", "once")]
public sealed class AppraisalWalkTests
{
    private enum Move { Begin, Draft, DraftEdges, Submit, SendBack, Adjust, See, Appeal, Uphold, Dismiss, Appoint, LeaveOut, Finalise, Return, Sign, CallOff }

    // Half of the moves are those that bring it forward: a walk of pure chance would hardly leave the first step.
    private static readonly Move[] Forward = [Move.Begin, Move.Draft, Move.Submit, Move.See, Move.Draft, Move.Submit, Move.See, Move.Submit, Move.Finalise, Move.Sign];

    private static readonly Gen<List<(Move Move, int Sheet, int By)>> Walks = Gen.Select(Gen.Int[0, 19], Gen.Enum<Move>(), Gen.Int[0, 2], Gen.Int[0, 5]).Select((pick, any, sheet, by) => (pick < Forward.Length ? Forward[pick] : any, sheet, by)).List[1, 120];

    private int finalised, signed, appealed;

    [Fact]
    public void After_any_walk_the_chain_has_held_and_its_log_tells_how_it_got_there()
    {
        Walks.Sample(Walk, iter: 8_000, threads: 1);

        // A walk that never gets anywhere would prove nothing.
        finalised.ShouldBeGreaterThan(50);
        signed.ShouldBeGreaterThan(10);
        appealed.ShouldBeGreaterThan(50);
    }

    private void Walk(List<(Move Move, int Sheet, int By)> walk)
    {
        // Three are rated: two by the lead, the lead by who leads the region. Director and owner stand at the end of the chain.
        Id<Person> first = Id<Person>.New(), second = Id<Person>.New(), lead = Id<Person>.New(), operations = Id<Person>.New(), director = Id<Person>.New(), owner = Id<Person>.New();
        Id<Person>[] people = [first, second, lead, operations, director, owner];
        var unit = Id<Unit>.New();
        var (now, today) = (new DateTimeOffset(2026, 7, 1, 2, 0, 0, TimeSpan.Zero), new DateOnly(2026, 7, 1));
        var period = AppraisalPeriod.Open(new("H1", new(2026, 1, 1), new(2026, 6, 30), today, today, today, today, []), new(), owner, now);
        AppraisalSheet[] sheets = [period.Add(first, unit, lead), period.Add(second, unit, lead), period.Add(lead, unit, operations)];
        List<AppraisalEvent> log = [];
        foreach (var (move, nth, who) in walk)
        {
            now = now.AddHours(9);
            today = DateOnly.FromDateTime(now.UtcDateTime);
            var (sheet, by, was) = (sheets[nth], people[who], Picture());
            try { Do(move, sheet, Whose(move, sheet, by)); }
            catch (RefusedException)
            {
                Picture().ShouldBe(was, "what is refused changes nothing");
                continue;
            }
            was.ShouldNotContain(PeriodStage.Signed.ToString(), customMessage: "nothing changes after the signature");
            was.ShouldNotContain(PeriodStage.CalledOff.ToString());
            Holds();
        }
        if (log.Exists(e => e.Act == AppraisalAct.Finalised)) finalised++;
        if (period.Stage == PeriodStage.Signed) signed++;
        if (log.Exists(e => e.Act is AppraisalAct.AppealUpheld or AppraisalAct.AppealDismissed)) appealed++;

        // Mostly those whose turn it is: else hardly a walk would come far.
        Id<Person> Whose(Move move, AppraisalSheet sheet, Id<Person> by) => (by == owner && move is not Move.Sign) || by == director ? move switch
        {
            Move.Draft or Move.DraftEdges or Move.Submit => sheet.RaterId,
            Move.See or Move.Appeal => sheet.PersonId,
            _ => by,
        } : by;

        void Do(Move move, AppraisalSheet sheet, Id<Person> by)
        {
            var other = new Dictionary<Heart, int> { [Heart.Care] = sheet.Marks.First(m => m.Heart == Heart.Care).Counts is 4 ? 3 : 4 };
            switch (move)
            {
                case Move.Begin: log.Add(period.BeginRating(by, now)); break;
                case Move.Draft: sheet.Draft(period, RatedFirm.Marks(3, 4), null, by); break;
                case Move.DraftEdges: sheet.Draft(period, [.. RatedFirm.Marks(5, 1).Select(m => m with { Reason = null })], null, by); break;
                case Move.Submit: log.Add(sheet.Submit(period, new SheetEvidence { Handled = log.Count }, today.AddDays(5), by, now)); break;
                case Move.SendBack: log.Add(sheet.SendBack(period, "Look again", by, now)); break;
                case Move.Adjust: log.Add(sheet.Adjust(period, other, "As seen", today.AddDays(5), by, now)); break;
                case Move.See: log.Add(sheet.See(period, null, by, now)); break;
                case Move.Appeal: log.Add(sheet.AppealAgainst(period, "No", today, by, now)); break;
                case Move.Uphold: log.Add(sheet.Decide(period, true, other, "Yes", false, by, now)); break;
                case Move.Dismiss: log.Add(sheet.Decide(period, false, new Dictionary<Heart, int>(), "No", false, by, now)); break;
                case Move.Appoint: log.Add(sheet.Appoint(period, by, "Ill", owner, now)); break;
                case Move.LeaveOut: log.Add(sheet.LeaveOut(period, "Ill", by, now)); break;
                case Move.Finalise: log.Add(period.Finalise(sheets, new Dictionary<Id<Person>, Level>(), by, now, today)); break;
                case Move.Return: log.Add(period.Return(sheets, "Again", by, now)); break;
                case Move.Sign: log.Add(period.Sign(sheets, by, false, now)); break;
                default:
                    // Once in a while is enough.
                    Refuse.If(by != owner || log.Count % 7 != 3, "not now");
                    log.Add(period.CallOff("No", by, now));
                    break;
            }
        }

        string Picture() => $"{period.Stage} {period.Outstanding} {period.AppealsOpen} {period.FinalisedBy} {string.Join('|', sheets.Select(s => $"{s.State} {s.RaterId} {s.MarksKept} {s.EvidenceKept} {s.Appeal} {s.SeenAt} {s.Score} {s.Level}"))}";

        void Holds()
        {
            sheets.ShouldAllBe(s => s.RaterId != s.PersonId);
            period.Outstanding.ShouldBe(sheets.Count(s => s.State == SheetState.Open));
            period.AppealsOpen.ShouldBe(sheets.Count(s => s.Appeal == AppealState.Open));
            foreach (var sheet in sheets)
            {
                if (sheet.State != SheetState.Submitted) continue;
                // What is in is whole, has its evidence, and says why where a mark says much.
                sheet.EvidenceKept.ShouldNotBeNull();
                sheet.Marks.Count.ShouldBe(6);
                sheet.Marks.ShouldAllBe(m => m.Mark != null && (!HeartMark.NeedsReason(m.Mark) || m.Reason != null));
                sheet.Marks.ShouldAllBe(m => (m.Adjusted == null) == (m.AdjustedBecause == null));
            }
            // Nobody said anything about himself but his own word.
            foreach (var line in log.Where(e => e.SheetId is not null))
            {
                var person = sheets.Single(s => s.Id == line.SheetId).PersonId;
                (line.PersonId == person).ShouldBe(line.Act is AppraisalAct.Seen or AppraisalAct.Answered or AppraisalAct.Appealed, line.Act.ToString());
            }
            if (period.Stage is PeriodStage.Answers or PeriodStage.Finalised or PeriodStage.Signed) period.Outstanding.ShouldBe(0);
            if (period.Stage is PeriodStage.Finalised or PeriodStage.Signed)
            {
                period.AppealsOpen.ShouldBe(0);
                foreach (var sheet in sheets.Where(s => s.State == SheetState.Submitted))
                {
                    sheet.Score.ShouldBe(sheet.ScoreNow(period.Rules));
                    sheet.Level.ShouldBe(period.Rules.LevelOf(sheet.Score!.Value));
                }
                sheets.ShouldNotContain(s => s.PersonId == period.FinalisedBy && s.State != SheetState.LeftOut);
            }
            else if (period.Stage != PeriodStage.CalledOff) sheets.ShouldAllBe(s => s.Score == null && s.Level == null);
            if (period.Stage == PeriodStage.Signed) period.SignedBy.ShouldNotBe(period.FinalisedBy);
        }
    }
}
