using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Service;
using Guanxi.Staff;
using Guanxi.Surveys.Questions;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Answers;

/// <summary>Closes the loop: a bad answer is somebody's task, or a complaint, the same day.</summary>
internal sealed class BadAnswers(GuanxiDb db, Texts texts)
{
    /// <summary>How the cause of its tasks begins.</summary>
    public const string Cause = "surveys.bad.";
    private const int TitleLetters = 200;

    public async Task Follow(Survey survey, SurveyEdition edition, Answer answer, DateOnly day, DateTimeOffset now, CancellationToken ct)
    {
        if (!answer.Given.IsBad || survey.BadAnswer == BadAnswerAct.Nothing) return;
        if (survey.BadAnswer == BadAnswerAct.Complaint)
        {
            answer.Bring(BadAnswerAct.Complaint, await db.OpenComplaint(answer.CustomerId, Words(survey, edition, answer), answer.UnitId, now, ct));
            return;
        }
        var owner = await db.CustomerOwners().Where(c => c.Id == answer.CustomerId).FirstAsync(ct);
        var person = owner.OwnerId ?? (await NearestLeads.Read(db, ct)).Of(answer.UnitId ?? owner.UnitId) ?? survey.CreatedBy;
        // The customer may have answered in another language than they read who see to it.
        var title = texts.In(await db.LanguageOf(person, ct), () => texts["surveys.bad.task", Score(answer.Given), survey.Name]);
        var task = FollowUp.Plan(answer.CustomerId, title.Length > TitleLetters ? title[..TitleLetters] : title, person, day, $"{Cause}{answer.Id}", Actor.System.Id, now);
        db.Add(task);
        answer.Bring(BadAnswerAct.Task, task.Id.Value);
    }

    private string Score(Given given) => given.Csat is { } csat ? texts["surveys.score.csat", csat] : given.Nps is { } nps ? texts["surveys.score.nps", nps] : texts["surveys.score.ces", given.Ces ?? 0];

    // What the customer wrote; where they only ticked, what was ticked.
    private string Words(Survey survey, SurveyEdition edition, Answer answer)
    {
        var said = answer.Given.Read();
        var own = edition.Questions.Where(q => q.Kind == QuestionKind.Open && said.ContainsKey(q.Key)).Select(q => said[q.Key]).ToList();
        var words = $"{texts["surveys.bad.complaint", survey.Name, Score(answer.Given)]}{(own.Count > 0 ? "\n" + string.Join("\n", own) : "")}";
        return words.Length > Given.MostLetters ? words[..Given.MostLetters] : words;
    }
}
