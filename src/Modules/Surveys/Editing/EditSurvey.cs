using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Surveys.Answers;
using Guanxi.Surveys.Questions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Editing;

/// <summary>Changes a survey: words, how it is run, questions. Where somebody has answered, other questions begin another edition; what was answered stays with the questions that were asked.</summary>
[Needs(SurveysRights.Plan)]
internal sealed record EditSurvey : IUseCase<int>
{
    public Id<Survey> SurveyId { get; set; }
    [Required, StringLength(120)] public string? Name { get; set; }
    [StringLength(200)] public string? ChineseTitle { get; set; }
    [StringLength(200)] public string? EnglishTitle { get; set; }
    [StringLength(1_000)] public string? ChineseIntroduction { get; set; }
    [StringLength(1_000)] public string? EnglishIntroduction { get; set; }
    public bool Anonymous { get; set; }
    public bool OpenToAll { get; set; }

    /// <summary>After what customers are invited by themselves; after nothing where empty.</summary>
    [Length(0, 4)] public List<SurveyOccasion> Occasions { get => field ?? []; set; } = [];
    [Range(1, 100)] public int SamplePercent { get; set; } = 100;

    /// <summary>Days after the occasion until the link is passed on.</summary>
    [Range(0, 60)] public int DelayDays { get; set; }
    public BadAnswerAct BadAnswer { get; set; }
    [Range(1, 365)] public int ValidDays { get; set; } = 30;

    /// <summary>In their order; those without a text are left out.</summary>
    [Length(0, 60)] public List<Question> Questions { get => field ?? []; set; } = [];

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<EditSurvey, int>
    {
        /// <returns>The number of the edition that is asked from now on.</returns>
        public async Task<int> Handle(EditSurvey request, Actor actor, CancellationToken ct)
        {
            var survey = Refuse.Missing(await db.Set<Survey>().FirstOrDefaultAsync(s => s.Id == request.SurveyId, ct), "surveys.survey.not_found");
            survey.Write(new(request.Name, request.ChineseTitle, request.EnglishTitle, request.ChineseIntroduction, request.EnglishIntroduction));
            survey.Set(new() { Anonymous = request.Anonymous, OpenToAll = request.OpenToAll, Occasions = request.Occasions, SamplePercent = request.SamplePercent, DelayDays = request.DelayDays, BadAnswer = request.BadAnswer, ValidDays = request.ValidDays });
            var edition = await db.Set<SurveyEdition>().Where(e => e.SurveyId == survey.Id).OrderByDescending(e => e.Number).FirstAsync(ct);
            var asked = QuestionList.Checked(request.Questions);
            if (QuestionList.Write(asked) == edition.QuestionsJson) return edition.Number;
            if (!await db.Set<Answer>().AnyAsync(a => a.EditionId == edition.Id, ct) && !await db.Set<AnonymousAnswer>().AnyAsync(a => a.EditionId == edition.Id, ct))
            {
                edition.Rewrite(asked);
                return edition.Number;
            }
            var next = edition.Next(asked, clock.GetUtcNow());
            db.Add(next);
            return next.Number;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/surveys/{surveyId}", (Id<Survey> surveyId, EditSurvey request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { SurveyId = surveyId }, ct)).Produces<int>().WithSummary("Change a survey");
}
