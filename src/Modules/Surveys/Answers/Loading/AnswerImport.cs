using System.Globalization;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Surveys.Questions;
using Guanxi.Surveys.Waves;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Answers.Loading;

/// <summary>Old answers to a survey from files. The file is about one edition of it, whose questions are its columns.</summary>
internal sealed class AnswerImport(GuanxiDb db, IDatabase database, BadAnswers bad, Texts texts) : IRecordImport
{
    public string Kind => RecordKinds.Answers;
    public string Text => "surveys.load.answers";
    public string Right => SurveysRights.Plan;
    public bool MayBeAnonymous => true;

    /// <summary>Editions of surveys that were opened once: of a draft nobody can have answered anything.</summary>
    public async Task<IReadOnlyList<RecordSubject>> Subjects(CancellationToken ct)
    {
        var editions = await (from edition in db.Set<SurveyEdition>().AsNoTracking()
                              join survey in db.Set<Survey>() on edition.SurveyId equals survey.Id
                              where survey.State != SurveyState.Draft
                              orderby edition.Id descending
                              select new { edition.Id, survey.Name, edition.Number }).ToListAsync(ct);
        return [.. editions.Select(edition => new RecordSubject(edition.Id.ToString(), texts["surveys.load.edition", edition.Name, edition.Number]))];
    }

    public async Task<IReadOnlyList<RecordField>> Fields(string? subject, CancellationToken ct)
    {
        var words = new RecordWords(texts, "surveys.load.answer");
        if (subject is null) return [];
        var (_, edition) = await Edition(subject, ct);
        return
        [
            words.Field("number") with { Longest = RecordRow.LongestNumber }, words.Field("answered_at", RecordFieldKind.Moment) with { Required = true }, words.Field("unit", RecordFieldKind.Unit),
            .. edition.Questions.Select(question => QuestionFields.Of(question, texts)),
        ];
    }

    public async Task Check(RecordBatch batch, CancellationToken ct)
    {
        var (survey, edition) = await Edition(batch.Subject!, ct);
        foreach (var row in batch.Rows)
        {
            row.FailIf(row.Moment("answered_at") > batch.Now, "answered_at", "surveys.load.in_the_future");
            // Who was promised that nobody sees who answered is not named afterwards.
            row.FailIf(survey.Anonymous && row.CustomerId is not null, null, "surveys.load.anonymous");
            try
            {
                Read(row, edition, []);
            }
            catch (RefusedException refused)
            {
                row.Fail(refused.Field, refused.Code == "surveys.answer.nothing" ? "surveys.load.nothing" : "surveys.load.not_answered");
            }
        }
    }

    public async Task Write(RecordBatch batch, CancellationToken ct)
    {
        var (survey, edition) = await Edition(batch.Subject!, ct);
        var (firm, names) = (await db.Setting<FirmSettings>(ct), await db.OwnNames(ct));
        var today = firm.DayOf(batch.Now);
        var (answers, nameless) = (new List<Answer>(batch.Rows.Count), new List<AnonymousAnswer>());
        foreach (var row in batch.Rows)
        {
            var (given, at, import) = (Read(row, edition, names), row.Moment("answered_at")!.Value, (batch.ImportId, row.Number));
            if (row.CustomerId is { } customer)
            {
                var answer = Answer.Loaded(customer, edition, given, row.Unit("unit"), at, firm.DayOf(at), import);
                answers.Add(answer);
                // Whoever was dissatisfied today is called today, however the answer came; of earlier days somebody did so long ago, or nobody will.
                if (answer.AnsweredOn == today) await bad.Follow(survey, edition, answer, today, batch.Now, ct);
            }
            else nameless.Add(AnonymousAnswer.Of(edition, given, row.Unit("unit"), "", firm.DayOf(at), import));
        }

        await database.AddMany(db, answers, ct);
        await database.AddMany(db, nameless, ct);
    }

    public async Task<IReadOnlyDictionary<string, long?>> There(IReadOnlyCollection<string> numbers, string? subject, CancellationToken ct)
    {
        // Two surveys may number their answers alike.
        var edition = new Id<SurveyEdition>(long.Parse(subject!, CultureInfo.InvariantCulture));
        var named = await db.Set<Answer>().Where(answer => answer.EditionId == edition).There(numbers, ct);
        var nameless = await db.Set<AnonymousAnswer>().Where(answer => answer.EditionId == edition).There(numbers, ct);
        return named.Concat(nameless).GroupBy(found => found.Key).ToDictionary(found => found.Key, found => found.First().Value);
    }

    public async Task<long> Left(long import, CancellationToken ct) => await db.Set<Answer>().Left(import, ct) + await db.Set<AnonymousAnswer>().Left(import, ct);

    /// <summary>Nobody works on an answer, but perhaps on the task or the complaint that it brought: such a one stays.</summary>
    public async Task<TakenBack> TakeBack(long import, long after, CancellationToken ct)
    {
        var named = new Id<Answer>(after);
        var answers = await db.Set<Answer>().Where(a => a.ImportId == import && a.Id > named).OrderBy(a => a.Id).Take(RecordKinds.AtOnce).ToListAsync(ct);
        if (answers.Count > 0)
        {
            var free = answers.Where(a => a.Version == 0 && a.Brought == BadAnswerAct.Nothing).ToList();
            db.RemoveRange(free);
            // Those of nobody in particular come next, from their beginning.
            return new(free.Count, answers.Count - free.Count, answers[^1].Id.Value);
        }
        var others = await db.Set<AnonymousAnswer>().Where(a => a.ImportId == import).OrderBy(a => a.Id).Take(RecordKinds.AtOnce).ToListAsync(ct);
        db.RemoveRange(others);
        return others.Count == 0 ? default : new(others.Count, 0, long.MaxValue);
    }

    private async Task<(Survey Survey, SurveyEdition Edition)> Edition(string subject, CancellationToken ct)
    {
        Refuse.Field("Subject", !long.TryParse(subject, NumberStyles.None, CultureInfo.InvariantCulture, out var id), "surveys.load.edition_unknown");
        var wanted = new Id<SurveyEdition>(id);
        var edition = Refuse.Missing(await db.Set<SurveyEdition>().AsNoTracking().FirstOrDefaultAsync(e => e.Id == wanted, ct), "surveys.load.edition_unknown");
        return (await db.Set<Survey>().AsNoTracking().FirstAsync(s => s.Id == edition.SurveyId, ct), edition);
    }

    /// <exception cref="RefusedException">As an answer by link would be.</exception>
    private static Given Read(RecordRow row, SurveyEdition edition, IEnumerable<string> ownNames) =>
        Given.Of(edition.Questions, edition.Questions.ToDictionary(question => question.Key, question => question.Kind is QuestionKind.Nps or QuestionKind.Ces ? row.Whole(question.Key)?.ToString(CultureInfo.InvariantCulture) : row.Text(question.Key)), ownNames);
}
