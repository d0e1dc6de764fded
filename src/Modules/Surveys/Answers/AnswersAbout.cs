using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Surveys.Questions;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Answers;

/// <summary>What customers answered about one complaint, request or visit, for the pages and figures of those.</summary>
internal sealed class AnswersAbout(GuanxiDb db, Texts texts) : ISaidAfterwards
{
    public async Task<IReadOnlyList<SaidAfterwards>> About(AskedAbout about, long id, Id<Customer> customer, Actor actor, CancellationToken ct)
    {
        if (!actor.May(SurveysRights.Read)) return [];
        var occasion = OccasionOf(about);
        var answers = await db.Set<Answer>().AsNoTracking().Where(a => a.CustomerId == customer && a.About == occasion && a.AboutId == id).ToListAsync(ct);
        if (answers.Count == 0) return [];
        var (surveys, editions) = (answers.Select(a => a.SurveyId).Distinct().ToList(), answers.Select(a => a.EditionId).Distinct().ToList());
        var names = await db.Set<Survey>().Where(s => surveys.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        var asked = await db.Set<SurveyEdition>().AsNoTracking().Where(e => editions.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        return [.. answers.Select(a => new SaidAfterwards
        {
            AnsweredAt = a.AnsweredAt, Survey = names.GetValueOrDefault(a.SurveyId) ?? "", Marks = AnswersInWords.Marks(a.Given, texts), Words = OwnWords(asked[a.EditionId], a.Given), IsBad = a.Given.IsBad, Url = $"/surveys/answers?customer={customer}",
        })];
    }

    public async Task<ILookup<long, int>> Satisfaction(AskedAbout about, DateOnly since, CancellationToken ct)
    {
        var occasion = OccasionOf(about);
        return (await db.Set<Answer>().AsNoTracking().Where(a => a.About == occasion && a.AnsweredOn >= since && a.Given.Csat != null).Select(a => new { Id = a.AboutId!.Value, Csat = a.Given.Csat!.Value }).ToListAsync(ct)).ToLookup(a => a.Id, a => a.Csat);
    }

    public async Task<IReadOnlyList<int>> SatisfactionWith(Id<Person> person, DateOnly from, DateOnly until, CancellationToken ct) =>
        await db.Set<Answer>().AsNoTracking().Where(a => a.PersonId == person && a.AnsweredOn >= from && a.AnsweredOn <= until && a.Given.Csat != null).Select(a => a.Given.Csat!.Value).ToListAsync(ct);

    private static SurveyOccasion OccasionOf(AskedAbout about) => about switch { AskedAbout.Complaint => SurveyOccasion.Complaint, AskedAbout.Request => SurveyOccasion.Request, _ => SurveyOccasion.Visit };

    private static string? OwnWords(SurveyEdition edition, Given given)
    {
        var said = given.Read();
        var own = edition.Questions.Where(q => q.Kind == QuestionKind.Open && said.ContainsKey(q.Key)).Select(q => said[q.Key]).ToList();
        return own.Count == 0 ? null : string.Join('\n', own);
    }
}
