using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Surveys.Questions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Surveys.Editing;

/// <summary>Begins a survey, with the questions of a pattern, which can all be changed.</summary>
[Needs(SurveysRights.Plan)]
internal sealed record DraftSurvey : IUseCase<Id<Survey>>
{
    [Required, StringLength(120)] public string? Name { get; set; }
    public SurveyPattern Pattern { get; set; }

    internal sealed class Handler(GuanxiDb db, Texts texts, TimeProvider clock) : IHandler<DraftSurvey, Id<Survey>>
    {
        public async Task<Id<Survey>> Handle(DraftSurvey request, Actor actor, CancellationToken ct)
        {
            var (survey, questions) = SurveyPatterns.Draft(request.Name!, request.Pattern, (await db.Setting<FirmSettings>(ct)).Name, texts, actor.Id, clock.GetUtcNow());
            db.Add(survey);
            db.Add(SurveyEdition.First(survey.Id, questions, clock.GetUtcNow()));
            return survey.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/surveys", (DraftSurvey request, Asker asker, CancellationToken ct) =>
        asker.Created(request, id => $"/api/surveys/{id}", ct)).Produces<Id<Survey>>(StatusCodes.Status201Created).WithSummary("Begin a survey");
}
