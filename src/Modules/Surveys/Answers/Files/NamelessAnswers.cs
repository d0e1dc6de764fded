using Guanxi.Data;
using Guanxi.Surveys.Questions;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Answers.Files;

/// <summary>Anonymous answers of a survey as a file may tell them: numbers in no order of time, and words apart from them, as somebody's style beside their marks might tell who it was.</summary>
/// <param name="Ratings">CSAT, NPS, CES; in the order of their values.</param>
/// <param name="Words">Question and what was said, in the order of the alphabet.</param>
internal sealed record NamelessAnswers(IReadOnlyList<(int? Csat, int? Nps, int? Ces)> Ratings, IReadOnlyList<SaidRow> Words)
{
    public static NamelessAnswers None { get; } = new([], []);

    /// <returns>Whole groups alone, as on the survey's page; none where there are fewer than one.</returns>
    /// <exception cref="RefusedException">They are more than a file holds.</exception>
    public static async Task<NamelessAnswers> Of(GuanxiDb db, Id<Survey> survey, Actor actor, Texts texts, CancellationToken ct)
    {
        var group = (await db.Setting<SurveySettings>(ct)).LeastAnonymous;
        var answers = db.AnonymousAnswersFor(actor).Where(a => a.SurveyId == survey);
        // Nothing is left out unsaid, and a part of them is never saved.
        Refuse.If(WholeGroups.Of(await answers.CountAsync(ct), group) > AnswerFile.Handler.MostRows, "surveys.file.too_many_nameless", AnswerFile.Handler.MostRows);
        var (given, _) = await answers.ReadWhole(group, AnswerFile.Handler.MostRows, ct);
        if (given.Count == 0) return None;
        var editions = await db.Set<SurveyEdition>().AsNoTracking().Where(e => e.SurveyId == survey).ToDictionaryAsync(e => e.Id, ct);
        var words = given.SelectMany(a => Said(editions[a.EditionId], a.Given, texts)).OrderBy(w => w.Question, StringComparer.Ordinal).ThenBy(w => w.Answer, StringComparer.Ordinal);
        return new([.. given.Select(a => (a.Given.Csat, a.Given.Nps, a.Given.Ces)).Order()], [.. words]);
    }

    private static IEnumerable<SaidRow> Said(SurveyEdition edition, Given given, Texts texts)
    {
        var (chinese, said) = (AnswersInWords.IsChinese, given.Read());
        return edition.Questions.Where(q => q.Kind is not (QuestionKind.Csat or QuestionKind.Nps or QuestionKind.Ces) && said.ContainsKey(q.Key)).Select(q => new SaidRow(q.In(chinese), AnswersInWords.Word(q, said[q.Key], chinese, texts)));
    }
}
