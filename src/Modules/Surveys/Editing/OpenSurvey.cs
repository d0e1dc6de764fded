using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Editing;

/// <summary>Opens a survey for answers. From then on it stays anonymous or not, as it is.</summary>
[Needs(SurveysRights.Plan)]
internal sealed record OpenSurvey : IUseCase<bool>
{
    public Id<Survey> SurveyId { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<OpenSurvey, bool>
    {
        public async Task<bool> Handle(OpenSurvey request, Actor actor, CancellationToken ct)
        {
            Refuse.Missing(await db.Set<Survey>().FirstOrDefaultAsync(s => s.Id == request.SurveyId, ct), "surveys.survey.not_found").Open(clock.GetUtcNow());
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/surveys/{surveyId}/open", (Id<Survey> surveyId, Asker asker, CancellationToken ct) =>
        asker.Answer(new OpenSurvey { SurveyId = surveyId }, ct)).Produces<bool>().WithSummary("Open a survey for answers");
}

/// <summary>Closes a survey. Links that were handed out say so; what was answered stays.</summary>
[Needs(SurveysRights.Plan)]
internal sealed record CloseSurvey : IUseCase<bool>
{
    public Id<Survey> SurveyId { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<CloseSurvey, bool>
    {
        public async Task<bool> Handle(CloseSurvey request, Actor actor, CancellationToken ct)
        {
            Refuse.Missing(await db.Set<Survey>().FirstOrDefaultAsync(s => s.Id == request.SurveyId, ct), "surveys.survey.not_found").Close(clock.GetUtcNow());
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/surveys/{surveyId}/close", (Id<Survey> surveyId, Asker asker, CancellationToken ct) =>
        asker.Answer(new CloseSurvey { SurveyId = surveyId }, ct)).Produces<bool>().WithSummary("Close a survey");
}
